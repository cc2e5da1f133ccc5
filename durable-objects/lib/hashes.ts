import type { ByteString } from './utf8.ts';

/** MD5 (RFC 1321) of bytes, in hexadecimal. */
export function md5(bytes: ByteString): string {
  const words = padded(bytes, true);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let n = 0; n < 64; n++) {
      const round = n >> 4;
      const f =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d);
      const g =
        round === 0
          ? n
          : round === 1
            ? (5 * n + 1) % 16
            : round === 2
              ? (3 * n + 5) % 16
              : (7 * n) % 16;
      const constant = Math.floor(Math.abs(Math.sin(n + 1)) * 0x1_0000_0000);
      const sum = (a + f + constant + (words[block + g] ?? 0)) | 0;
      const shift = md5Shifts[round]?.[n % 4] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    for (const [n, value] of [a, b, c, d].entries()) state[n] = ((state[n] ?? 0) + value) | 0;
  }
  return state.map((word) => hex(swap(word))).join('');
}

const md5Shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** SHA-1 (FIPS 180-4) of bytes, in hexadecimal. */
export function sha1(bytes: ByteString): string {
  const words = padded(bytes, false);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < words.length; block += 16) {
    const w = words.slice(block, block + 16);
    for (let n = 16; n < 80; n++)
      w[n] = rotateLeft((w[n - 3] ?? 0) ^ (w[n - 8] ?? 0) ^ (w[n - 14] ?? 0) ^ (w[n - 16] ?? 0), 1);
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let n = 0; n < 80; n++) {
      const [f, k] =
        n < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : n < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : n < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const next = (rotateLeft(a, 5) + f + e + k + (w[n] ?? 0)) | 0;
      [e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, next];
    }
    for (const [n, value] of [a, b, c, d, e].entries()) state[n] = ((state[n] ?? 0) + value) | 0;
  }
  return state.map(hex).join('');
}

/** SHA-256 (FIPS 180-4) of bytes, in hexadecimal. */
export function sha256(bytes: ByteString): string {
  const words = padded(bytes, false);
  const state = [...sha256Start];
  for (let block = 0; block < words.length; block += 16) {
    const w = words.slice(block, block + 16);
    for (let n = 16; n < 64; n++) {
      const [x, y] = [w[n - 15] ?? 0, w[n - 2] ?? 0];
      const s0 = rotateLeft(x, 25) ^ rotateLeft(x, 14) ^ (x >>> 3);
      const s1 = rotateLeft(y, 15) ^ rotateLeft(y, 13) ^ (y >>> 10);
      w[n] = ((w[n - 16] ?? 0) + s0 + (w[n - 7] ?? 0) + s1) | 0;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let n = 0; n < 64; n++) {
      const s1 = rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (sha256Constants[n] ?? 0) + (w[n] ?? 0)) | 0;
      const s0 = rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [n, value] of [a, b, c, d, e, f, g, h].entries())
      state[n] = ((state[n] ?? 0) + value) | 0;
  }
  return state.map(hex).join('');
}

const { state: sha256Start, constants: sha256Constants } = sha256Tables();

/** The roots of the first primes, whose fractions SHA-256 takes its constants from. */
function sha256Tables(): { state: number[]; constants: number[] } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++)
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (value: number) => ((value - Math.floor(value)) * 0x1_0000_0000) | 0;
  return {
    state: primes.slice(0, 8).map((n) => fraction(Math.sqrt(n))),
    constants: primes.map((n) => fraction(Math.cbrt(n))),
  };
}

/** The message with its padding, as 32-bit words. */
function padded(bytes: ByteString, isLittle: boolean): number[] {
  const words: number[] = new Array((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  const put = (at: number, byte: number) => {
    const shift = isLittle ? 8 * (at % 4) : 24 - 8 * (at % 4);
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << shift);
  };
  for (let at = 0; at < bytes.length; at++) put(at, bytes.charCodeAt(at));
  put(bytes.length, 0x80);
  const low = (bytes.length * 8) | 0;
  const high = Math.floor(bytes.length / 0x2000_0000);
  words[words.length - (isLittle ? 2 : 1)] = low;
  words[words.length - (isLittle ? 1 : 2)] = high;
  return words;
}

function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}

function swap(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
