import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { Schema } from '../schema.ts';
import type { Element } from './element.ts';
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
 * The live object with what a configuration says put in its place; parts that stay are shared.
 * Follows sigs.k8s.io/structured-merge-diff typed/merge.go.
 */
export function mergeObjects(schema: Schema, live: JsonObject, config: JsonObject): JsonObject {
  const merged = merge(schema, live, config);
  return isObject(merged) ? merged : {};
}

type Value = Json | undefined;

/** Undefined: the place vanishes, which is what becomes of maps and lists without content. */
function merge(schema: Schema, live: Value, config: Value): Value {
  const value = config ?? live;
  const shape = deduce(shapeOf(schema), value);
  if (shape.kind === 'struct' || shape.kind === 'map') {
    const [left, right] = [objectOf(live), objectOf(config)];
    if (shape.isAtomic || (isBare(left) && isBare(right)))
      return config === undefined ? live : config;
    return mergeMaps(shape, left ?? {}, right ?? {});
  }
  if (shape.kind !== 'list' || shape.relation === 'atomic') {
    return config === undefined ? live : config;
  }
  const [left, right] = [listOf(live), listOf(config)];
  if (left.length === 0 && right.length === 0) return config === undefined ? live : config;
  return mergeLists(shape, left, right);
}

function mergeMaps(shape: StructShape | MapShape, live: JsonObject, config: JsonObject): Value {
  const result: { [name: string]: Json | undefined } = { ...live };
  for (const [name, value] of Object.entries(config)) {
    const schema = memberSchema(shape, name);
    if (!schema || value === undefined) continue;
    const merged = merge(schema, live[name], value);
    if (merged === undefined) delete result[name];
    else result[name] = merged;
  }
  return isBare(result) ? undefined : result;
}

/** Items of both in an order that keeps the configuration's, and the live one's where it can. */
function mergeLists(shape: ListShape, live: readonly Json[], config: readonly Json[]): Value {
  const ordered = new Order(index(shape, live), index(shape, config));
  const result: Json[] = [];
  for (const { left, right } of ordered.pairs()) {
    const merged = merge(shape.items, left, right);
    if (merged !== undefined) result.push(merged);
  }
  return result.length === 0 ? undefined : result;
}

interface Indexed {
  readonly elements: readonly Element[];
  readonly items: readonly Json[];
  /** The item of an element; null when there are several, which are replaced, not merged. */
  readonly byElement: ReadonlyMap<Element, Json>;
}

function index(shape: ListShape, list: readonly Json[]): Indexed {
  const elements: Element[] = [];
  const items: Json[] = [];
  const byElement = new Map<Element, Json>();
  for (const item of list) {
    const element = itemElement(shape, item);
    if (typeof element !== 'string') continue;
    byElement.set(element, byElement.has(element) ? null : item);
    elements.push(element);
    items.push(item);
  }
  return { elements, items, byElement };
}

interface Pair {
  readonly left: Value;
  readonly right: Value;
}

/** Walks two lists side by side; what both have appears in the order of the right one. */
class Order {
  readonly #left: Indexed;
  readonly #right: Indexed;
  /** What both have, in the order of the right list. */
  readonly #shared: Element[];
  readonly #taken = new Set<Element>();

  constructor(left: Indexed, right: Indexed) {
    this.#left = left;
    this.#right = right;
    this.#shared = right.elements.filter((element) => left.byElement.has(element)).reverse();
  }

  *pairs(): Generator<Pair> {
    const [left, right] = [this.#left, this.#right];
    let l = 0;
    let r = 0;
    while (l < left.elements.length || r < right.elements.length) {
      const [mine, other] = [left.elements[l], right.elements[r]];
      if (mine !== undefined && other !== undefined) {
        if (mine === other) {
          yield this.#pair(mine);
          this.#shared.pop();
          l += 1;
          r += 1;
          continue;
        }
        const next = this.#shared.at(-1);
        // It comes with both, but another one has to come first.
        if (right.byElement.has(mine) && next !== undefined && next !== mine) {
          l += 1;
          continue;
        }
      }
      if (mine !== undefined) {
        if (!right.byElement.has(mine)) {
          yield { left: left.items[l], right: undefined };
          l += 1;
          continue;
        }
        if (this.#taken.has(mine)) l += 1;
      }
      if (other !== undefined) {
        yield this.#pair(other);
        if (this.#shared.at(-1) === other) this.#shared.pop();
        r += 1;
      }
    }
  }

  #pair(element: Element): Pair {
    this.#taken.add(element);
    const left = this.#left.byElement.get(element);
    return { left: left ?? undefined, right: this.#right.byElement.get(element) };
  }
}

function objectOf(value: Value): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function listOf(value: Value): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isBare(object: JsonObject | undefined): boolean {
  return object === undefined || Object.values(object).every((value) => value === undefined);
}
