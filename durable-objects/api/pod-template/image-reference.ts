/**
 * The tag that an image's name asks for: `latest` when it names neither tag nor digest, '' for a
 * digest and for what is no image name. Follows pkg/util/parsers.
 */
export function imageTag(image: string): string {
  const digest = image.indexOf('@');
  if (digest >= 0) return '';
  const slash = image.lastIndexOf('/');
  const colon = image.indexOf(':', slash + 1);
  const repository = colon < 0 ? image : image.slice(0, colon);
  if (!repositoryPattern.test(repository)) return '';
  return colon < 0 ? 'latest' : image.slice(colon + 1);
}

/** When the kubelet pulls if the manifest does not say. */
export function defaultPullPolicy(image: string): string {
  return imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent';
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host = '[A-Za-z0-9.-]+(?::[0-9]+)?';
const repositoryPattern = new RegExp(`^(?:${host}/)?${component}(?:/${component})*$`);
