import { sha256 } from '../lib/hashes.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { toBytes } from '../shell/index.ts';
import { compactJson } from './print/json.ts';

/** Digits that could spell a word, or look like a letter of one, and what stands for them. */
const replacements: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/**
 * The ending of a ConfigMap's or Secret's name that changes with its contents
 * (k8s.io/kubectl/pkg/util/hash).
 */
export function nameHash(object: JsonObject): string {
  const { kind, type, data, binaryData, immutable } = object;
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const parts: { [key: string]: Json | undefined } = {
    kind,
    name: metadata.name,
    data: data ?? {},
    ...(kind === 'Secret' ? { type: type ?? '' } : {}),
    ...(isObject(binaryData) && Object.keys(binaryData).length > 0 ? { binaryData } : {}),
    ...(immutable === undefined ? {} : { immutable }),
  };
  return shortHash(compactJson(parts));
}

/** The first ten digits of the text's SHA-256, without vowels. */
export function shortHash(text: string): string {
  const digits = sha256(toBytes(text)).slice(0, 10);
  return [...digits].map((digit) => replacements[digit] ?? digit).join('');
}
