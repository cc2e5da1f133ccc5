import { EvaluationError } from '../errors.ts';

/** An IP address: 4 or 16 bytes. */
export interface Address {
  readonly bytes: readonly number[];
}

/** Reads an address as Go's netip does, without zones and without IPv4 in IPv6. Throws. */
export function readAddress(text: string): Address {
  const address = parseAddress(text);
  if (typeof address === 'string')
    throw new EvaluationError(
      `IP Address ${JSON.stringify(text)} parse error during conversion from string: ${address}`,
    );
  if (text.includes('%'))
    throw new EvaluationError(`IP address ${JSON.stringify(text)} with zone value is not allowed`);
  if (isMapped(address))
    throw new EvaluationError(`IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed`);
  return address;
}

/** The address, or why it is none in the words of netip.ParseAddr. */
export function parseAddress(text: string): Address | string {
  const fail = (why: string): string => `ParseAddr(${JSON.stringify(text)}): ${why}`;
  const plain = text.split('%')[0] ?? '';
  if (plain.includes(':')) {
    const bytes = sixteen(plain);
    return bytes ? { bytes } : fail('unexpected character');
  }
  const parts = plain.split('.');
  if (parts.length === 1) return fail('unable to parse IP');
  if (parts.length < 4) return fail('IPv4 address too short');
  if (parts.length > 4) return fail('IPv4 address too long');
  for (const part of parts) {
    if (!/^\d+$/.test(part)) return fail('unexpected character');
    if (part.length > 1 && part.startsWith('0'))
      return fail('IPv4 field has octet with leading zero');
    if (Number(part) > 255) return fail('IPv4 field has value >255');
  }
  return { bytes: parts.map(Number) };
}

function sixteen(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const words = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(wordsOf)));
  if (words.flat().some((word) => Number.isNaN(word))) return undefined;
  const [head = [], tail = []] = words;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = halves.length === 1 ? head : [...head, ...Array<number>(missing).fill(0), ...tail];
  return all.flatMap((word) => [word >> 8, word & 0xff]);
}

function wordsOf(part: string): readonly number[] {
  if (!part.includes('.'))
    return [/^[0-9a-fA-F]{1,4}$/.test(part) ? Number.parseInt(part, 16) : Number.NaN];
  const four = parseAddress(part);
  if (typeof four === 'string') return [Number.NaN];
  const [a = 0, b = 0, c = 0, d = 0] = four.bytes;
  return [(a << 8) | b, (c << 8) | d];
}

/** The canonical text: lower case, the longest run of zeros left out. */
export function addressText({ bytes }: Address): string {
  if (bytes.length === 4) return bytes.join('.');
  const words = Array.from(
    { length: 8 },
    (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0),
  );
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i += 1) {
    let length = 0;
    while (words[i + length] === 0 && i + length < 8) length += 1;
    if (length > best.length) best = { start: i, length };
  }
  const hex = (part: readonly number[]): string => part.map((word) => word.toString(16)).join(':');
  if (best.start < 0) return hex(words);
  return `${hex(words.slice(0, best.start))}::${hex(words.slice(best.start + best.length))}`;
}

export function isMapped({ bytes }: Address): boolean {
  return (
    bytes.length === 16 &&
    bytes.slice(0, 10).every((byte) => byte === 0) &&
    bytes[10] === 255 &&
    bytes[11] === 255
  );
}

/** The first `bits` of an address, the rest zero. */
export function masked({ bytes }: Address, bits: number): Address {
  return {
    bytes: bytes.map((byte, i) => {
      const kept = Math.min(8, Math.max(0, bits - 8 * i));
      return byte & (0xff << (8 - kept)) & 0xff;
    }),
  };
}
