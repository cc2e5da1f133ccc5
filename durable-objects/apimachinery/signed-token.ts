import { hmacSha256 } from '../lib/hmac.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import { memoize } from '../lib/memo.ts';
import type { Random } from '../lib/random.ts';
import { type ByteString, toBytes, toText } from '../lib/utf8.ts';

/** Who issues tokens, and the audience that the API server itself is. */
export const tokenIssuer = 'https://kubernetes.default.svc.cluster.local';

/** Bytes of a signature, as one of RSA with 2048 bits has. */
const signatureBytes = 256;

/** Hexadecimal digits of a signing key. */
const keyLength = 64;

/** Signatures that are kept, a kilobyte each with what they sign. */
const rememberedSignatures = 500;

/** An object that a token speaks of. */
export interface TokenRef {
  readonly name: string;
  readonly uid: string;
}

/** What the token of a ServiceAccount says (pkg/serviceaccount/claims.go). */
export interface TokenSubject {
  readonly namespace: string;
  readonly account: TokenRef;
  readonly pod?: TokenRef;
  readonly secret?: TokenRef;
  readonly node?: TokenRef;
}

/** Seconds since 1970, in the cluster's own time: a skip of time lets tokens expire. */
export interface TokenTimes {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** From when on using it is warned about; for tokens that are valid longer than was asked. */
  readonly warnAfter?: number;
}

/** The claims of a token that is bound to objects. */
export function boundClaims(
  { namespace, account, pod, secret, node }: TokenSubject,
  audiences: readonly string[],
  { issuedAt, expiresAt, warnAfter }: TokenTimes,
  id: string,
): JsonObject {
  return {
    aud: audiences,
    exp: expiresAt,
    iat: issuedAt,
    iss: tokenIssuer,
    jti: id,
    'kubernetes.io': {
      namespace,
      ...(node ? { node: { ...node } } : {}),
      ...(pod ? { pod: { ...pod } } : {}),
      ...(secret ? { secret: { ...secret } } : {}),
      serviceaccount: { ...account },
      ...(warnAfter === undefined ? {} : { warnafter: warnAfter }),
    },
    nbf: issuedAt,
    sub: `system:serviceaccount:${namespace}:${account.name}`,
  };
}

type Keyed = (purpose: string, ...parts: readonly string[]) => Random;

/**
 * A token in the form of a JWT. It is signed with a key that only this cluster has and stretched to
 * the length of an RSA signature: the cluster knows its own tokens again, nobody else can check them.
 */
export function signToken(random: Keyed, claims: JsonObject): string {
  const key = signingKey(random);
  const head = `${headerOf(key)}.${base64url(toBytes(JSON.stringify(claims)))}`;
  return `${head}.${signature(key, head)}`;
}

/** The claims of a token that this cluster has signed; undefined for any other text. */
export function readToken(random: Keyed, token: string): JsonObject | undefined {
  const parts = token.split('.');
  const [header, payload] = parts;
  if (parts.length !== 3 || !payload) return undefined;
  const key = signingKey(random);
  const head = `${header}.${payload}`;
  if (header !== headerOf(key) || parts[2] !== signature(key, head)) return undefined;
  const claims: unknown = JSON.parse(
    toText(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))),
  );
  return isObject(claims) ? claims : undefined;
}

/** `secret` is the one purpose whose randomness nobody may guess. */
function signingKey(random: Keyed): ByteString {
  return random('secret', 'service-account-key').hex(keyLength);
}

const headerOf = memoize(rememberedSignatures, (key) => {
  const kid = base64url(hmacSha256(key, 'kid'));
  return base64url(JSON.stringify({ alg: 'RS256', kid }));
});

function signature(key: ByteString, head: string): string {
  return signed(`${key} ${head}`);
}

/** Of a key, a blank and what is signed: a client sends the same token again and again. */
const signed = memoize(rememberedSignatures, (text) => {
  const key = text.slice(0, keyLength);
  const head = text.slice(keyLength + 1);
  const mac = hmacSha256(key, head);
  let bytes = '';
  for (let block = 0; bytes.length < signatureBytes; block += 1)
    bytes += hmacSha256(key, mac + String.fromCharCode(block));
  return base64url(bytes);
});

function base64url(bytes: ByteString): string {
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
