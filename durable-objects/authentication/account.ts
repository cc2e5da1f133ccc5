import { nodes, pods, secrets, serviceAccounts } from '../api/index.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { User } from '../apimachinery/resource.ts';
import { readToken, type TokenRef, tokenIssuer } from '../apimachinery/signed-token.ts';
import type { Authenticator, TokenContext } from '../apiserver/authenticator.ts';
import { minute, parseTime } from '../lib/instant.ts';
import { type Frozen, isObject, type JsonObject } from '../lib/json.ts';

/** How long the token of a pod or Secret that is being deleted goes on being good. */
const leeway = minute;

/** The issuer of tokens that lie in Secrets. */
export const legacyIssuer = 'kubernetes/serviceaccount';
const legacy = `${legacyIssuer}/`;

const invalid = 'invalid bearer token';
const invalidated = 'service account token has been invalidated';

/** Follows pkg/serviceaccount: the signature first, then all that the token speaks of. */
export const accountOf: Authenticator['authenticate'] = (token, wanted, context) => {
  const claims = readToken(context.random, token);
  if (claims?.iss === legacyIssuer) return accountOfSecret(token, claims, wanted, context);
  if (claims?.iss !== tokenIssuer) return { error: invalid };
  const asked = wanted.length === 0 ? [tokenIssuer] : wanted;
  const aud = Array.isArray(claims.aud) ? claims.aud.map(String) : [];
  const audiences = asked.filter((one) => aud.includes(one));
  if (audiences.length === 0)
    return {
      error: `[${invalid}, token audiences ${list(aud)} is invalid for the target audiences ${list(asked)}]`,
    };
  const seconds = context.now / 1_000;
  if (Number(claims.exp) <= seconds)
    return { error: `[${invalid}, service account token has expired]` };
  if (Number(claims.nbf) > seconds)
    return { error: `[${invalid}, service account token is not valid yet]` };
  const user = boundUser(claims, context);
  return user ? { user, audiences } : { error: `[${invalid}, ${invalidated}]` };
};

function boundUser(claims: JsonObject, { read, now }: TokenContext): User | undefined {
  const bound = isObject(claims['kubernetes.io']) ? claims['kubernetes.io'] : {};
  const namespace = String(bound.namespace ?? '');
  const ref = (name: string): TokenRef | undefined => {
    const value = bound[name];
    return isObject(value) ? { name: String(value.name), uid: String(value.uid) } : undefined;
  };
  const [account, pod, secret, node] = ['serviceaccount', 'pod', 'secret', 'node'].map(ref);
  const isThere = (object: Frozen<KubeObject> | undefined, wanted: TokenRef): boolean => {
    if (object?.metadata.uid !== wanted.uid) return false;
    const end = parseTime(object.metadata.deletionTimestamp ?? '');
    return end === undefined || end + leeway > now;
  };
  if (!account) return undefined;
  const known = read.get(serviceAccounts, { namespace, name: account.name });
  if (known?.metadata.uid !== account.uid || known.metadata.deletionTimestamp) return undefined;
  if (pod && !isThere(read.get(pods, { namespace, name: pod.name }), pod)) return undefined;
  if (secret && !isThere(read.get(secrets, { namespace, name: secret.name }), secret))
    return undefined;
  // The node of a pod is told, not asked for: the pod stands for itself.
  if (node && !pod && !isThere(read.get(nodes, { namespace: '', name: node.name }), node))
    return undefined;
  const extra = {
    'authentication.kubernetes.io/credential-id': [`JTI=${String(claims.jti)}`],
    ...(node
      ? {
          'authentication.kubernetes.io/node-name': [node.name],
          'authentication.kubernetes.io/node-uid': [node.uid],
        }
      : {}),
    ...(pod
      ? {
          'authentication.kubernetes.io/pod-name': [pod.name],
          'authentication.kubernetes.io/pod-uid': [pod.uid],
        }
      : {}),
  };
  return { ...accountUser(namespace, account), extra };
}

/** A token in a Secret is good as long as it lies there, and for the API server alone. */
function accountOfSecret(
  token: string,
  claims: JsonObject,
  wanted: readonly string[],
  { read }: TokenContext,
): ReturnType<Authenticator['authenticate']> {
  const text = (name: string): string => String(claims[`${legacy}${name}`] ?? '');
  const namespace = text('namespace');
  const account = { name: text('service-account.name'), uid: text('service-account.uid') };
  const secret = read.get(secrets, { namespace, name: text('secret.name') });
  const known = read.get(serviceAccounts, { namespace, name: account.name });
  const isThere =
    secret !== undefined &&
    secret.metadata.deletionTimestamp === undefined &&
    secret.data?.token === btoa(token) &&
    known?.metadata.uid === account.uid;
  if (!isThere) return { error: `[${invalid}, ${invalidated}]` };
  const audiences =
    wanted.length === 0 ? [tokenIssuer] : wanted.filter((one) => one === tokenIssuer);
  if (audiences.length === 0) return { error: invalid };
  return { user: accountUser(namespace, account), audiences };
}

function accountUser(namespace: string, { name, uid }: TokenRef): User {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    uid,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  };
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(' ')}]`;
}
