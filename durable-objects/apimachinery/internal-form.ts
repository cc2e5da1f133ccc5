import { assert } from '../lib/assert.ts';
import { isObject } from '../lib/json.ts';
import { unifiedDiff } from '../lib/unified-diff.ts';

/** A member of a struct: its Go name, the field of the API that fills it, its type. */
interface Member {
  readonly name: string;
  readonly field: string;
  readonly type: string;
}

/** Structs of upstream's internal types, by name. */
export type InternalTypes = ReadonlyMap<string, readonly Member[]>;

/**
 * Reads a notation of structs, one a line: `Name: Member type, Member=field type, ...`. A member's
 * field is its name with a small first letter unless given. Types are `string`, `int`, `bool`,
 * `any`, structs, `*T` and `[]T`; pointers, lists and maps that are absent are null.
 */
export function readInternalTypes(notation: string): InternalTypes {
  const lines = notation.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [name = '', members = ''] = line.split(': ');
      return [name.trim(), members.split(', ').map(readMember)];
    }),
  );
}

/**
 * What changed between two values of a struct, as upstream shows it: a unified diff of their
 * internal forms in JSON.
 */
export function internalDiff(
  types: InternalTypes,
  struct: string,
  before: object,
  after: object,
): string {
  const text = (value: object): string => goJson(internalForm(types, struct, value));
  return unifiedDiff(text(before), text(after));
}

/** A value of a type as upstream's errors show it: JSON in one line, with Go's member names. */
export function internalJson(types: InternalTypes, type: string, value: unknown): string {
  return escapeHtml(JSON.stringify(internalForm(types, type, value)));
}

function readMember(text: string): Member {
  const [left = '', type = ''] = text.trim().split(' ');
  const [name = '', field] = left.split('=');
  return { name, type, field: field ?? name.charAt(0).toLowerCase() + name.slice(1) };
}

function internalForm(types: InternalTypes, type: string, value: unknown): unknown {
  if (type.startsWith('*'))
    return value === undefined ? null : internalForm(types, type.slice(1), value);
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) return null;
    return value.map((item) => internalForm(types, type.slice(2), item));
  }
  switch (type) {
    case 'string':
      return value ?? '';
    case 'int':
      return value ?? 0;
    case 'bool':
      return value ?? false;
    case 'any':
      return value === undefined ? null : sorted(value);
    default: {
      const members = types.get(type);
      assert(members, `internal type ${type}`);
      const fields = isObject(value) ? value : {};
      return Object.fromEntries(
        members.map((member) => [
          member.name,
          internalForm(types, member.type, fields[member.field]),
        ]),
      );
    }
  }
}

/** Go writes maps with sorted keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** JSON as Go's encoder indents and escapes it. */
function goJson(value: unknown): string {
  return escapeHtml(JSON.stringify(value, null, 1));
}

function escapeHtml(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}
