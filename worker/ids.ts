// No i, l, o or u: what is read out or copied by hand stays what it was (Crockford's base32).
const base32 = '0123456789abcdefghjkmnpqrstvwxyz';
// A code is typed from a slide, so 0 and 1 are left out too.
const codeAlphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A new id of 50 random bits: short enough for a URL, unique within an installation. */
export function newId(): string {
  return pick(base32, 10);
}

/** A new secret of 160 random bits. Give it to its holder and keep only `hashToken` of it. */
export function newToken(): string {
  return pick(base32, 32);
}

/** A join code: six characters, about 700 million of them. */
export function newJoinCode(): string {
  return pick(codeAlphabet, 6);
}

/** The join code that a person meant: case and blanks don't matter. */
export function normalJoinCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** SHA-256 in hexadecimal: what is stored of a token. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** True when two secrets are equal, in a time that doesn't tell where they differ. */
export async function tokensMatch(a: string, b: string): Promise<boolean> {
  // Equal hashes mean equal secrets, and comparing hashes tells an attacker nothing to go by.
  return (await hashToken(a)) === (await hashToken(b));
}

/** Characters drawn without bias: bytes past the last whole alphabet are thrown away. */
function pick(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(length)))
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
  return text;
}
