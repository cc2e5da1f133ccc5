const prime = 0x01000193;
const offset = 0x811c9dc5;

/** FNV-1, 32 bits, over bytes (Go's `fnv.New32`). */
export function fnv1(bytes: Uint8Array, start: number = offset): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash, prime) ^ byte;
  return hash >>> 0;
}

/** FNV-1a, 32 bits, over bytes (Go's `fnv.New32a`). */
export function fnv1a(bytes: Uint8Array, start: number = offset): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, prime);
  return hash >>> 0;
}
