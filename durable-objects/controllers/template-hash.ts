import type { PodTemplateSpec } from '../api/index.ts';
import { templateDump } from '../api/pod-template/go-structs.ts';
import { fnv1a } from '../lib/fnv.ts';
import type { Frozen } from '../lib/json.ts';
import { safeAlphabet } from '../lib/random.ts';
import { encodeUtf8 } from '../lib/utf8.ts';

/**
 * Tells templates apart in names and labels, digit for digit as a real cluster does. `collisions`
 * is how often the name was taken by another template (pkg/controller, ComputeHash).
 */
export function templateHash(template: Frozen<PodTemplateSpec>, collisions?: number): string {
  let sum = fnv1a(encodeUtf8(templateDump(template)));
  if (collisions !== undefined) sum = fnv1a(littleEndian(collisions), sum);
  return safeEncode(String(sum));
}

/** Digits in the alphabet of generated names, so that a hash never spells a word. */
export function safeEncode(text: string): string {
  let encoded = '';
  for (const byte of encodeUtf8(text)) encoded += safeAlphabet[byte % safeAlphabet.length];
  return encoded;
}

/** Eight bytes, of which Go fills four. */
function littleEndian(value: number): Uint8Array {
  return Uint8Array.from([0, 8, 16, 24, 32, 32, 32, 32], (shift) =>
    shift === 32 ? 0 : (value >>> shift) & 0xff,
  );
}
