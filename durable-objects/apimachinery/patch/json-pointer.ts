import { isObject, type Json } from '../../lib/json.ts';

/** The steps of a JSON pointer (RFC 6901): `/a~1b/0` is `['a/b', '0']`; '' is the whole. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a pointer leads to; undefined when there is nothing. */
export function valueAt(document: Json, steps: readonly string[]): Json | undefined {
  let current: Json | undefined = document;
  for (const step of steps) {
    if (Array.isArray(current)) {
      const index = parseIndex(step, current.length);
      current = index === undefined ? undefined : current[index];
    } else if (isObject(current)) {
      current = Object.hasOwn(current, step) ? current[step] : undefined;
    } else return undefined;
  }
  return current;
}

/**
 * An index into a list of `length` items; negative ones count from the end, as in
 * github.com/evanphx/json-patch. Undefined when it is no number or out of bounds.
 */
export function parseIndex(step: string, length: number): number | undefined {
  if (!/^[+-]?\d+$/.test(step)) return undefined;
  const index = Number(step);
  const place = index < 0 ? index + length : index;
  return place >= 0 && place < length ? place : undefined;
}
