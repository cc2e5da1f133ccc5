import type { ByteString } from './utf8.ts';

/** One element of ASN.1's DER: its tag's byte, and what is in it. */
export interface DerElement {
  readonly tag: number;
  readonly content: ByteString;
}

/** The tags that certificates and requests for them use. */
export const derTags = {
  boolean: 0x01,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The elements of some bytes one after the other; undefined when they are cut short or too long. */
export function readDer(bytes: ByteString): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes.charCodeAt(at);
    const first = bytes.charCodeAt(at + 1);
    // Lengths of more than four bytes are longer than anything that is read here.
    const more = first < 0x80 ? 0 : first & 0x7f;
    if (Number.isNaN(first) || more > 4 || first === 0x80) return undefined;
    let length = more === 0 ? first : 0;
    for (let i = 0; i < more; i += 1) length = length * 256 + bytes.charCodeAt(at + 2 + i);
    const start = at + 2 + more;
    if (!(start + length <= bytes.length)) return undefined;
    elements.push({ tag, content: bytes.slice(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** `2.5.4.3` of an object identifier's content. */
export function readObjectIdentifier(content: ByteString): string {
  const numbers: number[] = [];
  let number = 0;
  for (let i = 0; i < content.length; i += 1) {
    const byte = content.charCodeAt(i);
    number = number * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [both = 0, ...rest] = numbers;
  const first = Math.min(Math.floor(both / 40), 2);
  return [first, both - 40 * first, ...rest].join('.');
}
