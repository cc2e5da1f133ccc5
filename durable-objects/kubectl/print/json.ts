import { isObject, type Json } from '../../lib/json.ts';

/** JSON as kubectl prints it: keys sorted, four spaces, HTML characters escaped, a line end. */
export function jsonText(value: Json): string {
  return `${goEscaped(JSON.stringify(sorted(value), null, 4))}\n`;
}

/** The same with the keys as they come: what Go writes of a struct. */
export function unsortedJsonText(value: Json): string {
  return `${goEscaped(JSON.stringify(value, null, 4))}\n`;
}

/** Unsorted JSON on one line. */
export function compactUnsortedJson(value: Json): string {
  return goEscaped(JSON.stringify(value));
}

/** JSON on one line as Go's encoder writes maps. */
export function compactJson(value: Json): string {
  return goEscaped(JSON.stringify(sorted(value)));
}

/** Go's encoder escapes what could end a script element. */
function goEscaped(text: string): string {
  return text
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** A copy whose members are in order. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const result: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) result[key] = sorted(member);
  }
  return result;
}

/** JSON with two spaces and a line end, its keys as they come. */
export function jsonIndented(value: Json): string {
  return `${goEscaped(JSON.stringify(value, null, 2))}\n`;
}
