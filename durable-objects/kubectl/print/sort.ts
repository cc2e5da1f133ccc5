import { isObject, type Json } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import { parseJsonPath, relaxed } from '../jsonpath/index.ts';

/** Sorts by what a path leads to, as `--sort-by` does; equal ones keep their order. */
export function sortBy<T>(items: readonly T[], field: string, objectOf: (item: T) => Json): T[] {
  const path = parseJsonPath(relaxed(field));
  const keyed = items.map((item) => ({ item, key: path.find(objectOf(item))[0] }));
  if (items.length > 0 && keyed.every(({ key }) => key === undefined))
    throw new KubectlError(
      `couldn't find any field with path ${JSON.stringify(relaxed(field))} in the list of objects`,
    );
  for (const { key } of keyed)
    if (isObject(key) || Array.isArray(key))
      throw new KubectlError(
        `unsortable type: ${Array.isArray(key) ? '[]interface {}' : 'map[string]interface {}'}`,
      );
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function compare(a: Json | undefined, b: Json | undefined): number {
  if (a === undefined || b === undefined)
    return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return naturalCompare(String(a), String(b));
}

/** Runs of digits count as numbers: `web-2` comes before `web-10`. */
function naturalCompare(a: string, b: string): number {
  const split = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];
  const left = split(a);
  const right = split(b);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x === y) continue;
    const areNumbers = /^\d/.test(x) && /^\d/.test(y);
    if (areNumbers && Number(x) !== Number(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return 0;
}
