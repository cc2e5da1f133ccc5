import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { goText } from '../patch/go-text.ts';
import type { Schema } from '../schema.ts';
import { type Element, showElement } from './element.ts';
import {
  deduce,
  itemElement,
  type LeafShape,
  type ListShape,
  type MapShape,
  memberSchema,
  type StructShape,
  shapeOf,
} from './shape.ts';

/**
 * What is wrong with a configuration's types, in upstream's words; undefined when nothing is.
 * Follows sigs.k8s.io/structured-merge-diff typed/validate.go.
 */
export function typeErrors(schema: Schema, object: JsonObject): string | undefined {
  const errors = check(schema, object, '');
  if (errors.length === 0) return undefined;
  const [first] = errors;
  return errors.length === 1 ? first : ['errors:', ...errors.map((text) => `  ${text}`)].join('\n');
}

type Errors = readonly string[];
const none: Errors = [];

function check(schema: Schema, value: Json, path: string): Errors {
  if (value === null) return none;
  const shape = deduce(shapeOf(schema), value);
  switch (shape.kind) {
    case 'any':
      return none;
    case 'leaf':
      return checkLeaf(shape, value, path);
    case 'list':
      if (Array.isArray(value)) return checkItems(shape, value, path);
      return [at(path, `expected list, got ${pointer(value)}`)];
    default:
      if (isObject(value)) return checkMembers(shape, value, path);
      return [at(path, `expected map, got ${pointer(value)}`)];
  }
}

function checkMembers(shape: StructShape | MapShape, object: JsonObject, path: string): Errors {
  const errors: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    const schema = memberSchema(shape, name);
    const here = `${path}.${name}`;
    if (!schema) return [...errors, at(here, 'field not declared in schema')];
    if (value !== undefined) errors.push(...check(schema, value, here));
  }
  return errors;
}

function checkItems(shape: ListShape, items: readonly Json[], path: string): Errors {
  const errors: string[] = [];
  const seen = new Set<Element>();
  for (const [i, item] of items.entries()) {
    let element: Element = `i:${i}`;
    if (shape.relation !== 'atomic') {
      const found = itemElement(shape, item);
      if (typeof found !== 'string') return [...errors, at(path, `element ${i}: ${found.error}`)];
      if (seen.has(found)) {
        errors.push(at(path, `duplicate entries for key ${showElement(found)}`));
      }
      seen.add(found);
      element = found;
    }
    errors.push(...check(shape.items, item, path + showElement(element)));
  }
  return errors;
}

function checkLeaf({ scalar }: LeafShape, value: Json, path: string): Errors {
  const type = typeof value;
  switch (scalar.kind) {
    case 'int32':
    case 'int64':
    case 'double':
      if (type === 'number') return none;
      return [at(path, `expected numeric (int or float), got ${goType(value)}`)];
    case 'string':
    case 'bytes':
      if (type === 'string') return none;
      return [at(path, `expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`)];
    case 'boolean':
      if (type === 'boolean') return none;
      return [at(path, `expected boolean, got ${pointer(value)}`)];
    default:
      if (type !== 'object') return none;
      return [at(path, `expected any scalar, got ${pointer(value)}`)];
  }
}

function at(path: string, message: string): string {
  return path === '' ? message : `${path}: ${message}`;
}

/** A pointer to a struct with one member, as Go's %v prints it. */
function pointer(value: Json): string {
  return `&{${goText(value)}}`;
}

/** As Go's %T prints a decoded value. */
function goType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'map[string]interface {}' : typeof value;
}

/** As Go's %#v prints a decoded value. */
function goSyntax(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isObject(value)) return String(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] ?? null)}`);
  return `map[string]interface {}{${members.join(', ')}}`;
}
