import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { type ListMerge, type ObjectSchema, resolve, type Scalar, type Schema } from '../schema.ts';
import {
  compareElements,
  type Element,
  fieldElement,
  keyElement,
  valueElement,
} from './element.ts';

/**
 * A schema as server-side apply walks it: what is one value, what is owned part by part. Follows
 * k8s.io/kube-openapi/pkg/schemaconv.
 */
export type Shape = LeafShape | StructShape | MapShape | ListShape | AnyShape;

export interface LeafShape {
  readonly kind: 'leaf';
  readonly scalar: Scalar;
}

export interface StructShape {
  readonly kind: 'struct';
  readonly isAtomic: boolean;
  readonly fields: ReadonlyMap<string, StructField>;
  /** In the order in which field sets name them. */
  readonly sorted: readonly StructField[];
  /** What members that are not declared look like; absent: there are none. */
  readonly others?: Schema;
}

export interface StructField {
  readonly name: string;
  readonly element: Element;
  readonly schema: Schema;
  /** Upstream writes `null` when it is absent: an owner owns it all the same. */
  readonly isNullWhenAbsent: boolean;
}

export interface MapShape {
  readonly kind: 'map';
  readonly isAtomic: boolean;
  readonly values: Schema;
}

export interface ListShape {
  readonly kind: 'list';
  readonly relation: 'atomic' | 'set' | 'map';
  /** Sorted, as path elements name them. */
  readonly keys: readonly string[];
  readonly defaults: JsonObject;
  readonly items: Schema;
}

/** A value of any type: atomic, or owned by the members of its maps. */
export interface AnyShape {
  readonly kind: 'any';
  readonly isAtomic: boolean;
}

const shapes = new WeakMap<Schema, Shape>();

/** By schema, which is never changed. */
export function shapeOf(schema: Schema): Shape {
  let shape = shapes.get(schema);
  if (!shape) {
    shape = newShape(resolve(schema));
    shapes.set(schema, shape);
  }
  return shape;
}

function newShape(schema: ReturnType<typeof resolve>): Shape {
  switch (schema.kind) {
    case 'object':
      return structShape(schema);
    case 'map':
      return { kind: 'map', isAtomic: schema.atomic === true, values: schema.values };
    case 'array':
      return listShape(schema.merge, schema.items);
    case 'any':
    case 'fields':
      return { kind: 'any', isAtomic: schema.loose !== true };
    default:
      return { kind: 'leaf', scalar: schema };
  }
}

function structShape(schema: ObjectSchema): StructShape {
  const fields = Object.entries(schema.fields).map(([name, { schema: of }]): StructField => {
    const type = resolve(of);
    const isNullWhenAbsent = 'nullWhenAbsent' in type && type.nullWhenAbsent === true;
    return { name, element: fieldElement(name), schema: of, isNullWhenAbsent };
  });
  return {
    kind: 'struct',
    isAtomic: schema.atomic === true,
    fields: new Map(fields.map((field) => [field.name, field])),
    sorted: [...fields].sort((a, b) => compareElements(a.element, b.element)),
    // An object without any field is free to have all.
    ...(schema.keepsUnknown || fields.length === 0 ? { others: deduced } : {}),
  };
}

function listShape(merge: ListMerge, items: Schema): ListShape {
  const { list, patch, mergeKey } = merge;
  const keys = merge.mapKeys ?? (list === undefined && mergeKey !== undefined ? [mergeKey] : []);
  // A list that only says how strategic patches merge it is owned the same way.
  const merged = keys.length > 0 ? 'map' : 'set';
  return {
    kind: 'list',
    relation: list ?? (patch === 'merge' ? merged : 'atomic'),
    keys: [...keys].sort(),
    defaults: merge.keyDefaults ?? {},
    items,
  };
}

/** What tells an item of a list from others; an error's text when nothing does. */
export function itemElement(list: ListShape, item: Json): Element | { readonly error: string } {
  if (list.relation === 'set') {
    if (item === null) return { error: `${setOfItems} an explicit null` };
    if (Array.isArray(item)) {
      return { error: 'not supported: associative list with lists as elements' };
    }
    return isObject(item) ? { error: `${setOfItems} a map type` } : valueElement(item);
  }
  if (item === null) return { error: 'associative list with keys may not have a null element' };
  if (!isObject(item)) {
    return { error: 'associative list with keys may not have non-map elements' };
  }
  const element = keyElement(item, list.keys, list.defaults);
  if (element !== undefined) return element;
  const names = list.keys.map((key) => JSON.stringify(key)).join(' ');
  return {
    error: `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`,
  };
}

const setOfItems = "associative list without keys has an element that's";

/** Values of any type, owned part by part: what a custom resource doesn't declare. */
export const deduced: Scalar<Json> = { kind: 'any', loose: true };

/** The shape of this value, where the value decides. */
export function deduce(shape: Shape, value: Json | undefined): Shape {
  if (shape.kind !== 'any') return shape;
  if (shape.isAtomic || !isObject(value)) return shape;
  return deducedMap;
}

const deducedMap: MapShape = { kind: 'map', isAtomic: false, values: deduced };

/** The schema of a member of a struct or map; undefined when it is not declared. */
export function memberSchema(shape: StructShape | MapShape, name: string): Schema | undefined {
  if (shape.kind === 'map') return shape.values;
  return shape.fields.get(name)?.schema ?? shape.others;
}
