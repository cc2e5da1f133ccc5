import { isObject, type JsonObject } from '../../../lib/json.ts';
import { newPrintState } from '../../print/output.ts';
import { alignRemembering, newTableState } from '../../print/table.ts';
import type { Verb } from '../../verb.ts';
import { objectOutput, objectPrintFlags } from '../object-output.ts';

/** `kubectl auth whoami`. */
export const whoami: Verb = {
  name: 'auth whoami',
  short: 'Experimental: Check self subject attributes',
  long: 'Experimental: Check who you are and your attributes (groups, extra).\n\n        This command is helpful to get yourself aware of the current user attributes, especially when dynamic authentication, e.g., token webhook, auth proxy, or OIDC provider, is enabled in the Kubernetes cluster.',
  examples: `  # Who the server takes me for
  kubectl auth whoami

  # The same as JSON
  kubectl auth whoami -o json`,
  usage: 'auth whoami [options]',
  flags: objectPrintFlags,
  run(call) {
    const print = objectOutput(call, { isTyped: true });
    const review = call.cluster.request(
      'POST',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' } },
    );
    if (print) call.out(print(typed(review), newPrintState()));
    else call.out(tableOf(review));
    return 0;
  },
};

/** Members in the order of Go's structs. */
function typed({ kind = '', apiVersion = '', metadata = {}, status }: JsonObject): JsonObject {
  const info = isObject(status) && isObject(status.userInfo) ? status.userInfo : {};
  const { username, uid, groups, extra } = info;
  return { kind, apiVersion, metadata, status: { userInfo: { username, uid, groups, extra } } };
}

function tableOf({ status }: JsonObject): string {
  const info = isObject(status) && isObject(status.userInfo) ? status.userInfo : {};
  const list = (value: unknown): string => `[${Array.isArray(value) ? value.join(' ') : ''}]`;
  const extra = isObject(info.extra) ? info.extra : {};
  const rows = [
    ['ATTRIBUTE', 'VALUE'],
    ['Username', String(info.username ?? '')],
    ...(info.uid === undefined ? [] : [['UID', String(info.uid)]]),
    ...(Array.isArray(info.groups) && info.groups.length > 0
      ? [['Groups', list(info.groups)]]
      : []),
    ...Object.keys(extra)
      .sort()
      .map((key) => [`Extra: ${key}`, list(extra[key])]),
  ];
  return alignRemembering(rows, newTableState());
}
