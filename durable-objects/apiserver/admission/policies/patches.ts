import { decodeJson } from '../../../apimachinery/decode.ts';
import { mergeObjects } from '../../../apimachinery/managed-fields/merge.ts';
import { deduce, memberSchema, shapeOf } from '../../../apimachinery/managed-fields/shape.ts';
import { typeErrors } from '../../../apimachinery/managed-fields/validate.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import {
  applyJsonPatch,
  JsonPatchError,
  JsonPatchTestError,
} from '../../../apimachinery/patch/json.ts';
import { apiVersionOf, type Resource } from '../../../apimachinery/resource.ts';
import type { Schema } from '../../../apimachinery/schema.ts';
import { internalError } from '../../../apimachinery/status-error.ts';
import { EvaluationError } from '../../../cel/errors.ts';
import { toJson, type Value } from '../../../cel/index.ts';
import { isList, membersOf, ObjectValue } from '../../../cel/values.ts';
import { type Frozen, isObject, type Json, type JsonObject } from '../../../lib/json.ts';

/** What becomes of an object by a mutation, or why that can't be done. */
export type Patched = { readonly object: KubeObject } | { readonly error: string };

/**
 * Merges what an ApplyConfiguration expression gave into an object, as server-side apply merges.
 * Follows policy/mutating/patch/smd.go.
 */
export function applyConfigurationValue(
  resource: Resource,
  live: Frozen<KubeObject>,
  value: Value,
): Patched {
  const wrong = nameErrors(value, ['Object']);
  if (wrong.length > 0) return { error: `type mismatch: ${wrong.join('\n')}` };
  const json = jsonOf(value);
  if ('error' in json) return { error: json.error };
  const own = isObject(json.value) ? json.value : {};
  const config = { ...own, apiVersion: apiVersionOf(resource), kind: resource.kind };
  const { schema } = resource;
  const types = typeErrors(schema, config);
  if (types !== undefined) {
    return {
      error: `error applying patch: failed to convert patch object to typed object: ${types}`,
    };
  }
  const atomics = findAtomics(schema, config, '');
  if (atomics.length > 0) {
    return {
      error: `error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${atomics.join(', ')}`,
    };
  }
  return decoded(resource, mergeObjects(schema, live as unknown as JsonObject, config));
}

/** Applies the operations that a JSONPatch expression gave. Follows mutating/patch/json_patch.go. */
export function applyPatchValue(
  resource: Resource,
  live: Frozen<KubeObject>,
  value: Value,
): Patched {
  const operations: Json[] = [];
  for (const operation of isList(value) ? value : []) {
    const payload = operation instanceof ObjectValue ? operation.get('value') : undefined;
    const wrong = payload instanceof ObjectValue ? nameErrors(payload, [payload.type.name]) : [];
    if (wrong.length > 0) return { error: `type mismatch: ${wrong.join('\n')}` };
    const json = jsonOf(operation);
    if ('error' in json) {
      const head = 'JSONPath valueExpression evaluated to a type that could not marshal to JSON';
      return { error: `${head}: ${json.error}` };
    }
    operations.push(json.value);
  }
  try {
    return decoded(resource, applyJsonPatch(live as unknown as JsonObject, operations));
  } catch (error) {
    if (error instanceof JsonPatchTestError) return { object: live as unknown as KubeObject };
    if (error instanceof JsonPatchError) return { error: `JSON Patch: ${error.message}` };
    throw error;
  }
}

/** Throws InternalError for what the kind doesn't know, as upstream. */
function decoded(resource: Resource, json: Json): Patched {
  const result = decodeJson(resource.schema, json);
  if ('error' in result) throw internalError(result.error);
  const [first] = result.strictErrors;
  if (first !== undefined) throw internalError(`strict decoding error: ${first}`);
  return { object: result.object };
}

function jsonOf(value: Value): { readonly value: Json } | { readonly error: string } {
  try {
    return { value: toJson(value) };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.message };
    throw error;
  }
}

/** `Object.spec{}` has to stand where a spec belongs: nothing else checks the literals' types. */
function nameErrors(value: Value, path: readonly string[]): readonly string[] {
  if (isList(value)) return value.flatMap((item) => nameErrors(item, path));
  if (!(value instanceof ObjectValue)) {
    return (membersOf(value) ?? []).flatMap(([, member]) => nameErrors(member, path));
  }
  const { name } = value.type;
  const wanted = path.join('.');
  const own =
    name === wanted
      ? []
      : [
          `unexpected type name ${JSON.stringify(name)}, expected ${JSON.stringify(wanted)}, which matches field name path from root Object type`,
        ];
  const inner = value
    .fields()
    .flatMap((field) => nameErrors(value.get(field) ?? null, [...path, field]));
  return [...own, ...inner];
}

/** Where a configuration would replace a whole list or struct that has no parts of its own. */
function findAtomics(schema: Schema, value: Json, path: string): readonly string[] {
  const shape = deduce(shapeOf(schema), value);
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    if (shape.kind !== 'list') return shape.kind === 'any' ? [path] : [];
    const own = shape.relation === 'atomic' ? [path] : [];
    return [...own, ...items.flatMap((item, i) => findAtomics(shape.items, item, `${path}[${i}]`))];
  }
  if (!isObject(value) || shape.kind === 'leaf' || shape.kind === 'list') return [];
  if (shape.kind === 'any') return [path];
  const own = shape.isAtomic ? [path] : [];
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const of = memberSchema(shape, name);
    return of && member !== undefined ? findAtomics(of, member, `${path}.${name}`) : [];
  });
  return [...own, ...inner];
}
