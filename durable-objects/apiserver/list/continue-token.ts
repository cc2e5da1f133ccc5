import { badRequest, type StatusError } from '../../apimachinery/status-error.ts';
import { isObject } from '../../lib/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../lib/utf8.ts';

/** Where a list goes on (k8s.io/apiserver/pkg/storage/continue.go). */
export interface ContinueToken {
  /** The list's revision, or -1: whatever is current, without consistency. */
  readonly revision: number;
  /** The last key that was listed, as `namespace/name`, or `name` alone. */
  readonly after: string;
}

const version = 'meta.k8s.io/v1';
/** Upstream starts at the key that follows the last one. */
const end = '\u0000';

/** base64url without padding of `{"v":"meta.k8s.io/v1","rv":403,"start":"/web-0\0"}`. */
export function encodeContinue({ revision, after }: ContinueToken): string {
  return toBase64Url(JSON.stringify({ v: version, rv: revision, start: `/${after}${end}` }));
}

/** Throws BadRequest with upstream's words. */
export function decodeContinue(token: string): ContinueToken {
  const text = fromBase64Url(token);
  const value = text === undefined ? undefined : parse(text);
  if (!isObject(value)) throw invalidToken('illegal base64 data or JSON');
  const { v, rv, start } = value;
  if (v !== version) {
    throw invalidToken(`server does not recognize this encoded version ${JSON.stringify(v ?? '')}`);
  }
  if (typeof rv !== 'number' || rv === 0) {
    throw invalidToken(`incorrect encoded start resourceVersion (version ${version})`);
  }
  if (typeof start !== 'string' || start === '') {
    throw invalidToken(`encoded start key empty (version ${version})`);
  }
  const after = start.replace(/^\//, '').split(end)[0] ?? '';
  return { revision: rv, after };
}

function invalidToken(why: string): StatusError {
  return badRequest(`invalid continue token: continue key is not valid: ${why}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function toBase64Url(text: string): string {
  let result = '';
  let bits = 0;
  let count = 0;
  for (const byte of encodeUtf8(text)) {
    bits = ((bits << 8) | byte) & 0xffff;
    count += 8;
    for (; count >= 6; count -= 6) result += alphabet[(bits >> (count - 6)) & 63];
  }
  return count === 0 ? result : result + alphabet[(bits << (6 - count)) & 63];
}

function fromBase64Url(text: string): string | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 255);
  }
  return decodeUtf8(Uint8Array.from(bytes), true);
}
