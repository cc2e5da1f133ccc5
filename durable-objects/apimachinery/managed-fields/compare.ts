import { deepEqual, isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { Schema } from '../schema.ts';
import { type Element, fieldElement } from './element.ts';
import { type FieldSet, leaf, nodeOf, partsOf, setOf, union } from './field-set.ts';
import {
  deduce,
  itemElement,
  type ListShape,
  type MapShape,
  type Shape,
  type StructShape,
  shapeOf,
} from './shape.ts';

/** What differs between two values of a schema, by field. */
export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/**
 * Compares two objects; undefined when they are equal. Follows
 * sigs.k8s.io/structured-merge-diff typed/compare.go.
 */
export function compareObjects(
  schema: Schema,
  before: JsonObject,
  after: JsonObject,
): Comparison | undefined {
  const found = compare(schema, before, after);
  if (!found) return undefined;
  const { added = leaf, modified = leaf, removed = leaf } = found;
  return { added, modified, removed };
}

/** The three nodes of one place; what is undefined has nothing in it. */
interface Nodes {
  readonly added?: FieldSet | undefined;
  readonly modified?: FieldSet | undefined;
  readonly removed?: FieldSet | undefined;
}

type Value = Json | undefined;

function compare(schema: Schema, before: Value, after: Value): Nodes | undefined {
  if (before === after) return undefined;
  const shape = shapeOf(schema);
  if (before === undefined) return { added: wholeNode(shape, after ?? null) };
  if (after === undefined) return { removed: wholeNode(shape, before) };
  if (shape.kind === 'leaf') return deepEqual(before, after) ? undefined : changed;
  const [left, right] = [deduce(shape, before), deduce(shape, after)];
  if (left.kind !== right.kind) return changedKind(left, before, right, after);
  if (right.kind === 'struct' || right.kind === 'map') {
    return right.isAtomic ? compareLeaves(before, after) : compareMaps(right, before, after);
  }
  if (right.kind === 'list' && right.relation !== 'atomic') {
    return compareLists(right, before, after);
  }
  return compareLeaves(before, after);
}

const changed: Nodes = { modified: leaf };

function compareLeaves(before: Json, after: Json): Nodes | undefined {
  return deepEqual(before, after) ? undefined : changed;
}

/** A value that was a map and is none now, or the other way round. */
function changedKind(left: Shape, before: Json, right: Shape, after: Json): Nodes {
  return {
    added: nodeOf(false, partsOf(wholeNode(right, after))),
    modified: leaf,
    removed: nodeOf(false, partsOf(wholeNode(left, before))),
  };
}

function compareMaps(shape: StructShape | MapShape, before: Json, after: Json): Nodes | undefined {
  const [left, right] = [membersOf(before), membersOf(after)];
  if (isBare(left) && isBare(right)) return compareLeaves(before, after);
  const parts = new Parts();
  for (const name in left) {
    const value = left[name];
    if (value !== undefined) comparePart(parts, shape, name, value, right[name]);
  }
  for (const name in right) {
    const value = right[name];
    if (value !== undefined && left[name] === undefined) {
      comparePart(parts, shape, name, undefined, value);
    }
  }
  return parts.nodes();
}

function comparePart(
  parts: Parts,
  shape: StructShape | MapShape,
  name: string,
  before: Value,
  after: Value,
): void {
  if (before === after) return;
  if (shape.kind === 'map') {
    parts.add(fieldElement(name), compare(shape.values, before, after));
    return;
  }
  const field = shape.fields.get(name);
  if (field) {
    // Upstream sees `null` where such a field is absent, never nothing.
    const isNull = field.isNullWhenAbsent && (before === undefined || after === undefined);
    parts.add(field.element, isNull ? changed : compare(field.schema, before, after));
  } else if (shape.others) parts.add(fieldElement(name), compare(shape.others, before, after));
}

function compareLists(shape: ListShape, before: Json, after: Json): Nodes | undefined {
  if (deepEqual(before, after)) return undefined;
  const [left, right] = [itemsOf(before), itemsOf(after)];
  if (left.length === 0 && right.length === 0) return changed;
  const [leftItems, rightItems] = [byElement(shape, left), byElement(shape, right)];
  const parts = new Parts();
  for (const [element, items] of leftItems) {
    parts.add(element, compareItems(shape.items, items, rightItems.get(element) ?? []));
  }
  for (const [element, items] of rightItems) {
    if (!leftItems.has(element)) parts.add(element, compareItems(shape.items, [], items));
  }
  return parts.nodes();
}

/** Items of one element: more than one is a mistake that upstream keeps, as one value. */
function compareItems(
  schema: Schema,
  before: readonly Json[],
  after: readonly Json[],
): Nodes | undefined {
  const [left, right] = [before[0], after[0]];
  if (before.length > 1 && after.length > 1) return compareLeaves(before, after);
  if (before.length > 1) {
    return {
      added: right === undefined ? right : wholeNode(shapeOf(schema), right),
      removed: leaf,
    };
  }
  if (after.length > 1) {
    return { added: leaf, removed: left === undefined ? left : wholeNode(shapeOf(schema), left) };
  }
  return compare(schema, left, right);
}

/** Everything in a value, itself included: what is added with it or removed with it. */
function wholeNode(of: Shape, value: Json): FieldSet {
  const shape = deduce(of, value);
  if (shape.kind === 'struct' || shape.kind === 'map') {
    const members = membersOf(value);
    if (shape.isAtomic || isBare(members)) return leaf;
    return shape.kind === 'struct' ? wholeStruct(shape, members) : wholeMap(shape.values, members);
  }
  if (shape.kind !== 'list' || shape.relation === 'atomic') return leaf;
  const items = itemsOf(value);
  if (items.length === 0) return leaf;
  const parts = [...byElement(shape, items)].map(([element, [item = null, ...more]]) => {
    const node = more.length > 0 ? leaf : wholeNode(shapeOf(shape.items), item);
    return [element, node] as const;
  });
  return nodeOf(true, setOf(parts)) ?? leaf;
}

function wholeMap(values: Schema, members: JsonObject): FieldSet {
  const shape = shapeOf(values);
  const result: { [element: Element]: FieldSet } = { '.': leaf };
  for (const name of Object.keys(members).sort()) {
    const value = members[name];
    if (value !== undefined) result[fieldElement(name)] = wholeNode(shape, value);
  }
  return Object.freeze(result);
}

function wholeStruct(shape: StructShape, members: JsonObject): FieldSet {
  const result: { [element: Element]: FieldSet } = { '.': leaf };
  for (const { name, element, schema, isNullWhenAbsent } of shape.sorted) {
    const value = members[name];
    if (value !== undefined) result[element] = wholeNode(shapeOf(schema), value);
    else if (isNullWhenAbsent) result[element] = leaf;
  }
  if (!shape.others) return Object.freeze(result);
  const undeclared = Object.entries(members).filter(([name]) => !shape.fields.has(name));
  const others = wholeMap(shape.others, Object.fromEntries(undeclared));
  return union(Object.freeze(result), others);
}

/** Collects the nodes below a place; most comparisons find few differences. */
class Parts {
  #added: [Element, FieldSet][] | undefined;
  #modified: [Element, FieldSet][] | undefined;
  #removed: [Element, FieldSet][] | undefined;

  add(element: Element, nodes: Nodes | undefined): void {
    if (!nodes) return;
    const { added, modified, removed } = nodes;
    if (added) {
      this.#added ??= [];
      this.#added.push([element, added]);
    }
    if (modified) {
      this.#modified ??= [];
      this.#modified.push([element, modified]);
    }
    if (removed) {
      this.#removed ??= [];
      this.#removed.push([element, removed]);
    }
  }

  nodes(): Nodes | undefined {
    const [added, modified, removed] = [this.#added, this.#modified, this.#removed];
    if (!added && !modified && !removed) return undefined;
    return {
      added: added && setOf(added),
      modified: modified && setOf(modified),
      removed: removed && setOf(removed),
    };
  }
}

function byElement(shape: ListShape, items: readonly Json[]): ReadonlyMap<Element, Json[]> {
  const found = new Map<Element, Json[]>();
  for (const item of items) {
    const element = itemElement(shape, item);
    if (typeof element !== 'string') continue;
    const same = found.get(element);
    if (same) same.push(item);
    else found.set(element, [item]);
  }
  return found;
}

const nothing: JsonObject = {};

function membersOf(value: Json): JsonObject {
  return isObject(value) ? value : nothing;
}

function itemsOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isBare(members: JsonObject): boolean {
  for (const name in members) if (members[name] !== undefined) return false;
  return true;
}
