import {
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
  tooLongError,
  tooManyError,
  typeInvalidError,
} from '../apimachinery/field-error.ts';
import { regexp } from '../cel/library/regex.ts';
import { canonical, deepEqual, isObject, type Json } from '../lib/json.ts';
import { hasFormat, isKnownFormat } from './formats.ts';
import { additionalOf, itemsOf, type JSONSchemaProps, propertiesOf } from './json-schema-props.ts';

/** What a value was before, for what is only checked when it changes. */
export type Old = { readonly value: Json | undefined } | undefined;

/**
 * What is wrong with a value by its schema, in kube-openapi's words. With `old`, a part that is
 * as it was is not complained about (ratcheting). `path` is '' for a whole object.
 */
export function validateValue(
  value: Json,
  schema: JSONSchemaProps,
  path: string,
  old?: Old,
): readonly FieldError[] {
  const errors = validateAll(value, schema, path, old);
  if (errors.length > 0 && old && deepEqual(old.value, value)) return [];
  return errors;
}

function validateAll(
  value: Json,
  schema: JSONSchemaProps,
  path: string,
  old: Old,
): readonly FieldError[] {
  if (value === null) {
    const wanted = typesOf(schema);
    if (wanted.length > 0 && !schema.nullable) return [wrongType(path, wanted.join(','), 'null')];
    return enumErrors(value, schema, path);
  }
  return [
    ...typeErrors(value, schema, path),
    ...junctionErrors(value, schema, path),
    ...(typeof value === 'string' ? stringErrors(value, schema, path) : []),
    ...(typeof value === 'number' ? numberErrors(value, schema, path) : []),
    ...(Array.isArray(value) ? listErrors(value, schema, path, old) : []),
    ...enumErrors(value, schema, path),
    ...(isObject(value) ? objectErrors(value, schema, path, old) : []),
  ];
}

function typesOf(schema: JSONSchemaProps): readonly string[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string'];
  return schema.type === undefined ? [] : [schema.type];
}

/** The type of a JSON value; a whole number is an integer. */
function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function typeErrors(value: Json, schema: JSONSchemaProps, path: string): readonly FieldError[] {
  const wanted = typesOf(schema);
  if (wanted.length === 0) return [];
  const found = typeOf(value);
  if (wanted.includes(found) || (found === 'integer' && wanted.includes('number'))) return [];
  return [wrongType(path, wanted.join(','), found)];
}

function wrongType(path: string, wanted: string, found: string): FieldError {
  const text = `${path} in body must be of type ${wanted}: ${JSON.stringify(found)}`;
  return typeInvalidError(at(path), found, text);
}

function stringErrors(value: string, schema: JSONSchemaProps, path: string): readonly FieldError[] {
  const { maxLength, minLength, pattern, format } = schema;
  const length = [...value].length;
  const errors: FieldError[] = [];
  // Upstream's check of a text ends at the first thing wrong.
  if (maxLength !== undefined && length > maxLength) errors.push(tooLongError(at(path), maxLength));
  else if (minLength !== undefined && length < minLength)
    errors.push(complain(path, value, `should be at least ${minLength} chars long`));
  else if (pattern && !regexp(pattern).test(value))
    errors.push(complain(path, value, `should match '${pattern}'`));
  if (format && isKnownFormat(schema) && !hasFormat(value, format))
    errors.push(
      typeInvalidError(
        at(path),
        value,
        `${path} in body must be of type ${format}: ${JSON.stringify(value)}`,
      ),
    );
  return errors;
}

function numberErrors(value: number, schema: JSONSchemaProps, path: string): readonly FieldError[] {
  const { multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const errors: FieldError[] = [];
  const isInt32 = schema.type === 'integer' && schema.format === 'int32';
  if (isInt32 && (value < -(2 ** 31) || value >= 2 ** 31)) {
    const text = `Checked value must be of type integer with format int32 in ${path}`;
    errors.push({ ...invalidError('<nil>', '', text) });
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf))
    errors.push(complain(path, value, `should be a multiple of ${multipleOf}`));
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    const than = exclusiveMinimum ? 'greater than' : 'greater than or equal to';
    errors.push(complain(path, value, `should be ${than} ${minimum}`));
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    const than = exclusiveMaximum ? 'less than' : 'less than or equal to';
    errors.push(complain(path, value, `should be ${than} ${maximum}`));
  }
  return errors;
}

function listErrors(
  list: readonly Json[],
  schema: JSONSchemaProps,
  path: string,
  old: Old,
): readonly FieldError[] {
  const items = itemsOf(schema);
  const { minItems, maxItems } = schema;
  const before = oldItems(schema, old);
  const errors = items
    ? list.flatMap((item, i) => [...validateValue(item, items, `${path}[${i}]`, before(item))])
    : [];
  if (minItems !== undefined && list.length < minItems)
    errors.push(complain(path, list.length, `should have at least ${minItems} items`));
  if (maxItems !== undefined && list.length > maxItems)
    errors.push(tooManyError(at(path), list.length, maxItems));
  return errors;
}

/** Items of a map-like list are what they were by their keys; those of others are new. */
export function oldItems(schema: JSONSchemaProps, old: Old): (item: Json) => Old {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const before = old?.value;
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(before)) return () => undefined;
  const keyOf = (item: Json): string =>
    isObject(item) ? canonical(keys.map((key) => item[key] ?? null)) : '';
  const known = new Map(before.map((item: Json) => [keyOf(item), item]));
  return (item) => {
    const value = known.get(keyOf(item));
    return value === undefined ? undefined : { value };
  };
}

function enumErrors(value: Json, schema: JSONSchemaProps, path: string): readonly FieldError[] {
  const allowed = schema.enum ?? [];
  if (allowed.length === 0 || allowed.some((one) => deepEqual(one, value))) return [];
  const texts = allowed.map((one) => (typeof one === 'string' ? one : canonical(one)));
  return [notSupportedError(at(path), value, texts)];
}

function objectErrors(
  value: { readonly [name: string]: Json | undefined },
  schema: JSONSchemaProps,
  path: string,
  old: Old,
): readonly FieldError[] {
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  const { minProperties, maxProperties, properties = {} } = schema;
  const errors: FieldError[] = [];
  if (minProperties !== undefined && names.length < minProperties)
    errors.push(complain(path, names.length, `should have at least ${minProperties} properties`));
  if (maxProperties !== undefined && names.length > maxProperties)
    errors.push(tooManyError(at(path), names.length, maxProperties));
  const additional = additionalOf(schema);
  for (const name of additional ? [...names].sort() : []) {
    if (Object.hasOwn(properties, name) || !additional) continue;
    const member = value[name] ?? null;
    errors.push(...validateValue(member, additional, `${path}.${name}`, oldMember(old, name)));
  }
  for (const [name, property] of propertiesOf(schema)) {
    const member = value[name];
    if (member === undefined) continue;
    const place = path === '' ? name : `${path}.${name}`;
    errors.push(...validateValue(member, property, place, oldMember(old, name)));
  }
  for (const name of schema.required ?? [])
    if (value[name] === undefined) errors.push(requiredError(at(`${path}.${name}`), ''));
  return errors;
}

export function oldMember(old: Old, name: string): Old {
  const before = old?.value;
  const member = isObject(before) ? before[name] : undefined;
  return member === undefined ? undefined : { value: member };
}

/** `allOf`, `anyOf`, `oneOf`, `not`; what they complain about has no field. */
function junctionErrors(value: Json, schema: JSONSchemaProps, path: string): readonly FieldError[] {
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  const check = (one: JSONSchemaProps): readonly FieldError[] => validateValue(value, one, path);
  const errors: FieldError[] = [];
  const name = JSON.stringify(path);
  if (anyOf.length > 0) {
    const results = anyOf.map(check);
    if (results.every((result) => result.length > 0))
      errors.push(
        unplaced(`${name} must validate at least one schema (anyOf)`),
        ...(results[0] ?? []),
      );
  }
  if (oneOf.length > 0) {
    const results = oneOf.map(check);
    const valid = results.filter((result) => result.length === 0).length;
    const found = valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`;
    if (valid !== 1) {
      errors.push(unplaced(`${name} must validate one and only one schema (oneOf). ${found}`));
      if (valid === 0) errors.push(...(results[0] ?? []));
    }
  }
  const failures = allOf.map(check);
  errors.push(...failures.flat());
  if (failures.some((result) => result.length > 0)) {
    const none = failures.every((result) => result.length > 0) ? '. None validated' : '';
    errors.push(unplaced(`${name} must validate all the schemas (allOf)${none}`));
  }
  if (not && check(not).length === 0)
    errors.push(unplaced(`${name} must not validate the schema (not)`));
  return errors;
}

function unplaced(text: string): FieldError {
  return invalidError('<nil>', '', text);
}

function complain(path: string, value: Json, text: string): FieldError {
  return invalidError(at(path), value, `${path} in body ${text}`);
}

/** The field of an error; a whole object has none. */
function at(path: string): FieldPath | string {
  const text = path.replace(/^\./, '');
  return text === '' ? '<nil>' : FieldPath.of(text);
}
