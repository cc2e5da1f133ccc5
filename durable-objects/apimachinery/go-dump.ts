import { assert } from '../lib/assert.ts';
import { isObject } from '../lib/json.ts';
import { parseQuantity } from './quantity.ts';

/** Structs of upstream's API by name: their members in order, with Go's types. */
export type GoStructs = ReadonlyMap<string, readonly GoMember[]>;

interface GoMember {
  readonly name: string;
  /** The field of the API that fills it; '.' when the members are those of the struct around it. */
  readonly field: string;
  readonly type: GoType;
}

type GoType =
  | { readonly is: 'pointer' | 'list'; readonly text: string; readonly of: GoType }
  | { readonly is: 'map'; readonly text: string; readonly of: GoType }
  | { readonly is: 'scalar'; readonly text: string; readonly zero: string }
  | { readonly is: 'struct'; readonly text: string; readonly name: string };

/**
 * Reads a notation of structs, one a line: `Name: Member type, Member=field type, ...`. A member's
 * field is its name with a small first letter unless given. A named type that is no struct says
 * what it is behind a tilde: `v1.Protocol~string`.
 */
export function readGoStructs(notation: string): GoStructs {
  const lines = notation.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [name = '', members = ''] = line.split(': ');
      return [name, members.split(', ').map(readMember)];
    }),
  );
}

/**
 * A struct as Go's spew prints it with `%#v`, every member with its type, which is what upstream
 * hashes (k8s.io/apimachinery/pkg/util/dump, ForHash). What is empty counts as absent, as it does
 * on protobuf's way to a controller.
 */
export function goDump(structs: GoStructs, name: string, value: object): string {
  const type: GoType = { is: 'struct', text: `v1.${name}`, name };
  return `(${type.text})${bare(structs, type, value)}`;
}

function readMember(text: string): GoMember {
  const [left = '', type = ''] = text.split(' ');
  const [name = '', field] = left.split('=');
  return {
    name,
    field: field ?? name.charAt(0).toLowerCase() + name.slice(1),
    type: readType(type),
  };
}

function readType(text: string): GoType {
  const own = textOf(text);
  if (text.startsWith('*')) return { is: 'pointer', text: own, of: readType(text.slice(1)) };
  if (text.startsWith('[]')) return { is: 'list', text: own, of: readType(text.slice(2)) };
  if (text.startsWith('map['))
    return { is: 'map', text: own, of: readType(text.slice(text.indexOf(']') + 1)) };
  const tilde = text.indexOf('~');
  if (tilde >= 0) return { ...readType(text.slice(tilde + 1)), text: text.slice(0, tilde) };
  const zero = zeros[text];
  if (zero !== undefined) return { is: 'scalar', text, zero };
  return { is: 'struct', text, name: text.slice(text.indexOf('.') + 1) };
}

const zeros: { readonly [type: string]: string | undefined } = {
  string: '',
  bool: 'false',
  int: '0',
  int32: '0',
  int64: '0',
};

/** A type as Go writes it: `map[v1.ResourceName]resource.Quantity`. */
function textOf(type: string): string {
  if (type.startsWith('*') || type.startsWith('['))
    return type.replace(/~[^\]]*$/, '').replace(/~[^\]]*\]/g, ']');
  return type.replace(/~.*$/, '');
}

/** With its type in brackets, as a struct's member is printed. */
function typed(structs: GoStructs, type: GoType, value: unknown): string {
  return `(${type.text})${bare(structs, type, value)}`;
}

function bare(structs: GoStructs, type: GoType, value: unknown): string {
  switch (type.is) {
    case 'scalar':
      return value === undefined || value === null ? type.zero : String(value);
    case 'pointer':
      return value === undefined || value === null ? '<nil>' : bare(structs, type.of, value);
    case 'list': {
      if (!Array.isArray(value) || value.length === 0) return '<nil>';
      return `[${value.map((item) => bare(structs, type.of, item)).join(' ')}]`;
    }
    case 'map': {
      const keys = isObject(value) ? Object.keys(value).sort() : [];
      if (!isObject(value) || keys.length === 0) return '<nil>';
      return `map[${keys.map((key) => `${key}:${bare(structs, type.of, value[key])}`).join(' ')}]`;
    }
    case 'struct':
      return struct(structs, type.text, type.name, value);
  }
}

function struct(structs: GoStructs, text: string, name: string, value: unknown): string {
  switch (text) {
    case 'resource.Quantity':
      return quantity(String(value));
    case 'intstr.IntOrString': {
      const isText = typeof value === 'string';
      const [kind, number, string] = isText ? [1, 0, value] : [0, value ?? 0, ''];
      return `{Type:(intstr.Type)${kind} IntVal:(int32)${String(number)} StrVal:(string)${string}}`;
    }
    case 'v1.Time':
      return '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';
  }
  const members = structs.get(name);
  assert(members, `Go struct ${name}`);
  const fields = isObject(value) ? value : {};
  const parts = members.map(
    ({ name: member, field, type }) =>
      `${member}:${typed(structs, type, field === '.' ? fields : fields[field])}`,
  );
  return `{${parts.join(' ')}}`;
}

/** A stored quantity is whole in its unit, or has few digits: Go keeps it as number and scale. */
function quantity(text: string): string {
  const [, number = '0', fraction = '', suffix = ''] = /^(\d*)\.?(\d*)(.*)$/.exec(text) ?? [];
  const power = binarySuffixes.indexOf(suffix);
  const digits = BigInt(`${number}${fraction}`);
  const [value, scale, format] =
    power >= 0
      ? [digits << BigInt(10 * (power + 1)), 0, 'BinarySI']
      : [digits, decimalScale(suffix) - fraction.length, decimalFormat(suffix)];
  const amount = `i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}}`;
  const decimal = 'd:(resource.infDecAmount){Dec:(*inf.Dec)<nil>}';
  // A bare zero is read by a shortcut that names no format.
  const named = text === '0' ? '' : format;
  const kept = text === '0' ? text : (parseQuantity(text).text ?? '');
  return `{${amount} ${decimal} s:(string)${kept} Format:(resource.Format)${named}}`;
}

const binarySuffixes = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

function decimalScale(suffix: string): number {
  const index = decimalSuffixes.indexOf(suffix);
  return index < 0 ? Number(suffix.slice(1)) : 3 * index - 9;
}

function decimalFormat(suffix: string): string {
  return decimalSuffixes.includes(suffix) ? 'DecimalSI' : 'DecimalExponent';
}
