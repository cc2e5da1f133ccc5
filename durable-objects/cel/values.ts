import type { CelType, ObjectType } from './types.ts';

/** What an expression computes with. Integers are bigints, doubles numbers. */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | Uint
  | Timestamp
  | Duration
  | ListValue
  | MapValue
  | ObjectValue
  | OptionalValue
  | TypeValue
  | OpaqueValue;

export type ListValue = readonly Value[];

export class Uint {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** Nanoseconds since 1970. */
export class Timestamp {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

/** Nanoseconds. */
export class Duration {
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

export class OptionalValue {
  readonly value: Value | undefined;
  constructor(value?: Value) {
    this.value = value;
  }
}

export class TypeValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Entries in the order in which they came. */
export class MapValue {
  readonly entries: ReadonlyMap<string, readonly [Value, Value]>;

  constructor(entries: Iterable<readonly [Value, Value]>) {
    const map = new Map<string, readonly [Value, Value]>();
    for (const entry of entries) map.set(keyText(entry[0]), entry);
    this.entries = map;
  }

  get(key: Value): Value | undefined {
    return this.entries.get(keyText(key))?.[1];
  }

  keys(): Value[] {
    return [...this.entries.values()].map(([key]) => key);
  }
}

/** A message whose fields are looked up as they are asked for. */
export class ObjectValue {
  readonly type: ObjectType;
  /** A field's value; undefined when it isn't set. */
  readonly get: (field: string) => Value | undefined;
  readonly fields: () => readonly string[];
  /** What it was made from, when that was JSON. */
  readonly source: unknown;

  constructor(
    type: ObjectType,
    get: (field: string) => Value | undefined,
    fields: () => readonly string[],
    source?: unknown,
  ) {
    this.type = type;
    this.get = get;
    this.fields = fields;
    this.source = source;
  }
}

/** A value of a library's own type, e.g. a quantity. */
export class OpaqueValue {
  readonly type: string;
  readonly data: unknown;
  /** Equal values of a type have equal ids. */
  readonly id: string;
  constructor(type: string, data: unknown, id: string) {
    this.type = type;
    this.data = data;
    this.id = id;
  }
}

export function isList(value: Value): value is ListValue {
  return Array.isArray(value);
}

/** Numbers that are equal are one key, whatever their type. */
function keyText(key: Value): string {
  if (typeof key === 'bigint') return `n${key}`;
  if (typeof key === 'number') return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`;
  if (key instanceof Uint) return `n${key.value}`;
  return typeof key === 'boolean' ? `b${key}` : `s${String(key)}`;
}

/** The name of a value's type, as `type(x)` gives it. */
export function typeNameOf(value: Value): string {
  if (value === null) return 'null_type';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
  }
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Uint) return 'uint';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof OptionalValue) return 'optional_type';
  if (value instanceof TypeValue) return 'type';
  if (value instanceof MapValue) return 'map';
  if (value instanceof ObjectValue) return value.type.name;
  if (value instanceof OpaqueValue) return value.type;
  return 'list';
}

/** True when a value may be handed where a declaration wants this type. */
export function fits(value: Value, type: CelType): boolean {
  switch (type.kind) {
    case 'dyn':
    case 'param':
      return true;
    case 'list':
      return isList(value);
    case 'map':
      return value instanceof MapValue || value instanceof ObjectValue;
    case 'optional':
      return value instanceof OptionalValue;
    case 'object':
      return value instanceof ObjectValue;
    case 'opaque':
      return value instanceof OpaqueValue && value.type === type.name;
    case 'null':
      return value === null;
    case 'timestamp':
      return value instanceof Timestamp;
    case 'duration':
      return value instanceof Duration;
    default:
      return typeNameOf(value) === type.kind;
  }
}

/** Equality as CEL has it: numbers by value, other types by type and structure. */
export function isEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof Uint8Array)
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof OptionalValue) {
    if (!(b instanceof OptionalValue)) return false;
    if (a.value === undefined || b.value === undefined) return a.value === b.value;
    return isEqual(a.value, b.value);
  }
  if (a instanceof OpaqueValue)
    return b instanceof OpaqueValue && a.type === b.type && a.id === b.id;
  if (isList(a))
    return isList(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i] as Value));
  if (isList(b)) return false;
  const [left, right] = [membersOf(a), membersOf(b)];
  if (!left || !right || left.length !== right.length) return false;
  return left.every(([key, value]) => {
    const other = memberOf(b, key);
    return other !== undefined && isEqual(value, other);
  });
}

/** Entries of a map, fields of an object that are set. */
export function membersOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (value instanceof MapValue) return [...value.entries.values()];
  if (!(value instanceof ObjectValue)) return undefined;
  return value.fields().map((field) => [field, value.get(field) ?? null]);
}

export function memberOf(value: Value, key: Value): Value | undefined {
  if (value instanceof MapValue) return value.get(key);
  if (value instanceof ObjectValue && typeof key === 'string') return value.get(key);
  return undefined;
}

export function isNumber(value: Value): value is bigint | number | Uint {
  return typeof value === 'bigint' || typeof value === 'number' || value instanceof Uint;
}

export function compareNumbers(a: bigint | number | Uint, b: bigint | number | Uint): number {
  const left = a instanceof Uint ? a.value : a;
  const right = b instanceof Uint ? b.value : b;
  if (left === right) return 0;
  // JavaScript compares a bigint and a number by their exact values.
  if (left < right) return -1;
  return left > right ? 1 : Number(Number.isNaN(left) || Number.isNaN(right));
}
