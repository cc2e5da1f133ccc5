/** What a kubeconfig is made of. */
export interface Kubeconfig {
  /** Where the client reaches LabSet, e.g. `http://localhost:8787`. */
  readonly origin: string;
  readonly clusterId: string;
  readonly token: string;
  /** The name of the context, the cluster and the user in the file. */
  readonly context: string;
}

/** What may be the name of a context. */
export const contextPattern: RegExp = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/**
 * The text of a kubeconfig for one cluster. kubectl sends no bearer token over plain http, so there
 * the token stands in the server's path.
 */
export function kubeconfig({ origin, clusterId, token, context }: Kubeconfig): string {
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
