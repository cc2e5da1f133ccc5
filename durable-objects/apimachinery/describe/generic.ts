import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { KubeObject } from '../meta.ts';
import type { Describe } from '../resource.ts';
import { writeEvents } from './events.ts';
import { writeMetadata } from './metadata.ts';
import { type DescribeWriter, describeText } from './writer.ts';

const hidden = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
]);

/** Describes any object by its fields, as kubectl does for kinds that it does not know. */
export const describeGeneric: Describe<KubeObject> = (object, context) =>
  describeText((writer) => {
    writeMetadata(writer, object);
    writeFields(writer, 0, { ...object }, '');
    writeEvents(writer, object, context);
  });

function writeFields(writer: DescribeWriter, level: number, object: object, at: string): void {
  for (const [field, value] of Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = `${at}.${field}`;
    if (hidden.has(path) || value === undefined) continue;
    const label = labelOf(field);
    if (Array.isArray(value)) {
      writer.line(level, `${label}:`);
      for (const item of value)
        if (isObject(item)) writeFields(writer, level + 1, item, path);
        else writer.line(level + 1, goText(item));
    } else if (isObject(value)) {
      writer.line(level, `${label}:`);
      writeFields(writer, level + 1, value, path);
    } else writer.field(level, label, goText(value));
  }
}

/** A value as Go's `%v` prints it. */
export function goText(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value as JsonObject)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${key}:${goText(member)}`);
  return `map[${members.join(' ')}]`;
}

const acronyms = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

/** `creationTimestamp` becomes `Creation Timestamp`; names with other characters stay. */
export function labelOf(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field;
  return split(field)
    .map((word) => {
      if (acronyms.has(word.toUpperCase())) return word.toUpperCase();
      return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
    })
    .join(' ');
}

/**
 * Words of a camel-case name. Of several capitals the last begins the next word, also where a
 * plural follows: `podIPs` is `pod`, `I`, `Ps` (github.com/fatih/camelcase).
 */
function split(field: string): readonly string[] {
  return field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[^\p{L}]+/gu) ?? [];
}
