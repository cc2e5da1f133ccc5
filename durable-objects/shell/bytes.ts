/** File and stream contents: a string with one character per byte, each 0 to 255. */
export type ByteString = string;

/** The UTF-8 bytes of a text; lone surrogates become U+FFFD as in WHATWG encoding. */
export function toBytes(text: string): ByteString {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const character of text) bytes += encodeCodePoint(character.codePointAt(0) ?? 0xfffd);
  return bytes;
}

/** The text a byte string encodes in UTF-8; each malformed byte becomes U+FFFD. */
export function toText(bytes: ByteString): string {
  if (isAscii(bytes)) return bytes;
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const { codePoint, length } = decodeAt(bytes, at);
    text += String.fromCodePoint(codePoint);
    at += length;
  }
  return text;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function encodeCodePoint(codePoint: number): ByteString {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return '\xef\xbf\xbd';
  if (codePoint < 0x80) return String.fromCharCode(codePoint);
  const last = 0x80 | (codePoint & 0x3f);
  if (codePoint < 0x800) return String.fromCharCode(0xc0 | (codePoint >> 6), last);
  const third = 0x80 | ((codePoint >> 6) & 0x3f);
  if (codePoint < 0x10000) return String.fromCharCode(0xe0 | (codePoint >> 12), third, last);
  const second = 0x80 | ((codePoint >> 12) & 0x3f);
  return String.fromCharCode(0xf0 | (codePoint >> 18), second, third, last);
}

const malformed = { codePoint: 0xfffd, length: 1 };

function decodeAt(bytes: ByteString, at: number): { codePoint: number; length: number } {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { codePoint: first, length: 1 };
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return malformed;
  let codePoint = first & (0x7f >> length);
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes.charCodeAt(next);
    if ((byte & 0xc0) !== 0x80) return malformed;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint < least || codePoint > 0x10ffff || isSurrogate) return malformed;
  return { codePoint, length };
}
