/** A string with one character (0 to 255) per byte: what files and streams hold. */
export type ByteString = string;

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  if (isAscii(text)) return toUint8(text);
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return Uint8Array.from(bytes);
}

/** The text of UTF-8 bytes; `undefined` when they are not valid UTF-8 and `strict` is set. */
export function decodeUtf8(bytes: Uint8Array, strict: true): string | undefined;
export function decodeUtf8(bytes: Uint8Array): string;
export function decodeUtf8(bytes: Uint8Array, strict?: true): string | undefined {
  if (bytes.every((byte) => byte < 0x80)) return fromUint8(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const [code, length] = codePointAt(bytes, i);
    if (code < 0 && strict) return undefined;
    text += code < 0 ? '\ufffd' : String.fromCodePoint(code);
    i += length;
  }
  return text;
}

/** UTF-8 encodes a text into a byte string. */
export function toBytes(text: string): ByteString {
  return isAscii(text) ? text : fromUint8(encodeUtf8(text));
}

/** Decodes a byte string as UTF-8; bad sequences become U+FFFD. */
export function toText(bytes: ByteString): string {
  return isAscii(bytes) ? bytes : decodeUtf8(toUint8(bytes));
}

/** Bytes that a text has in UTF-8. */
export function utf8Length(text: string): number {
  return isAscii(text) ? text.length : encodeUtf8(text).length;
}

/** Most text is, and is then its own byte string. */
function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII.
  return /^[\x00-\x7f]*$/.test(text);
}

/** A byte string as an array of bytes. */
export function toUint8(bytes: ByteString): Uint8Array {
  const array = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i += 1) array[i] = bytes.charCodeAt(i);
  return array;
}

/** An array of bytes as a byte string. */
export function fromUint8(array: Uint8Array): ByteString {
  let text = '';
  for (let i = 0; i < array.length; i += 8_192)
    text += String.fromCharCode(...array.subarray(i, i + 8_192));
  return text;
}

/** The code point at `i` and its length in bytes; code -1 for a bad sequence. */
function codePointAt(bytes: Uint8Array, i: number): readonly [number, number] {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || first >= 0xf5) return [-1, 1];
  let code = first & (0xff >> (length + 1));
  for (let k = 1; k < length; k += 1) {
    const next = bytes[i + k];
    if (next === undefined || (next & 0xc0) !== 0x80) return [-1, k];
    code = (code << 6) | (next & 63);
  }
  const tooSmall = length === 3 ? code < 0x800 : length === 4 ? code < 0x10000 : false;
  if (tooSmall || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return [-1, length];
  return [code, length];
}
