import type { Json } from '../lib/json.ts';

/** JSON text as Go writes a map: members sorted, without spaces, `<`, `>` and `&` escaped. */
export function goJson(value: Json): string {
  if (typeof value === 'string') return goString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => (member === undefined ? [] : `${goString(key)}:${goJson(member)}`));
  return `{${members.flat().join(',')}}`;
}

function goString(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
