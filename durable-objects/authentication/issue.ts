import { nodes, pods, secrets, serviceAccounts } from '../api/index.ts';
import { FieldPath, invalid, invalidError } from '../apimachinery/field-error.ts';
import type { Key, KubeObject } from '../apimachinery/meta.ts';
import { type TokenRequest, tokenRequest } from '../apimachinery/requests.ts';
import type { Resource } from '../apimachinery/resource.ts';
import {
  boundClaims,
  signToken,
  type TokenRef,
  tokenIssuer,
} from '../apimachinery/signed-token.ts';
import { badRequest, conflict, notFound } from '../apimachinery/status-error.ts';
import type { TokenContext } from '../apiserver/authenticator.ts';
import { formatTime } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';

const hourSeconds = 3_600;
const leastSeconds = 600;
const mostSeconds = 2 ** 32;

/** POST of a TokenRequest to an account (pkg/registry/core/serviceaccount/storage/token.go). */
export function issueToken(
  account: Key,
  request: TokenRequest,
  context: TokenContext,
): TokenRequest {
  const { read, now, random } = context;
  const known = read.get(serviceAccounts, account);
  if (!known) throw notFound(serviceAccounts, account.name);
  const seconds = request.spec.expirationSeconds ?? hourSeconds;
  checkSeconds(seconds);
  const asked = request.spec.audiences ?? [];
  const audiences = asked.length > 0 ? asked : [tokenIssuer];
  const bound = boundObject(account, request, context);
  const issuedAt = Math.floor(now / 1_000);
  const uniqueness = [known.metadata.uid, String(now), String(read.revision), audiences.join()];
  const subject = { namespace: account.namespace, account: refOf(known), ...bound };
  const id = random('jti', ...uniqueness).uuid();
  const times = { issuedAt, expiresAt: issuedAt + seconds };
  return {
    ...request,
    metadata: {
      name: account.name,
      namespace: account.namespace,
      creationTimestamp: formatTime(now),
    } as TokenRequest['metadata'],
    spec: { ...request.spec, audiences, expirationSeconds: seconds },
    status: {
      token: signToken(random, boundClaims(subject, audiences, times, id)),
      expirationTimestamp: formatTime((issuedAt + seconds) * 1_000),
    },
  };
}

function checkSeconds(seconds: number): void {
  const refuse = (text: string): Error =>
    invalid(tokenRequest, '', [
      invalidError(FieldPath.of('spec', 'expirationSeconds'), seconds, text),
    ]);
  if (seconds < leastSeconds) throw refuse('may not specify a duration less than 10 minutes');
  if (seconds > mostSeconds) throw refuse('may not specify a duration larger than 2^32 seconds');
}

/** What the token ends with: a pod of this account, a Secret or a node. */
function boundObject(
  { namespace, name: account }: Key,
  { spec }: TokenRequest,
  { read }: TokenContext,
): { pod?: TokenRef; secret?: TokenRef; node?: TokenRef } {
  const ref = spec.boundObjectRef;
  if (!ref) return {};
  const { apiVersion = '', kind = '', name = '', uid } = ref;
  const find = <T extends KubeObject>(resource: Resource<T>, place: string): Frozen<T> => {
    const object = read.get(resource, { namespace: place, name });
    if (!object) throw notFound(resource, name);
    const found = (object as Frozen<KubeObject>).metadata.uid;
    if (!uid || uid === found) return object;
    const why = `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflict({ group: resource.group, plural: resource.kind }, name, why);
  };
  switch (`${apiVersion} ${kind}`) {
    case 'v1 Pod': {
      const pod = find(pods, namespace);
      const { serviceAccountName: own, nodeName } = pod.spec;
      if (own !== account)
        throw badRequest(
          `cannot bind token for serviceaccount ${JSON.stringify(account)} to pod running with different serviceaccount name.`,
        );
      const node = nodeName ? read.get(nodes, { namespace: '', name: nodeName }) : undefined;
      return { pod: refOf(pod), ...(node ? { node: refOf(node) } : {}) };
    }
    case 'v1 Secret':
      return { secret: refOf(find(secrets, namespace)) };
    case 'v1 Node':
      return { node: refOf(find(nodes, '')) };
    default: {
      const slash = apiVersion.indexOf('/');
      const group = apiVersion.slice(0, Math.max(slash, 0));
      const what = `${group}/${apiVersion.slice(slash + 1)}, Kind=${kind}`;
      throw badRequest(`cannot bind token to object of type ${what}`);
    }
  }
}

function refOf({ metadata }: Frozen<KubeObject>): TokenRef {
  return { name: metadata.name, uid: metadata.uid };
}
