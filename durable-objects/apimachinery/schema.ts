import type { Json } from '../lib/json.ts';

/**
 * One declaration of a shape gives its type (`Infer`), decoding with unknown-field errors,
 * explain, OpenAPI, strategic merge keys and protobuf decoding. Built with the functions below:
 *
 *     const containerPort = object('io.k8s.api.core.v1.ContainerPort', {
 *       containerPort: required(int32()),
 *       protocol: present(string()),
 *       hostIP: string(),
 *     });
 *     type ContainerPort = Infer<typeof containerPort>;
 */
export type Schema<T = unknown> =
  | Scalar<T>
  | ArraySchema<T>
  | MapSchema<T>
  | ObjectSchema<T>
  | ReferenceSchema<T>;

interface Typed<T> {
  /** Carries the type only; never set. */
  readonly of?: T;
  /**
   * A part of a custom resource: JSON of another type and null are kept as they are. What is wrong
   * with them is validation's to say. Server-side apply owns JSON without a type member by member.
   */
  readonly loose?: true;
}

export type ScalarKind =
  | 'string'
  | 'int32'
  | 'int64'
  | 'double'
  | 'boolean'
  /** RFC 3339 in whole seconds. */
  | 'time'
  /** RFC 3339 with microseconds. */
  | 'microTime'
  /** `500m`, `1Gi`: text in canonical form once decoded. */
  | 'quantity'
  | 'intOrString'
  /** Base64 text. */
  | 'bytes'
  /** Any JSON, kept as it is. */
  | 'any'
  /** `metav1.FieldsV1`: any JSON object. */
  | 'fields';

export interface Scalar<T = unknown> extends Typed<T> {
  readonly kind: ScalarKind;
  /** The values a string may have, for OpenAPI and explain; validation is the strategy's. */
  readonly values?: readonly string[];
  /** Upstream writes `null` when it is absent. */
  readonly nullWhenAbsent?: true;
  readonly pointer?: true;
}

/** How a list merges, from upstream's struct tags and OpenAPI extensions. */
export interface ListMerge {
  /** Strategic merge patch: merge by `mergeKey` (or by value), otherwise replace. */
  readonly patch?: 'merge';
  readonly mergeKey?: string;
  /** Server-side apply. */
  readonly list?: 'atomic' | 'set' | 'map';
  readonly mapKeys?: readonly string[];
  /** What a key is that an item leaves out (`default` of its schema). */
  readonly keyDefaults?: { readonly [key: string]: string | number | boolean };
  /** Items keep only the keys that the patch names (`patchStrategy: retainKeys`). */
  readonly retainKeys?: true;
}

export interface ArraySchema<T = unknown> extends Typed<T> {
  readonly kind: 'array';
  readonly items: Schema;
  readonly merge: ListMerge;
  /** Upstream writes `null` when it is absent. */
  readonly nullWhenAbsent?: true;
}

export interface MapSchema<T = unknown> extends Typed<T> {
  readonly kind: 'map';
  readonly values: Schema;
  readonly atomic?: true;
}

export interface ObjectSchema<T = unknown> extends Typed<T> {
  readonly kind: 'object';
  /** Upstream's definition name, e.g. `io.k8s.api.core.v1.PodSpec`. */
  readonly name: string;
  readonly fields: { readonly [name: string]: Field };
  /** Fields that are not declared stay (x-kubernetes-preserve-unknown-fields). */
  readonly keepsUnknown?: true;
  /** Server-side apply treats it as one value. */
  readonly atomic?: true;
  /** Strategic merge keeps only the keys that the patch names (`patchStrategy: retainKeys`). */
  readonly retainKeys?: true;
  /** Strategic merge replaces it as a whole (`patchStrategy: replace`). */
  readonly patchReplaces?: true;
  readonly pointer?: true;
}

/** A schema that is declared further down, or that contains itself. */
export interface ReferenceSchema<T = unknown> extends Typed<T> {
  readonly kind: 'reference';
  readonly target: () => Schema;
}

export interface Field<T = unknown, Has extends Presence = Presence> {
  readonly schema: Schema<T>;
  readonly presence: Has;
  /** A zero value is written, not left out, and filled in when it is absent. */
  readonly always?: true;
}

/**
 * - `required`: OpenAPI says so, and every stored object has it;
 * - `present`: may be left out of a manifest, but every stored object has it (defaulted);
 * - `optional`: may be absent.
 */
export type Presence = 'required' | 'present' | 'optional';

export type Infer<S> = S extends Typed<infer T> ? Exclude<T, undefined> : never;

type FieldInput = Schema | Field;
type TypeOf<F> = F extends { readonly schema: infer S } ? Infer<S> : Infer<F>;
type Always<F> = F extends { readonly presence: 'required' | 'present' } ? true : false;
type Simplify<T> = { [K in keyof T]: T[K] };

export type Fields<F extends { readonly [name: string]: FieldInput }> = Simplify<
  { -readonly [K in keyof F as Always<F[K]> extends true ? K : never]: TypeOf<F[K]> } & {
    -readonly [K in keyof F as Always<F[K]> extends true ? never : K]?: TypeOf<F[K]>;
  }
>;

export const string = <const V extends string = string>(
  values?: readonly V[],
): Scalar<V extends string ? V : string> => ({ kind: 'string', ...(values ? { values } : {}) });
export const int32 = (): Scalar<number> => ({ kind: 'int32' });
export const int64 = (): Scalar<number> => ({ kind: 'int64' });
export const double = (): Scalar<number> => ({ kind: 'double' });
export const boolean = (): Scalar<boolean> => ({ kind: 'boolean' });
export const time = (): Scalar<string> => ({ kind: 'time' });
export const microTime = (): Scalar<string> => ({ kind: 'microTime' });
export const timeOrNull = (): Scalar<string> => ({ kind: 'time', nullWhenAbsent: true });
export const microTimeOrNull = (): Scalar<string> => ({ kind: 'microTime', nullWhenAbsent: true });
export const quantity = (): Scalar<string> => ({ kind: 'quantity' });
export const intOrString = (): Scalar<number | string> => ({ kind: 'intOrString' });
export const bytes = (): Scalar<string> => ({ kind: 'bytes' });
export const any = (): Scalar<Json> => ({ kind: 'any' });
export const fieldsV1 = (): Scalar<Json> => ({ kind: 'fields' });

export const array = <S extends Schema>(
  items: S,
  merge: ListMerge = {},
): ArraySchema<Infer<S>[]> => ({
  kind: 'array',
  items,
  merge,
});

/** A list that upstream writes as `null` when it is absent. */
export const arrayOrNull = <S extends Schema>(
  items: S,
  merge: ListMerge = {},
): ArraySchema<Infer<S>[]> => ({ ...array(items, merge), nullWhenAbsent: true });

export const map = <S extends Schema>(
  values: S,
  options: { atomic?: true } = {},
): MapSchema<{ [key: string]: Infer<S> }> => ({ kind: 'map', values, ...options });

export const reference = <T>(target: () => Schema<T>): ReferenceSchema<T> => ({
  kind: 'reference',
  target,
});

export const required = <S extends Schema>(schema: S): Field<Infer<S>, 'required'> => ({
  schema: schema as Schema<Infer<S>>,
  presence: 'required',
});

export const present = <S extends Schema>(schema: S): Field<Infer<S>, 'present'> => ({
  schema: schema as Schema<Infer<S>>,
  presence: 'present',
});

/** Like `present`, and the zero value is filled in: upstream's field has no `omitempty`. */
export const always = <S extends Schema>(schema: S): Field<Infer<S>, 'present'> => ({
  ...present(schema),
  always: true,
});

/**
 * A pointer in upstream's struct. Of a scalar: zero and absent differ (otherwise `''`, 0 and false
 * are left out). Of an object that is required or present: it is not filled in with `{}`.
 */
export const pointer = <S extends Scalar | ObjectSchema>(schema: S): S => ({
  ...schema,
  pointer: true,
});

/** An object that a strategic merge patch replaces as a whole. */
export const replacedByPatch = <S extends ObjectSchema>(schema: S): S => ({
  ...schema,
  patchReplaces: true,
});

export function object<const F extends { readonly [name: string]: FieldInput }>(
  name: string,
  fields: F,
  options: { atomic?: true; retainKeys?: true } = {},
): ObjectSchema<Fields<F>> {
  const normal: { [name: string]: Field } = {};
  for (const [key, field] of Object.entries(fields))
    normal[key] = 'presence' in field ? field : { schema: field, presence: 'optional' };
  return { kind: 'object', name, fields: normal, ...options };
}

/** The schema itself, behind any references. */
export function resolve(schema: Schema): Exclude<Schema, ReferenceSchema> {
  let current = schema;
  while (current.kind === 'reference') current = current.target();
  return current;
}
