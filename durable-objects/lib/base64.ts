import type { ByteString } from './utf8.ts';

/** Base64 of RFC 4648 with padding; also Secret data's form. */
export function toBase64(bytes: ByteString): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes.charCodeAt(at), bytes.charCodeAt(at + 1), bytes.charCodeAt(at + 2)];
    const group = (a << 16) | ((b || 0) << 8) | (c || 0);
    text += `${digitAt(group, 18)}${digitAt(group, 12)}`;
    text += at + 1 < bytes.length ? digitAt(group, 6) : '=';
    text += at + 2 < bytes.length ? digitAt(group, 0) : '=';
  }
  return text;
}

function digitAt(group: number, shift: number): string {
  return alphabet.charAt((group >> shift) & 63);
}

/** The bytes that a base64 text stands for; characters outside the alphabet are passed over. */
export function fromBase64(text: string): ByteString {
  let bytes = '';
  let group = 0;
  let bits = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) continue;
    group = ((group << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += String.fromCharCode((group >> bits) & 255);
    }
  }
  return bytes;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
