import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { assert } from '../../lib/assert.ts';
import { formatMicroTime, formatTime } from '../../lib/instant.ts';
import type { Json } from '../../lib/json.ts';
import { decodeUtf8, fromUint8 } from '../../lib/utf8.ts';
import { readJson, toJson } from '../json-reader.ts';
import { type ObjectSchema, resolve, type ScalarKind, type Schema } from '../schema.ts';
import numbersByName from './numbers.json' with { type: 'json' };

/** Messages inside messages, as for JSON: no Kubernetes object is as deep. */
const maxDepth = 100;

/**
 * Turns a protobuf message into the JSON of the same object. Throws an Error of the reader when
 * the bytes are no such message. Zero values are left in: `decodeJson` drops them.
 */
export function readMessage(schema: ObjectSchema, bytes: Uint8Array): { [name: string]: Json } {
  const object: { [name: string]: Json } = {};
  readInto(object, schema, layoutOf(schema.name), bytes, 0);
  return object;
}

type Draft = { [name: string]: Json };

/** What a field number means: a member, or a message whose members are the object's own. */
type Layout = ReadonlyMap<number, string | Layout>;

function readInto(
  draft: Draft,
  schema: ObjectSchema,
  layout: Layout,
  bytes: Uint8Array,
  depth: number,
): void {
  if (depth > maxDepth) throw new Error('exceeded max depth');
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const member = layout.get(number);
    if (member === undefined) {
      reader.skip(wire, number);
    } else if (typeof member === 'string') {
      const field = schema.fields[member];
      assert(field, `${schema.name} has no member ${member}`);
      readMember(draft, member, field.schema, reader, wire, depth);
    } else {
      readInto(draft, schema, member, reader.bytes(), depth + 1);
    }
  }
}

function readMember(
  draft: Draft,
  name: string,
  of: Schema,
  reader: BinaryReader,
  wire: WireType,
  depth: number,
): void {
  const schema = resolve(of);
  if (schema.kind === 'array') {
    const before = draft[name];
    const items = isList(before) ? before : [];
    draft[name] = [...items, ...readItems(schema.items, reader, wire, depth)];
  } else if (schema.kind === 'map') {
    const [key, value] = readEntry(schema.values, reader.bytes(), depth);
    draft[name] = { ...(draft[name] as Draft | undefined), [key]: value };
  } else {
    const value = readValue(schema, reader, depth);
    if (value !== undefined) draft[name] = value;
  }
}

/** Numbers may come packed, several in one. */
function readItems(items: Schema, reader: BinaryReader, wire: WireType, depth: number): Json[] {
  const schema = resolve(items);
  const isNumber = schema.kind === 'int32' || schema.kind === 'int64';
  if (!isNumber || wire !== WireType.LengthDelimited)
    return [readValue(schema, reader, depth) ?? null];
  const packed = new BinaryReader(reader.bytes());
  const values: Json[] = [];
  while (packed.pos < packed.len) values.push(Number(packed.int64()));
  return values;
}

function readEntry(values: Schema, bytes: Uint8Array, depth: number): readonly [string, Json] {
  const reader = new BinaryReader(bytes);
  let key = '';
  let value: Json = null;
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (number === 1) key = reader.string();
    else if (number === 2) value = readMapValue(values, reader, depth) ?? null;
    else reader.skip(wire, number);
  }
  return [key, value];
}

/** A list inside a map is a message with one repeated member (authentication's ExtraValue). */
function readMapValue(values: Schema, reader: BinaryReader, depth: number): Json | undefined {
  const schema = resolve(values);
  if (schema.kind !== 'array') return readValue(schema, reader, depth);
  const inner = new BinaryReader(reader.bytes());
  const items: Json[] = [];
  while (inner.pos < inner.len) {
    const [number, wire] = inner.tag();
    if (number === 1) items.push(...readItems(schema.items, inner, wire, depth));
    else inner.skip(wire, number);
  }
  return items;
}

function readValue(of: Schema, reader: BinaryReader, depth: number): Json | undefined {
  const schema = resolve(of);
  assert(schema.kind !== 'array' && schema.kind !== 'map', 'lists and maps are read by member');
  if (schema.kind !== 'object') return readScalar(schema.kind, reader);
  const draft: Draft = {};
  readInto(draft, schema, layoutOf(schema.name), reader.bytes(), depth + 1);
  return draft;
}

function readScalar(kind: ScalarKind, reader: BinaryReader): Json | undefined {
  switch (kind) {
    case 'string':
      return reader.string();
    case 'int32':
      return reader.int32();
    case 'int64':
      return Number(reader.int64());
    case 'boolean':
      return reader.bool();
    case 'double':
      return reader.double();
    case 'bytes':
      return btoa(fromUint8(reader.bytes()));
    case 'quantity':
      return text(reader.bytes(), 1) || '0';
    case 'intOrString': {
      const bytes = reader.bytes();
      return integer(bytes, 1) === 1 ? text(bytes, 3) : integer(bytes, 2);
    }
    case 'time':
    case 'microTime':
      return timeText(kind, reader.bytes());
    case 'any':
    case 'fields':
      return embedded(text(reader.bytes(), 1));
  }
}

/** A zero time has no members and is absent in JSON. */
function timeText(kind: 'time' | 'microTime', bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  const at = integer(bytes, 1) * 1_000 + integer(bytes, 2) / 1_000_000;
  return kind === 'time' ? formatTime(at) : formatMicroTime(at);
}

/** JSON inside a message (RawExtension, FieldsV1). */
function embedded(json: string): Json | undefined {
  if (json === '') return undefined;
  const read = readJson(json);
  if ('error' in read) throw new Error(read.error);
  return toJson(read.node);
}

function text(bytes: Uint8Array, wanted: number): string {
  let found = '';
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (number === wanted && wire === WireType.LengthDelimited) found = decodeUtf8(reader.bytes());
    else reader.skip(wire, number);
  }
  return found;
}

function integer(bytes: Uint8Array, wanted: number): number {
  let found = 0;
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    if (number === wanted && wire === WireType.Varint) found = Number(reader.int64());
    else reader.skip(wire, number);
  }
  return found;
}

/**
 * Field numbers by definition, as `number member`; a number before parentheses opens a message
 * whose members belong to the object around it (an embedded struct in Go). Written by
 * scripts/protobuf-numbers.ts.
 */
export const numbers: { readonly [definition: string]: string | undefined } = numbersByName;

const layouts = new Map<string, Layout>();

/** The numbers of a definition, parsed when they are first needed: they never change. */
/** Whether the messages of a definition are known. */
export function hasMessages(definition: string): boolean {
  return numbers[definition] !== undefined;
}

function layoutOf(definition: string): Layout {
  const known = layouts.get(definition);
  if (known) return known;
  const layout = parseLayout(numbers[definition] ?? '');
  layouts.set(definition, layout);
  return layout;
}

/** `1 name,2(1 hostPath,2 emptyDir)`. */
function parseLayout(notation: string): Layout {
  const top = new Map<number, string | Layout>();
  const open = [top];
  for (const [, number, name, close] of notation.matchAll(/(?:(\d+)(?: (\w+)|\())|(\))/g)) {
    if (close) open.pop();
    else if (name) open.at(-1)?.set(Number(number), name);
    else {
      const inner = new Map<number, string | Layout>();
      open.at(-1)?.set(Number(number), inner);
      open.push(inner);
    }
  }
  return top;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
