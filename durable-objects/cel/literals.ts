import { encodeUtf8 } from '../lib/utf8.ts';

const simple: { readonly [mark: string]: string | undefined } = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
  '?': '?',
};

const escapes =
  /\\(?:([abfnrtv\\'"`?])|x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]?))/g;

/** What a string literal stands for; undefined when an escape in it is none. */
export function readStringLiteral(text: string): string | undefined {
  let isGood = true;
  const value = text.replace(escapes, (_all, mark, x, upperX, u, longU, octal) => {
    if (mark !== undefined) return simple[String(mark)] ?? '';
    const hex = x ?? upperX ?? u ?? longU;
    const point = hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal ?? '', 8);
    if (Number.isNaN(point) || point > 0x10ffff) {
      isGood = false;
      return '';
    }
    return String.fromCodePoint(point);
  });
  return isGood ? value : undefined;
}

/** The bytes of a bytes literal: escapes of one byte are that byte, other text is UTF-8. */
export function readBytesLiteral(text: string, isRaw: boolean): Uint8Array | undefined {
  if (isRaw) return encodeUtf8(text);
  const bytes: number[] = [];
  let end = 0;
  for (const match of text.matchAll(escapes)) {
    bytes.push(...encodeUtf8(text.slice(end, match.index)));
    end = match.index + match[0].length;
    const [, mark, x, upperX, , , octal] = match;
    if (mark !== undefined) bytes.push(...encodeUtf8(simple[mark] ?? ''));
    else if (x !== undefined || upperX !== undefined)
      bytes.push(Number.parseInt(x ?? upperX ?? '', 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else return undefined;
  }
  bytes.push(...encodeUtf8(text.slice(end)));
  return Uint8Array.from(bytes);
}
