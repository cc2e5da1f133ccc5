/** Types of the Common Expression Language, with the names that its errors use. */
export type CelType =
  | { readonly kind: Primitive }
  | { readonly kind: 'type'; readonly of?: CelType }
  | { readonly kind: 'list'; readonly element: CelType }
  | { readonly kind: 'map'; readonly key: CelType; readonly value: CelType }
  | { readonly kind: 'optional'; readonly value: CelType }
  | ObjectType
  /** A value that only functions look into: `kubernetes.Quantity`. */
  | { readonly kind: 'opaque'; readonly name: string }
  /** A type parameter of a function. */
  | { readonly kind: 'param'; readonly name: string };

export type Primitive =
  | 'dyn'
  | 'null'
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'timestamp'
  | 'duration';

/** A message: fields by the names that expressions use. */
export interface ObjectType {
  readonly kind: 'object';
  readonly name: string;
  /** The type of a field, undefined when there is no such field. */
  readonly field: (name: string) => CelType | undefined;
  /** What a field is called in JSON, where that is no identifier. */
  readonly jsonName?: (field: string) => string;
}

export const dyn: CelType = { kind: 'dyn' };
export const nullType: CelType = { kind: 'null' };
export const bool: CelType = { kind: 'bool' };
export const int: CelType = { kind: 'int' };
export const uint: CelType = { kind: 'uint' };
export const double: CelType = { kind: 'double' };
export const string: CelType = { kind: 'string' };
export const bytes: CelType = { kind: 'bytes' };
export const timestamp: CelType = { kind: 'timestamp' };
export const duration: CelType = { kind: 'duration' };
export const listOf = (element: CelType): CelType => ({ kind: 'list', element });
export const mapOf = (key: CelType, value: CelType): CelType => ({ kind: 'map', key, value });
export const optionalOf = (value: CelType): CelType => ({ kind: 'optional', value });
export const opaque = (name: string): CelType => ({ kind: 'opaque', name });

/** `list(string)`, `map(string, int)`, `google.protobuf.Timestamp`: as cel-go prints types. */
export function typeName(type: CelType): string {
  switch (type.kind) {
    case 'list':
      return `list(${typeName(type.element)})`;
    case 'map':
      return `map(${typeName(type.key)}, ${typeName(type.value)})`;
    case 'optional':
      return `optional_type(${typeName(type.value)})`;
    case 'type':
      return type.of ? `type(${typeName(type.of)})` : 'type';
    case 'object':
    case 'opaque':
    case 'param':
      return type.name;
    case 'timestamp':
      return 'timestamp';
    case 'duration':
      return 'duration';
    default:
      return type.kind;
  }
}

const named: { readonly [name: string]: CelType | undefined } = {
  dyn,
  null: nullType,
  bool,
  int,
  uint,
  double,
  string,
  bytes,
  timestamp,
  duration,
  type: { kind: 'type' },
};

/**
 * Reads a type in the notation of declarations: `list<A>`, `map<K, V>`, `optional<T>`,
 * `kubernetes.Quantity`. One capital letter is a type parameter.
 */
export function readType(text: string): CelType {
  const trimmed = text.trim();
  const generic = /^(list|map|optional)<(.*)>$/.exec(trimmed);
  if (!generic) {
    if (/^[A-Z]$/.test(trimmed)) return { kind: 'param', name: trimmed };
    return named[trimmed] ?? opaque(trimmed);
  }
  const [first = '', second = ''] = splitTypes(generic[2] ?? '');
  if (generic[1] === 'map') return mapOf(readType(first), readType(second));
  return generic[1] === 'list' ? listOf(readType(first)) : optionalOf(readType(first));
}

/** Splits at commas that are in no brackets. */
export function splitTypes(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '<') depth += 1;
    else if (text[i] === '>') depth -= 1;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (text.trim() !== '') parts.push(text.slice(start));
  return parts;
}
