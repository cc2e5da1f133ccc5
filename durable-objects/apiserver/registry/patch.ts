import { type Decoded, decodeJson } from '../../apimachinery/decode.ts';
import { invalid, invalidError } from '../../apimachinery/field-error.ts';
import { type JsonNode, readJson, toJson } from '../../apimachinery/json-reader.ts';
import { goText } from '../../apimachinery/patch/go-text.ts';
import { applyJsonPatch, JsonPatchError } from '../../apimachinery/patch/json.ts';
import { mergePatch } from '../../apimachinery/patch/merge.ts';
import { strategicMergePatch } from '../../apimachinery/patch/strategic.ts';
import type { ObjectSchema } from '../../apimachinery/schema.ts';
import { badRequest, StatusError } from '../../apimachinery/status-error.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { rejected, tooLarge } from '../status-reply.ts';

export const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
] as const;
export type PatchType = (typeof patchTypes)[number];

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** A patch as it was sent. */
export interface Patch {
  readonly type: PatchType;
  readonly body: string;
  readonly fieldValidation: FieldValidation;
}

const maxJsonPatchOperations = 10_000;

/**
 * What an object is after a patch, with texts for `Warning:` headers. Follows
 * k8s.io/apiserver/pkg/endpoints/handlers/patch.go. Throws BadRequest, Invalid.
 */
export function patchObject<T>(
  schema: ObjectSchema<T>,
  current: JsonObject,
  patch: Patch,
): { readonly object: T; readonly warnings: readonly string[] } {
  const { patched, shown, duplicates } = apply(schema, current, patch);
  const decoded = decodeJson(schema, patched);
  if ('error' in decoded) throw patchError(shown, decoded.error);
  const { object, strictErrors }: Decoded<T> = decoded;
  const problems = [...duplicates, ...strictErrors];
  if (problems.length === 0 || patch.fieldValidation === 'Ignore') return { object, warnings: [] };
  if (patch.fieldValidation === 'Warn') return { object, warnings: problems };
  throw patchError(shown, `strict decoding error: ${problems.join(', ')}`);
}

interface Applied {
  readonly patched: Json;
  /** What an error about the result shows of it. */
  readonly shown: string;
  readonly duplicates: readonly string[];
}

function apply(schema: ObjectSchema, current: JsonObject, { type, body }: Patch): Applied {
  const read = readJson(body);
  switch (type) {
    case 'application/json-patch+json': {
      if ('error' in read) throw badRequest(read.error);
      const operations = toJson(read.node);
      if (!Array.isArray(operations)) {
        const what = goKind(read.node);
        throw badRequest(`json: cannot unmarshal ${what} into Go value of type jsonpatch.Patch`);
      }
      const patched = jsonPatched(current, operations);
      return { patched, shown: JSON.stringify(patched), duplicates: [] };
    }
    case 'application/merge-patch+json': {
      if ('error' in read) throw badRequest(`error decoding patch: ${read.error}`);
      const changes = toJson(read.node);
      if (!isObject(changes)) throw badRequest(`error decoding patch: ${notAMap(read.node)}`);
      const patched = mergePatch(current, changes);
      return { patched, shown: JSON.stringify(patched), duplicates: duplicates(read.node, '') };
    }
    case 'application/strategic-merge-patch+json': {
      if ('error' in read) throw badRequest(read.error);
      const changes = toJson(read.node);
      if (!isObject(changes)) throw badRequest(notAMap(read.node));
      const patched = strategicMergePatch(current, changes, schema);
      return { patched, shown: goText(changes), duplicates: duplicates(read.node, '') };
    }
  }
}

function jsonPatched(current: JsonObject, operations: readonly Json[]): Json {
  if (operations.length > maxJsonPatchOperations) {
    throw tooLarge(
      `The allowed maximum operations in a JSON patch is ${maxJsonPatchOperations}, got ${operations.length}`,
    );
  }
  try {
    return applyJsonPatch(current, operations);
  } catch (error) {
    if (error instanceof JsonPatchError) throw rejected();
    throw error;
  }
}

/** Upstream names no kind here, so that kubectl prints `The request is invalid: patch: ...`. */
function patchError(shown: string, why: string): StatusError {
  const { body } = invalid({ group: '', kind: '' }, '', [invalidError('patch', shown, why)]);
  return new StatusError(body.code, 'Invalid', body.message, {
    causes: body.details?.causes ?? [],
  });
}

function notAMap(node: JsonNode): string {
  return `json: cannot unmarshal ${goKind(node)} into Go value of type map[string]interface {}`;
}

function goKind(node: JsonNode): string {
  return node.kind === 'boolean' ? 'bool' : node.kind;
}

/** `duplicate field "spec.replicas"` for each member that is written twice. */
function duplicates(node: JsonNode, path: string): readonly string[] {
  if (node.kind === 'array') {
    return node.items.flatMap((item, i) => duplicates(item, `${path}[${i}]`));
  }
  if (node.kind !== 'object') return [];
  const seen = new Set<string>();
  return node.members.flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const again = seen.has(name) ? [`duplicate field ${JSON.stringify(here)}`] : [];
    seen.add(name);
    return [...again, ...duplicates(member, here)];
  });
}
