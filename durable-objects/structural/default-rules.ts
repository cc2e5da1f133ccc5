import { decodeJson } from '../apimachinery/decode.ts';
import { type FieldError, type FieldPath, invalidError } from '../apimachinery/field-error.ts';
import { runtimeBudget } from '../cel/index.ts';
import { isObject } from '../lib/json.ts';
import { additionalOf, itemsOf, type JSONSchemaProps, propertiesOf } from './json-schema-props.ts';
import { toSchema } from './to-schema.ts';
import { validateValue } from './validate.ts';
import { validateRules } from './validate-rules.ts';

/** Defaults are values of the schema that they are in (schema/defaulting/validation.go). */
export function defaultErrors(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  const items = itemsOf(schema);
  const additional = additionalOf(schema);
  return [
    ...ownErrors(schema, at.child('default')),
    ...(items ? defaultErrors(items, at.child('items')) : []),
    ...(additional ? defaultErrors(additional, at.child('additionalProperties')) : []),
    ...propertiesOf(schema).flatMap(([name, property]) =>
      defaultErrors(property, at.child('properties').key(name)),
    ),
  ];
}

function ownErrors(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  const value = schema.default;
  if (value === undefined) return [];
  const isResource = schema['x-kubernetes-embedded-resource'] === true;
  const errors: FieldError[] = [];
  if (isObject(value) && schema.type === 'object' && !additionalOf(schema)) {
    const decoded = decodeJson(toSchema(schema, 'default', isResource), value);
    if ('error' in decoded || decoded.strictErrors.length > 0)
      errors.push(invalidError(at, value, 'must not have unknown fields'));
  }
  const wrong = validateValue(value, schema, '').map((error) => ({
    ...error,
    field: error.field === '<nil>' ? at.text : `${at.text}.${error.field}`,
  }));
  if (wrong.length > 0) return [...errors, ...wrong];
  const { errors: failed } = validateRules(value, schema, at, {
    isResource,
    budget: runtimeBudget,
  });
  return [...errors, ...failed];
}
