import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { Schema } from '../schema.ts';
import { fieldElement } from './element.ts';
import { type FieldSet, isEmptySet, isMember, leaf, nodeOf, partsOf, setOf } from './field-set.ts';
import { deduce, itemElement, memberSchema, shapeOf } from './shape.ts';

/**
 * The object without the fields of a set; parts that stay as they are are shared. Follows
 * sigs.k8s.io/structured-merge-diff typed/remove.go.
 */
export function removeFields(schema: Schema, object: JsonObject, set: FieldSet): JsonObject {
  const left = isEmptySet(set) ? object : remove(schema, object, set);
  return isObject(left) ? left : {};
}

/** Null: nothing is left, which upstream writes as `null`. */
function remove(schema: Schema, value: Json, set: FieldSet): Json {
  const shape = deduce(shapeOf(schema), value);
  if (shape.kind === 'list') {
    if (!Array.isArray(value) || value.length === 0 || shape.relation === 'atomic') return null;
    const items = value.flatMap((item: Json): Json[] => {
      const element = itemElement(shape, item);
      const node = typeof element === 'string' ? set[element] : undefined;
      if (!node) return [item];
      return isMember(node) ? [] : [remove(shape.items, item, node)];
    });
    return items.length > 0 ? items : null;
  }
  if (shape.kind !== 'struct' && shape.kind !== 'map') return value;
  if (!isObject(value) || shape.isAtomic) return null;
  const result: { [name: string]: Json | undefined } = {};
  for (const [name, member] of Object.entries(value)) {
    const node = set[fieldElement(name)];
    if (member === undefined || (node && isMember(node))) continue;
    const inside = memberSchema(shape, name);
    result[name] = node && inside ? remove(inside, member, node) : member;
  }
  return Object.keys(result).length > 0 ? result : null;
}

/**
 * The set with every declared field on the way to its members: `.spec.replicas` alone holds `.spec`
 * too, but a key of a map is not held by what lies below it (Set.EnsureNamedFieldsAreMembers).
 */
export function withNamedFields(schema: Schema | undefined, set: FieldSet): FieldSet {
  const shape = schema && shapeOf(schema);
  const parts = Object.entries(set).flatMap(([element, node]): [string, FieldSet][] => {
    if (element === '.') return [];
    const name = element.startsWith('f:') ? element.slice(2) : undefined;
    let inside: Schema | undefined;
    if (name !== undefined && (shape?.kind === 'struct' || shape?.kind === 'map')) {
      inside = memberSchema(shape, name);
    } else if (element.startsWith('k:') && shape?.kind === 'list') inside = shape.items;
    const isDeclared = name !== undefined && shape?.kind === 'struct' && shape.fields.has(name);
    const below = withNamedFields(inside, partsOf(node));
    return [[element, nodeOf(isDeclared || isMember(node), below) ?? leaf]];
  });
  return setOf(parts);
}
