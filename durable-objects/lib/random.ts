/**
 * Randomness that is keyed, not drawn in turn: the same seed and key give the same values, so
 * adding one pod changes nothing about any other.
 */
export interface Random {
  /** The next 32 bits, 0 to 2^32-1. */
  uint32(): number;
  /** A number in [0, 1). */
  float(): number;
  /** A whole number in [0, limit). */
  below(limit: number): number;
  /** A version 4 UUID. */
  uuid(): string;
  /** `length` characters that upstream's names use: no vowels, no 0, 1 or 3. */
  suffix(length: number): string;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
}

/** The alphabet of generated names (k8s.io/apimachinery/pkg/util/rand). */
export const safeAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A generator for one purpose, e.g. `keyed(seed, 'uid', 'pods', 'default/web-0', '17')`. */
export function keyed(seed: string, ...key: readonly string[]): Random {
  const next = sfc32(hash128([seed, ...key].join('\u0000')));
  const pick = (alphabet: string, length: number): string => {
    let text = '';
    for (let i = 0; i < length; i += 1) text += alphabet[below(alphabet.length)];
    return text;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  const hex = (length: number): string => pick('0123456789abcdef', length);
  return {
    uint32: next,
    float: () => next() / 0x1_0000_0000,
    below,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick('89ab', 1)}${hex(3)}-${hex(12)}`,
    suffix: (length) => pick(safeAlphabet, length),
    hex,
  };
}

/** Four 32-bit words of a text (cyrb128): good spread, no secrecy. */
function hash128(text: string): readonly [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** Chris Doty-Humphrey's small fast counter generator, 32 bits. */
function sfc32(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  // The first outputs still show the seed.
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
