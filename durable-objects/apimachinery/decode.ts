import type { Json } from '../lib/json.ts';
import { found, scanScalar, zeroScalar } from './decode-scalar.ts';
import { fromJson, type JsonNode, toJson } from './json-reader.ts';
import { type Field, type ObjectSchema, resolve, type Schema } from './schema.ts';

/** Strict errors beyond these are not collected, as upstream. */
export const maxStrictErrors = 100;

/** An object as it was sent: nothing is defaulted, so what every stored object has may be absent. */
export interface Decoded<T> {
  readonly object: T;
  /** `unknown field "spec.foo"`, `duplicate field "data.a"`, in the order of the document. */
  readonly strictErrors: readonly string[];
}

/**
 * Decodes JSON into a shape as upstream's decoder does: unknown members are dropped and named,
 * null members dropped, zero values that Go's structs can't tell from absent ones dropped,
 * quantities and times made canonical. The error is the first type mismatch, in Go's words.
 * Follows sigs.k8s.io/json.
 */
export function decode<T>(
  schema: ObjectSchema<T>,
  node: JsonNode,
): Decoded<T> | { readonly error: string } {
  const decoder = new Decoder();
  const object = decoder.value(schema, node, { struct: '', fields: '', path: '' });
  if (decoder.error !== undefined) return { error: decoder.error };
  return { object: object as T, strictErrors: decoder.strictErrors };
}

/** `decode` for a value that is not text any more, e.g. what a patch made. */
export function decodeJson<T>(
  schema: ObjectSchema<T>,
  value: Json,
): Decoded<T> | { readonly error: string } {
  return decode(schema, fromJson(value));
}

/** Where the decoder is: the Go struct, its fields for type errors, the path for strict errors. */
interface Place {
  readonly struct: string;
  readonly fields: string;
  readonly path: string;
}

class Decoder {
  readonly strictErrors: string[] = [];
  error: string | undefined;

  value(of: Schema, node: JsonNode, place: Place): unknown {
    const schema = resolve(of);
    if (schema.loose && !isStructured(schema, node)) return this.raw(node, place.path);
    switch (schema.kind) {
      case 'object':
        return this.object(schema, node, place);
      case 'array':
        if (node.kind !== 'array') return this.mismatch(found(node), goType(schema), place);
        return node.items.map((item, i) => {
          const at = { ...place, path: `${place.path}[${i}]` };
          const isZero = item.kind === 'null' && !schema.loose;
          return isZero ? zeroOf(schema.items) : this.value(schema.items, item, at);
        });
      case 'map':
        return this.map(schema, node, place);
      default: {
        const scanned = scanScalar(schema.kind, node);
        if ('value' in scanned) return scanned.value;
        if ('found' in scanned) return this.mismatch(scanned.found, scanned.wanted, place);
        this.error ??= scanned.error;
        return undefined;
      }
    }
  }

  private object(schema: ObjectSchema, node: JsonNode, place: Place): unknown {
    if (node.kind !== 'object') return this.mismatch(found(node), goType(schema), place);
    const result: { [name: string]: unknown } = {};
    const seen = new Set<string>();
    for (const [name, member] of node.members) {
      const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
      const path = join(place.path, name);
      if (!field && !schema.keepsUnknown) {
        this.strict(`unknown field ${JSON.stringify(path)}`);
        continue;
      }
      if (seen.has(name)) this.strict(`duplicate field ${JSON.stringify(path)}`);
      seen.add(name);
      if (!field) {
        result[name] = this.raw(member, path);
        continue;
      }
      if (member.kind === 'null' && !schema.loose) continue;
      const at = { struct: goName(schema), fields: join(place.fields, name), path };
      const value = this.value(field.schema, member, at);
      if (isLeftOut(field, value)) delete result[name];
      else result[name] = value;
    }
    return result;
  }

  private map(schema: Schema & { kind: 'map' }, node: JsonNode, place: Place): unknown {
    if (node.kind !== 'object') return this.mismatch(found(node), goType(schema), place);
    const entries = new Map<string, unknown>();
    for (const [key, member] of node.members) {
      const path = join(place.path, key);
      if (entries.has(key)) this.strict(`duplicate field ${JSON.stringify(path)}`);
      const value =
        member.kind === 'null' && !schema.loose
          ? zeroOf(schema.values)
          : this.value(schema.values, member, { ...place, path });
      entries.set(key, value);
    }
    return Object.fromEntries(entries);
  }

  /** JSON as it is; members that are written twice are named. */
  private raw(node: JsonNode, path: string): unknown {
    if (node.kind === 'array') return node.items.map((item, i) => this.raw(item, `${path}[${i}]`));
    if (node.kind !== 'object') return toJson(node);
    const members = new Map<string, unknown>();
    for (const [name, member] of node.members) {
      const here = join(path, name);
      if (members.has(name)) this.strict(`duplicate field ${JSON.stringify(here)}`);
      members.set(name, this.raw(member, here));
    }
    return Object.fromEntries(members);
  }

  private mismatch(what: string, type: string, { struct, fields }: Place): undefined {
    const into = fields === '' ? 'value' : `struct field ${struct}.${fields}`;
    this.error ??= `json: cannot unmarshal ${what} into Go ${into} of type ${type}`;
    return undefined;
  }

  private strict(text: string): void {
    if (this.strictErrors.length >= maxStrictErrors || this.strictErrors.includes(text)) return;
    this.strictErrors.push(text);
  }
}

/** True for what has parts of its own to look into. */
function isStructured(schema: Schema, node: JsonNode): boolean {
  return (
    (schema.kind === 'object' && node.kind === 'object') ||
    (schema.kind === 'map' && node.kind === 'object') ||
    (schema.kind === 'array' && node.kind === 'array')
  );
}

/** True for what `omitempty` leaves out, so that it can't be told from an absent value. */
function isLeftOut(field: Field, value: unknown): boolean {
  if (value === undefined) return true;
  const schema = resolve(field.schema);
  if (schema.loose) return false;
  if (field.presence === 'required' || field.always || schema.kind === 'object') return false;
  if (schema.kind === 'array') return Array.isArray(value) && value.length === 0;
  if (schema.kind === 'map') return Object.keys(value as object).length === 0;
  if (schema.pointer || schema.kind === 'quantity') return false;
  return value === zeroScalar(schema.kind) || value === '';
}

function zeroOf(of: Schema): unknown {
  const schema = resolve(of);
  if (schema.kind === 'array') return [];
  if (schema.kind === 'map' || schema.kind === 'object') return {};
  return zeroScalar(schema.kind);
}

/** The type as Go's `reflect` prints it, for the types that errors can name. */
function goType(of: Schema): string {
  const schema = resolve(of);
  switch (schema.kind) {
    case 'object':
      return `v1.${goName(schema)}`;
    case 'array':
      return `[]${goType(schema.items)}`;
    case 'map':
      return resolve(schema.values).kind === 'quantity'
        ? 'v1.ResourceList'
        : `map[string]${goType(schema.values)}`;
    default:
      return goScalars[schema.kind] ?? schema.kind;
  }
}

const goScalars: { readonly [kind: string]: string | undefined } = {
  boolean: 'bool',
  double: 'float64',
  bytes: '[]uint8',
  quantity: 'resource.Quantity',
  time: 'v1.Time',
  microTime: 'v1.MicroTime',
  intOrString: 'intstr.IntOrString',
  any: 'runtime.RawExtension',
  fields: 'v1.FieldsV1',
};

function goName(schema: ObjectSchema): string {
  return schema.name.slice(schema.name.lastIndexOf('.') + 1);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
