/** An image's name taken apart, in containerd's normal form. */
export interface ImageReference {
  /** `docker.io/library/nginx`. */
  readonly name: string;
  readonly tag: string;
  /** `sha256:...` when the image is named by what it is. */
  readonly digest?: string;
}

const pathPart = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const pattern = new RegExp(
  `^((?:${domainPart}(?:\\.${domainPart})*(?::\\d+)?/)?${pathPart}(?:/${pathPart})*)` +
    '(?::([\\w][\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$',
);

/**
 * Parses what a manifest names, as github.com/distribution/reference does; undefined when it is no
 * reference (InvalidImageName).
 */
export function parseReference(text: string): ImageReference | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, path = '', tag = 'latest', digest] = match;
  return { name: normalName(path), tag, ...(digest === undefined ? {} : { digest }) };
}

/** `docker.io/library/nginx:1.27`. */
export function referenceText({ name, tag, digest }: ImageReference): string {
  return digest === undefined ? `${name}:${tag}` : `${name}@${digest}`;
}

/** A first component is a registry if it has a dot, a port, or is localhost. */
function normalName(path: string): string {
  const slash = path.indexOf('/');
  const first = slash < 0 ? '' : path.slice(0, slash);
  if (first === 'index.docker.io') return normalName(path.slice(slash + 1));
  if (first === 'docker.io' && !path.slice(slash + 1).includes('/'))
    return `docker.io/library/${path.slice(slash + 1)}`;
  if (/[.:]/.test(first) || first === 'localhost') return path;
  return slash < 0 ? `docker.io/library/${path}` : `docker.io/${path}`;
}
