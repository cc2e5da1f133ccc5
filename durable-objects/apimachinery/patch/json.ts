import { deepEqual, isObject, type Json } from '../../lib/json.ts';
import { parseIndex, parsePointer, valueAt } from './json-pointer.ts';

/** One operation of a JSON patch, with its paths taken apart. */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Steps; readonly value: Json }
  | { readonly op: 'remove'; readonly path: Steps }
  | { readonly op: 'move' | 'copy'; readonly from: Steps; readonly path: Steps };

type Steps = readonly string[];

/** Why a patch could not be applied. The API answers 422 without these words. */
export class JsonPatchError extends Error {
  override readonly name: string = 'JsonPatchError';
}

/** A `test` operation found something else. */
export class JsonPatchTestError extends JsonPatchError {
  override readonly name = 'JsonPatchTestError';
}

/** The value after a JSON patch (RFC 6902); throws JsonPatchError and then has changed nothing. */
export function applyJsonPatch(document: Json, patch: readonly Json[]): Json {
  return patch.map(parseOperation).reduce(applyOperation, document);
}

function parseOperation(operation: Json): JsonPatchOperation {
  if (!isObject(operation)) throw new JsonPatchError('operation must be an object');
  const path = steps(operation, 'path');
  const { op, value } = operation;
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      // A missing value is null to `test`, and to the others, as upstream's library has it.
      return { op, path, value: value ?? null };
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      return { op, from: steps(operation, 'from'), path };
    default:
      throw new JsonPatchError(`Unexpected kind: ${String(op)}`);
  }
}

function steps(operation: { readonly [key: string]: Json | undefined }, key: string): Steps {
  const pointer = operation[key];
  const parsed = typeof pointer === 'string' ? parsePointer(pointer) : undefined;
  if (!parsed) throw new JsonPatchError(`operation has no valid ${key}`);
  return parsed;
}

function applyOperation(document: Json, operation: JsonPatchOperation): Json {
  switch (operation.op) {
    case 'add':
      return add(document, operation.path, operation.value);
    case 'replace':
      if (operation.path.length === 0) return operation.value;
      return add(remove(document, operation.path), operation.path, operation.value);
    case 'remove':
      return remove(document, operation.path);
    case 'move': {
      const value = existing(document, operation.from);
      return add(remove(document, operation.from), operation.path, value);
    }
    case 'copy':
      return add(document, operation.path, existing(document, operation.from));
    case 'test': {
      const found = valueAt(document, operation.path) ?? null;
      if (deepEqual(found, operation.value)) return document;
      throw new JsonPatchTestError(`testing value ${pointerText(operation.path)} failed`);
    }
  }
}

function existing(document: Json, path: Steps): Json {
  const value = valueAt(document, path);
  if (value === undefined) throw missing(path);
  return value;
}

function add(document: Json, path: Steps, value: Json): Json {
  return change(document, path, path, {
    object: (object, key) => ({ ...object, [key]: value }),
    list(list, step) {
      const at = step === '-' ? list.length : parseIndex(step, list.length + 1);
      return at === undefined ? undefined : [...list.slice(0, at), value, ...list.slice(at)];
    },
  });
}

function remove(document: Json, path: Steps): Json {
  return change(document, path, path, {
    object(object, key) {
      if (!Object.hasOwn(object, key)) return undefined;
      const { [key]: _gone, ...rest } = object;
      return rest;
    },
    list(list, step) {
      const at = parseIndex(step, list.length);
      return at === undefined ? undefined : list.filter((_item, i) => i !== at);
    },
  });
}

/** What to do at the end of a path; undefined when there is no such place. */
interface Edit {
  object(object: { readonly [key: string]: Json | undefined }, key: string): Json | undefined;
  list(list: readonly Json[], step: string): Json | undefined;
}

/** A copy of `value` in which `edit` has been made at the end of `path`. */
function change(value: Json, path: Steps, whole: Steps, edit: Edit): Json {
  const [step, ...rest] = path;
  if (step === undefined) throw missing(whole);
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    if (rest.length === 0) return edit.list(list, step) ?? fail(whole);
    const at = parseIndex(step, list.length);
    if (at === undefined) throw missing(whole);
    return list.map((item, i) => (i === at ? change(item, rest, whole, edit) : item));
  }
  if (!isObject(value)) throw missing(whole);
  if (rest.length === 0) return edit.object(value, step) ?? fail(whole);
  const member = Object.hasOwn(value, step) ? value[step] : undefined;
  if (member === undefined) throw missing(whole);
  return { ...value, [step]: change(member, rest, whole, edit) };
}

function fail(path: Steps): never {
  throw missing(path);
}

function missing(path: Steps): JsonPatchError {
  return new JsonPatchError(`doc is missing path: ${pointerText(path)}: missing value`);
}

function pointerText(path: Steps): string {
  return path.map((step) => `/${step}`).join('');
}
