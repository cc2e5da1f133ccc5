/** What a kubeconfig is made of. */
export interface Kubeconfig {
  /** Where the client reaches LabSet, e.g. `http://localhost:8787`. */
  readonly origin: string;
  readonly clusterId: string;
  readonly token: string;
  /** The authority that has signed the server's certificate, PEM in base64; absent: a public one. */
  readonly authority?: string;
  /** The name of the context, the cluster and the user in the file. */
  readonly context: string;
}

/** What may be the name of a context. */
export const contextPattern: RegExp = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/**
 * Where a client on the machine of this request reaches LabSet: over https, if it can. A machine
 * that serves itself answers on a port of its own there, with its own certificate.
 */
export function reachedAt(
  url: string,
  { KUBE_ORIGIN, KUBE_CA }: { readonly KUBE_ORIGIN?: string; readonly KUBE_CA?: string },
): Pick<Kubeconfig, 'origin' | 'authority'> {
  const { origin, hostname } = new URL(url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return isHere && KUBE_ORIGIN && KUBE_CA
    ? { origin: KUBE_ORIGIN, authority: KUBE_CA }
    : { origin };
}

/**
 * The text of a kubeconfig for one cluster. kubectl sends no bearer token over plain http, so there
 * the token stands in the server's path.
 */
export function kubeconfig(cluster: Kubeconfig): string {
  const { origin, clusterId, token, authority, context } = cluster;
  const secure = origin.startsWith('https:');
  const server = `${origin}/clusters/${clusterId}${secure ? '' : `/${token}`}`;
  const user = secure ? ['  user:', `    token: ${token}`] : ['  user: {}'];
  return [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    `- name: ${context}`,
    '  cluster:',
    `    server: ${server}`,
    ...(secure && authority ? [`    certificate-authority-data: ${authority}`] : []),
    'users:',
    `- name: ${context}`,
    ...user,
    'contexts:',
    `- name: ${context}`,
    '  context:',
    `    cluster: ${context}`,
    '    namespace: default',
    `    user: ${context}`,
    `current-context: ${context}`,
    '',
  ].join('\n');
}
