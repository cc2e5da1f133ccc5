import {
  type FieldError,
  type FieldPath,
  fieldErrorText,
  forbiddenError,
  invalidError,
  requiredError,
} from '../apimachinery/field-error.ts';
import { regexpError } from '../cel/library/regex.ts';
import { deepEqual } from '../lib/json.ts';
import { additionalOf, itemsOf, type JSONSchemaProps, propertiesOf } from './json-schema-props.ts';

type Level = 'root' | 'item' | 'field';

/**
 * What keeps a schema from being structural: every part has a type, junctions only restrict what
 * is declared outside of them. Follows apiextensions-apiserver's schema/validation.go and
 * complete.go.
 */
export function structuralErrors(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  return [
    ...invariantErrors(schema, 'root', at),
    ...completenessErrors(schema, schema, at, at),
  ].sort((a, b) => (fieldErrorText(a) < fieldErrorText(b) ? -1 : 1));
}

function invariantErrors(
  schema: JSONSchemaProps,
  level: Level,
  at: FieldPath,
): readonly FieldError[] {
  const { type } = schema;
  const items = itemsOf(schema);
  const additional = additionalOf(schema);
  const errors: FieldError[] = [];
  if (type === 'array' && !items)
    errors.push(requiredError(at.child('items'), 'must be specified'));
  if (items) errors.push(...invariantErrors(items, 'item', at.child('items')));
  for (const [name, property] of propertiesOf(schema))
    errors.push(...invariantErrors(property, 'field', at.child('properties').key(name)));
  if (schema.additionalProperties !== undefined && level === 'root')
    errors.push(forbiddenError(at.child('additionalProperties'), 'must not be used at the root'));
  if (additional)
    errors.push(...invariantErrors(additional, 'field', at.child('additionalProperties')));
  return [
    ...errors,
    ...extensionErrors(schema, at),
    ...junctionErrors(schema, at),
    ...typeErrors(schema, level, at),
    ...metadataErrors(schema, level, at),
  ];
}

function extensionErrors(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!schema['x-kubernetes-int-or-string']) return errors;
  const clash = (name: string): void => {
    const text = 'must be false if x-kubernetes-int-or-string is true';
    errors.push(invalidError(at.child(name), true, text));
  };
  if (schema['x-kubernetes-preserve-unknown-fields']) clash('x-kubernetes-preserve-unknown-fields');
  if (schema['x-kubernetes-embedded-resource']) clash('x-kubernetes-embedded-resource');
  return errors;
}

function typeErrors(schema: JSONSchemaProps, level: Level, at: FieldPath): readonly FieldError[] {
  const { type } = schema;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const here = at.child('type');
  const errors: FieldError[] = [];
  if (isEmbedded && type !== 'object') {
    const text = 'must be object if x-kubernetes-embedded-resource is true';
    errors.push(type === undefined ? requiredError(here, text) : invalidError(here, type, text));
  } else if (
    type === undefined &&
    !schema['x-kubernetes-int-or-string'] &&
    !schema['x-kubernetes-preserve-unknown-fields']
  ) {
    errors.push(requiredError(here, `must not be empty ${places[level]}`));
  }
  if (isEmbedded && schema.additionalProperties !== undefined) {
    const text = 'must not be used if x-kubernetes-embedded-resource is set';
    errors.push(forbiddenError(at.child('additionalProperties'), text));
  }
  if (level === 'root' && type !== undefined && type !== 'object')
    errors.push(invalidError(here, type, 'must be object at the root'));
  const keeps = schema['x-kubernetes-preserve-unknown-fields'];
  if (isEmbedded && !keeps && Object.keys(schema.properties ?? {}).length === 0) {
    const text =
      'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields';
    errors.push(requiredError(at.child('properties'), text));
  }
  return errors;
}

const places: { readonly [level in Level]: string } = {
  root: 'at the root',
  item: 'for specified array items',
  field: 'for specified object fields',
};

function metadataErrors(
  schema: JSONSchemaProps,
  level: Level,
  at: FieldPath,
): readonly FieldError[] {
  const { kind, apiVersion, metadata } = schema.properties ?? {};
  const errors: FieldError[] = [];
  const isResource = level === 'root' || schema['x-kubernetes-embedded-resource'] === true;
  const place = (name: string): FieldPath => at.child('properties').key(name);
  for (const [name, property] of Object.entries({ kind, apiVersion }))
    if (isResource && property && property.type !== 'string')
      errors.push(invalidError(place(name).child('type'), property.type ?? '', 'must be string'));
  if (!metadata) return errors;
  if (isResource && metadata.type !== 'object')
    errors.push(
      invalidError(place('metadata').child('type'), metadata.type ?? '', 'must be object'),
    );
  if (level !== 'root') return errors;
  const { type: _type, default: _default, properties = {}, ...rest } = metadata;
  const isNamesOnly = Object.keys(properties).every(
    (name) => name === 'name' || name === 'generateName',
  );
  const isDescribed = Object.values(rest).some((value) => value !== undefined);
  if (isNamesOnly && !isDescribed) return errors;
  const text =
    'must not specify anything other than name and generateName, but metadata is implicitly specified';
  return [...errors, forbiddenError(place('metadata'), text)];
}

const intOrString: readonly JSONSchemaProps[] = [{ type: 'integer' }, { type: 'string' }];

/** The parts of junctions, but for the one pattern that names types. */
function junctionErrors(
  schema: JSONSchemaProps,
  at: FieldPath,
  skipsAnyOf = deepEqual(schema.anyOf, intOrString),
): readonly FieldError[] {
  const { allOf = [], anyOf = [], oneOf = [], not, pattern } = schema;
  const each = (list: readonly JSONSchemaProps[], name: string): readonly FieldError[] =>
    list.flatMap((part, i) => nestedErrors(part, at.child(name).index(i)));
  const broken = pattern ? regexpError(pattern) : undefined;
  return [
    ...(skipsAnyOf ? [] : each(anyOf, 'anyOf')),
    ...allOf.flatMap((part, i) =>
      nestedErrors(part, at.child('allOf').index(i), i === 0 && deepEqual(part.anyOf, intOrString)),
    ),
    ...each(oneOf, 'oneOf'),
    ...(not ? nestedErrors(not, at.child('not')) : []),
    ...(broken === undefined
      ? []
      : [
          invalidError(
            at.child('pattern'),
            pattern,
            `must be a valid regular expression, but isn't: ${broken}`,
          ),
        ]),
  ];
}

/** What may not be said inside of a junction, and how the error words it. */
const outside: readonly (readonly [keyof JSONSchemaProps, string])[] = [
  ['type', 'empty'],
  ['additionalProperties', 'undefined'],
  ['default', 'undefined'],
  ['title', 'empty'],
  ['description', 'empty'],
  ['nullable', 'false'],
  ['x-kubernetes-preserve-unknown-fields', 'false'],
  ['x-kubernetes-embedded-resource', 'false'],
  ['x-kubernetes-int-or-string', 'false'],
  ['x-kubernetes-list-map-keys', 'empty'],
  ['x-kubernetes-list-type', 'undefined'],
  ['x-kubernetes-map-type', 'undefined'],
  ['x-kubernetes-validations', 'empty'],
];

function nestedErrors(
  schema: JSONSchemaProps,
  at: FieldPath,
  skipsAnyOf = false,
): readonly FieldError[] {
  const items = itemsOf(schema);
  const { metadata } = schema.properties ?? {};
  return [
    ...junctionErrors(schema, at, skipsAnyOf),
    ...(items ? nestedErrors(items, at.child('items')) : []),
    ...propertiesOf(schema).flatMap(([name, property]) =>
      nestedErrors(property, at.child('properties').key(name)),
    ),
    ...outside
      .filter(([field]) => schema[field] !== undefined)
      .map(([field, how]) => forbiddenError(at.child(field), `must be ${how} to be structural`)),
    ...(metadata
      ? [
          forbiddenError(
            at.child('properties').key('metadata'),
            'must not be specified in a nested context',
          ),
        ]
      : []),
  ];
}

/** Everything that a junction talks about is declared outside of it. */
function completenessErrors(
  { allOf = [], anyOf = [], oneOf = [], not }: JSONSchemaProps,
  spine: JSONSchemaProps,
  at: FieldPath,
  place: FieldPath,
): readonly FieldError[] {
  const each = (list: readonly JSONSchemaProps[], name: string): readonly FieldError[] =>
    list.flatMap((part, i) => declaredErrors(part, spine, at, place.child(name).index(i)));
  return [
    ...(not ? declaredErrors(not, spine, at, place.child('not')) : []),
    ...each(allOf, 'allOf'),
    ...each(anyOf, 'anyOf'),
    ...each(oneOf, 'oneOf'),
  ];
}

/** `place` is where a part of a junction stands, `at` where it would have to be declared. */
function declaredErrors(
  part: JSONSchemaProps,
  spine: JSONSchemaProps | undefined,
  at: FieldPath,
  place: FieldPath,
): readonly FieldError[] {
  if (!spine) return [requiredError(at, `because it is defined in ${place.text}`)];
  const items = itemsOf(part);
  const property = (path: FieldPath, name: string): FieldPath => path.child('properties').key(name);
  return [
    ...completenessErrors(part, spine, at, place),
    ...(items
      ? declaredErrors(items, itemsOf(spine), at.child('items'), place.child('items'))
      : []),
    ...propertiesOf(part).flatMap(([name, inner]) =>
      declaredErrors(inner, spine.properties?.[name], property(at, name), property(place, name)),
    ),
  ];
}
