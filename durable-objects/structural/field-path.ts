import { FieldPath } from '../apimachinery/field-error.ts';
import { isObject, type Json } from '../lib/json.ts';
import { additionalOf, type JSONSchemaProps } from './json-schema-props.ts';

/** A path such as `.spec.foo` or `.labels['a.b']` that leads through a schema, or why it doesn't. */
export function readFieldPath(
  path: string,
  schema: JSONSchemaProps,
  allowBrackets = true,
):
  | { readonly path: string; readonly names: readonly string[]; readonly schema: JSONSchemaProps }
  | string {
  let at = FieldPath.of();
  let current: JSONSchemaProps = schema;
  const names: string[] = [];
  const pattern = /\.([^.[\]]*)|\['((?:[^'\\]|\\.)*)'\]|(.)/gy;
  for (const [token, name, quoted, other] of path.matchAll(pattern)) {
    if (other !== undefined) return `expected [ or . but got: ${other}`;
    if (quoted !== undefined && !allowBrackets) return 'array notation is not allowed';
    const key = name ?? (quoted ?? '').replace(/\\(.)/g, '$1');
    if (key === '' && token === '.') return 'unexpected end of JSON path';
    const { properties } = current;
    const next = properties ? properties[key] : additionalOf(current);
    if (!next) return 'does not refer to a valid field';
    at = properties ? at.child(key) : at.key(key);
    names.push(key);
    current = next;
  }
  return { path: at.text, names, schema: current };
}

/** What a simple path (`.spec.replicas`) leads to; undefined when there is nothing. */
export function valueAt(value: unknown, path: string): Json | undefined {
  let current: unknown = value;
  for (const name of namesOf(path)) {
    if (!isObject(current)) return undefined;
    current = current[name];
  }
  return current as Json | undefined;
}

/** Puts a value where a simple path leads, making objects on the way. */
export function setAt(draft: { [name: string]: unknown }, path: string, value: Json): void {
  const names = namesOf(path);
  let current = draft;
  for (const name of names.slice(0, -1)) {
    const next = current[name];
    if (!isObject(next)) current[name] = {};
    current = current[name] as { [name: string]: unknown };
  }
  current[names.at(-1) ?? ''] = value;
}

function namesOf(path: string): readonly string[] {
  return path.replace(/^\./, '').split('.');
}
