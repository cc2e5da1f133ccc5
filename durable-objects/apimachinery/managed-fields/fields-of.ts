import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { Schema } from '../schema.ts';
import { type Element, fieldElement } from './element.ts';
import { type FieldSet, leaf, nodeOf, setOf } from './field-set.ts';
import {
  deduce,
  itemElement,
  type ListShape,
  type MapShape,
  memberSchema,
  type StructShape,
  shapeOf,
} from './shape.ts';

/**
 * The fields that an object names: what its applier is going to own. Follows
 * sigs.k8s.io/structured-merge-diff typed/tofieldset.go.
 */
export function fieldsOf(schema: Schema, object: JsonObject): FieldSet {
  return below(schema, object) ?? leaf;
}

/** What is named below a place; undefined when the place itself is what is named. */
function below(schema: Schema, value: Json): FieldSet | undefined {
  const shape = deduce(shapeOf(schema), value);
  if (shape.kind === 'struct' || shape.kind === 'map') {
    if (shape.isAtomic) return undefined;
    return isObject(value) ? membersBelow(shape, value) : leaf;
  }
  if (shape.kind !== 'list' || shape.relation === 'atomic') return undefined;
  return Array.isArray(value) ? itemsBelow(shape, value) : leaf;
}

function membersBelow(shape: StructShape | MapShape, object: JsonObject): FieldSet {
  const parts: [Element, FieldSet][] = [];
  for (const [name, value] of Object.entries(object)) {
    const schema = memberSchema(shape, name);
    if (!schema || value === undefined) continue;
    const inside = below(schema, value);
    const isDeclared = shape.kind === 'struct' && shape.fields.has(name);
    const isNothing = value === null || (isObject(value) && Object.keys(value).length === 0);
    const node = inside ? nodeOf(isNothing || !isDeclared, inside) : leaf;
    if (node) parts.push([fieldElement(name), node]);
  }
  return setOf(parts);
}

function itemsBelow(shape: ListShape, items: readonly Json[]): FieldSet {
  const parts = new Map<Element, FieldSet>();
  for (const item of items) {
    const element = itemElement(shape, item);
    if (typeof element !== 'string') continue;
    // Two items of one element are one value.
    const node = nodeOf(true, below(shape.items, item) ?? leaf) ?? leaf;
    parts.set(element, parts.has(element) ? leaf : node);
  }
  return setOf([...parts]);
}
