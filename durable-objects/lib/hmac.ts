import { sha256 } from './hashes.ts';
import type { ByteString } from './utf8.ts';

/** Bytes that SHA-256 works on at a time. */
const blockBytes = 64;

/** HMAC-SHA256 (RFC 2104) as 32 bytes. */
export function hmacSha256(key: ByteString, message: ByteString): ByteString {
  const block = key.length > blockBytes ? bytesOf(sha256(key)) : key;
  const padded = block.padEnd(blockBytes, '\0');
  const inner = bytesOf(sha256(masked(padded, 0x36) + message));
  return bytesOf(sha256(masked(padded, 0x5c) + inner));
}

function masked(block: ByteString, mask: number): ByteString {
  let out = '';
  for (let i = 0; i < block.length; i += 1) out += String.fromCharCode(block.charCodeAt(i) ^ mask);
  return out;
}

function bytesOf(hex: string): ByteString {
  let out = '';
  for (let i = 0; i < hex.length; i += 2)
    out += String.fromCharCode(Number.parseInt(hex.slice(i, i + 2), 16));
  return out;
}
