import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../apimachinery/field-error.ts';
import { itemsOf, type JSONSchemaProps } from './json-schema-props.ts';

const listTypes = ['atomic', 'set', 'map'];

/** What x-kubernetes-list-type and -list-map-keys may say of a list (apiextensions/validation). */
export function listRules(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  const type = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const typeAt = at.child('x-kubernetes-list-type');
  const errors: FieldError[] = [];
  if (type !== undefined && schema.type !== 'array') {
    const text = 'must be array if x-kubernetes-list-type is specified';
    const here = at.child('type');
    errors.push(
      schema.type === undefined ? requiredError(here, text) : invalidError(here, schema.type, text),
    );
  } else if (type === 'set') errors.push(...setItemErrors(itemsOf(schema), at.child('items')));
  if (type !== undefined && !listTypes.includes(type))
    errors.push(notSupportedError(typeAt, type, listTypes));
  if (keys.length > 0 && type !== 'map') {
    const text = 'must be map if x-kubernetes-list-map-keys is non-empty';
    errors.push(
      type === undefined ? requiredError(typeAt, text) : invalidError(typeAt, type, text),
    );
  }
  if (type === 'map') errors.push(...mapErrors(schema, keys, at));
  if (type === 'map' || type === 'set') errors.push(...nullErrors(schema, type, keys, at));
  return errors;
}

function setItemErrors(items: JSONSchemaProps | undefined, at: FieldPath): readonly FieldError[] {
  const text = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  const listType = items?.['x-kubernetes-list-type'];
  if (items?.type === 'array' && listType !== undefined && listType !== 'atomic')
    return [invalidError(at.child('x-kubernetes-list-type'), listType, text)];
  if (items?.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic')
    return [invalidError(at.child('x-kubernetes-map-type'), listType ?? null, text)];
  return [];
}

function mapErrors(
  schema: JSONSchemaProps,
  keys: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  const items = itemsOf(schema);
  const keysAt = at.child('x-kubernetes-list-map-keys');
  const errors: FieldError[] = [];
  if (keys.length === 0)
    errors.push(requiredError(keysAt, 'must not be empty if x-kubernetes-list-type is map'));
  if (schema.items === undefined)
    errors.push(
      requiredError(at.child('items'), 'must have a schema if x-kubernetes-list-type is map'),
    );
  if (!items) return errors;
  if (items.type !== 'object') {
    const text = "must be object if parent array's x-kubernetes-list-type is map";
    return [...errors, invalidError(at.child('items').child('type'), items.type ?? '', text)];
  }
  keys.forEach((key, i) => {
    const property = items.properties?.[key];
    if (!property)
      errors.push(invalidError(keysAt, keys, 'entries must all be names of item properties'));
    else if (property.type === 'array' || property.type === 'object') {
      const here = at.child('items').child('properties').key(key).child('type');
      const text = "must be a scalar type if parent array's x-kubernetes-list-type is map";
      errors.push(invalidError(here, items.type, text));
    }
    if (keys.indexOf(key) < i)
      errors.push(invalidError(keysAt, keys, 'must not contain duplicate entries'));
  });
  return errors;
}

function nullErrors(
  schema: JSONSchemaProps,
  type: 'map' | 'set',
  keys: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  const items = itemsOf(schema);
  if (!items) return [];
  const itemsAt = at.child('items');
  const errors: FieldError[] = [];
  if (items.nullable) {
    const text = `cannot be nullable when x-kubernetes-list-type is ${type}`;
    errors.push(forbiddenError(itemsAt.child('nullable'), text));
  }
  for (const key of type === 'map' ? keys : []) {
    const property = items.properties?.[key];
    if (!property) continue;
    const here = itemsAt.child('properties').key(key);
    const why = 'this property is in x-kubernetes-list-map-keys, so it';
    if (!items.required?.includes(key) && property.default === undefined)
      errors.push(
        requiredError(
          here.child('default'),
          `${why} must have a default or be a required property`,
        ),
      );
    if (property.nullable)
      errors.push(forbiddenError(here.child('nullable'), `${why} cannot be nullable`));
  }
  return errors;
}
