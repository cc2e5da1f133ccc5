import { KubectlError } from '../failure.ts';
import type { Call } from '../verb.ts';

/**
 * Sends a file, or standard input, to a path of the API and prints the answer as it is. Follows
 * k8s.io/kubectl/pkg/rawhttp.
 */
export function sendRaw(
  call: Call,
  method: 'POST' | 'PUT' | 'DELETE',
  uri: string,
  file: string | undefined,
): number {
  const { cluster, files } = call;
  if (!/^(\/|[a-z][a-z0-9+.-]*:)/i.test(uri))
    throw new KubectlError(
      `--raw must be a valid URL path: parse ${JSON.stringify(uri)}: invalid URI for request`,
    );
  const bodyText = file === undefined ? undefined : file === '-' ? files.stdin : files.read(file);
  const [path = '', rawQuery = ''] = uri.split('?');
  call.out(cluster.rawAnswer(method, path, rawQuery, bodyText));
  return 0;
}
