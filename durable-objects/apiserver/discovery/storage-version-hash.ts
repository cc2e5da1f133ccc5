import type { Resource } from '../../apimachinery/resource.ts';
import { storedResource } from '../../apimachinery/version.ts';
import { sha256 } from '../../lib/hashes.ts';

const hashes = new WeakMap<Resource, string>();

/**
 * What changes when a kind is stored in another form: the first eight bytes of a digest of its
 * group, version and kind, in base64 (apiserver/pkg/endpoints/discovery/storageversionhash.go).
 */
export function storageVersionHash(served: Resource): string {
  const resource = storedResource(served);
  const known = hashes.get(resource);
  if (known !== undefined) return known;
  const digest = sha256(`${resource.group}/${resource.version}/${resource.kind}`);
  const hash = base64(digest.slice(0, 16));
  hashes.set(resource, hash);
  return hash;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Eight bytes in hexadecimal as base64: ten whole letters, one of four bits, and padding. */
function base64(hex: string): string {
  const bits = BigInt(`0x${hex}`) << 2n;
  const letters = Array.from({ length: 11 }, (_, i) => {
    return alphabet[Number((bits >> BigInt(60 - 6 * i)) & 63n)] ?? '';
  });
  return `${letters.join('')}=`;
}
