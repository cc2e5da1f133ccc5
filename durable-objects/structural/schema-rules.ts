import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../apimachinery/field-error.ts';
import { invalidStruct } from '../apimachinery/field-rules.ts';
import { readFieldPath } from './field-path.ts';
import {
  additionalOf,
  itemsOf,
  type JSONSchemaProps,
  propertiesOf,
  type ValidationRule,
} from './json-schema-props.ts';
import { listRules } from './list-rules.ts';
import { compileRules } from './rules.ts';

/** Where a part of a schema is, as far as it matters to what may be said there. */
export interface Place {
  readonly isRoot: boolean;
  readonly isInsideMeta: boolean;
  /** Why there may be no default; undefined when there may. */
  readonly noDefault?: string;
  /** Below this, what a value was before can't be told. */
  readonly uncorrelatable?: FieldPath;
  /** Rules are only compiled where everything else is right. */
  readonly compiles: boolean;
  readonly isResource: boolean;
}

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const metaFields = new Set(['metadata', 'kind', 'apiVersion']);

/**
 * The rules of a definition's schema beyond being structural. Follows
 * ValidateCustomResourceDefinitionOpenAPISchema of apiextensions/validation.
 */
export function schemaErrors(
  schema: JSONSchemaProps,
  at: FieldPath,
  place: Place,
): readonly FieldError[] {
  const own = [
    ...standardErrors(schema, at, place),
    ...mapTypeErrors(schema, at),
    ...listRules(schema, at),
    ...ruleErrors(schema, at),
  ];
  const rules = own.length === 0 && place.compiles ? compiledErrors(schema, at, place) : [];
  return [...own, ...partErrors(schema, at, place), ...rules];
}

function partErrors(schema: JSONSchemaProps, at: FieldPath, place: Place): readonly FieldError[] {
  const inner: Place = { ...place, isRoot: false, isResource: false };
  const plain: Place = { ...inner, compiles: false };
  const items = itemsOf(schema);
  const additional = additionalOf(schema);
  const isMapLike = schema['x-kubernetes-list-type'] === 'map';
  const itemPlace = isMapLike ? inner : { ...inner, uncorrelatable: inner.uncorrelatable ?? at };
  const each = (
    list: readonly JSONSchemaProps[] | undefined,
    name: string,
  ): readonly FieldError[] =>
    (list ?? []).flatMap((part, i) => schemaErrors(part, at.child(name).index(i), plain));
  return [
    ...(additional
      ? schemaErrors(additional, at.child('additionalProperties'), {
          ...inner,
          isResource: isEmbedded(additional),
          ...(place.isInsideMeta
            ? { noDefault: 'inside additionalProperties applying to object metadata' }
            : {}),
        })
      : []),
    ...propertiesOf(schema).flatMap(([name, property]) =>
      schemaErrors(
        property,
        at.child('properties').key(name),
        propertyPlace(schema, name, property, place),
      ),
    ),
    ...(schema.not ? schemaErrors(schema.not, at.child('not'), plain) : []),
    ...each(schema.allOf, 'allOf'),
    ...each(schema.oneOf, 'oneOf'),
    ...each(schema.anyOf, 'anyOf'),
    ...(items
      ? schemaErrors(items, at.child('items'), { ...itemPlace, isResource: isEmbedded(items) })
      : []),
  ];
}

function propertyPlace(
  schema: JSONSchemaProps,
  name: string,
  property: JSONSchemaProps,
  place: Place,
): Place {
  const isMeta = (place.isRoot || isEmbedded(schema)) && metaFields.has(name);
  return {
    ...place,
    isRoot: false,
    isResource: isEmbedded(property),
    ...(isMeta ? { isInsideMeta: true } : {}),
    ...(isMeta && place.isRoot ? { noDefault: `in top-level ${name}` } : {}),
  };
}

/** What OpenAPI has and definitions may not say. */
function standardErrors(
  schema: JSONSchemaProps,
  at: FieldPath,
  place: Place,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const forbid = (name: string, text: string): void => {
    errors.push(forbiddenError(at.child(name), text));
  };
  if (schema.type !== undefined && schema.type !== '' && !types.includes(schema.type))
    errors.push(notSupportedError(at.child('type'), schema.type, types));
  if (schema.default !== undefined && place.noDefault !== undefined)
    forbid('default', `must not be set ${place.noDefault}`);
  if (schema.id !== undefined) forbid('id', 'id is not supported');
  if (schema.additionalItems !== undefined)
    forbid('additionalItems', 'additionalItems is not supported');
  if (Object.keys(schema.patternProperties ?? {}).length > 0)
    forbid('patternProperties', 'patternProperties is not supported');
  if (Object.keys(schema.definitions ?? {}).length > 0)
    forbid('definitions', 'definitions is not supported');
  if (schema.dependencies !== undefined) forbid('dependencies', 'dependencies is not supported');
  if (schema.$ref !== undefined) forbid('$ref', '$ref is not supported');
  if (schema.type === 'null')
    forbid('type', 'type cannot be set to null, use nullable as an alternative');
  if (Array.isArray(schema.items))
    forbid('items', 'items must be a schema object and not an array');
  if (place.isInsideMeta && isEmbedded(schema))
    forbid('x-kubernetes-embedded-resource', 'must not be used inside of resource meta');
  if (schema.uniqueItems)
    forbid(
      'uniqueItems',
      'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
    );
  const { additionalProperties: additional, properties } = schema;
  if (additional !== undefined && additional !== true && Object.keys(properties ?? {}).length > 0)
    forbid('additionalProperties', 'additionalProperties and properties are mutual exclusive');
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    const here = at.child('x-kubernetes-preserve-unknown-fields');
    errors.push(invalidError(here, false, 'must be true or undefined'));
  }
  return errors;
}

function mapTypeErrors(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType === undefined) return [];
  const errors: FieldError[] = [];
  const text = 'must be object if x-kubernetes-map-type is specified';
  const here = at.child('type');
  if (schema.type === undefined) errors.push(requiredError(here, text));
  else if (schema.type !== 'object') errors.push(invalidError(here, schema.type, text));
  const known = ['atomic', 'granular'];
  if (!known.includes(mapType))
    errors.push(notSupportedError(at.child('x-kubernetes-map-type'), mapType, known));
  return errors;
}

const reasons = [
  'FieldValueDuplicate',
  'FieldValueForbidden',
  'FieldValueInvalid',
  'FieldValueRequired',
];

/** The form of rules; what they compute is looked at later. */
function ruleErrors(schema: JSONSchemaProps, at: FieldPath): readonly FieldError[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap((rule, i) => {
    const here = at.child('x-kubernetes-validations').index(i);
    return [...textErrors(rule, here), ...detailErrors(rule, schema, here)];
  });
}

function textErrors({ rule, message }: ValidationRule, here: FieldPath): readonly FieldError[] {
  const isMultiline = (text: string): boolean => /[\n\r]/.test(text.trim());
  if (rule.trim() === '') return [requiredError(here.child('rule'), 'rule is not specified')];
  if (message !== undefined && message.trim() === '')
    return [invalidError(here.child('message'), message, 'must be non-empty if specified')];
  if (message !== undefined && isMultiline(message))
    return [invalidError(here.child('message'), message, 'must not contain line breaks')];
  if (!isMultiline(rule) || message !== undefined) return [];
  const text = 'message must be specified if rule contains line breaks';
  return [requiredError(here.child('message'), text)];
}

function detailErrors(
  { messageExpression, reason, fieldPath }: ValidationRule,
  schema: JSONSchemaProps,
  here: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (messageExpression !== undefined && messageExpression.trim() === '') {
    const text = 'messageExpression must be non-empty if specified';
    errors.push(requiredError(here.child('messageExpression'), text));
  }
  if (reason !== undefined && !reasons.includes(reason))
    errors.push(notSupportedError(here.child('reason'), reason, reasons));
  if (fieldPath === undefined) return errors;
  const wrong = (text: string): void => {
    errors.push(invalidError(here.child('fieldPath'), fieldPath, text));
  };
  if (fieldPath.trim() === '') wrong('must be non-empty if specified');
  if (/[\n\r]/.test(fieldPath)) wrong('must not contain line breaks');
  if (typeof readFieldPath(fieldPath, schema) === 'string') wrong('must be a valid path');
  return errors;
}

function compiledErrors(
  schema: JSONSchemaProps,
  at: FieldPath,
  place: Place,
): readonly FieldError[] {
  return compileRules(schema, place.isResource).flatMap((compiled, i) => {
    const { rule, error, messageError, usesOldSelf } = compiled;
    const here = at.child('x-kubernetes-validations').index(i);
    const errors: FieldError[] = [];
    if (error !== undefined)
      errors.push(invalidStruct(here.child('rule'), ruleStruct(rule), error));
    if (messageError !== undefined)
      errors.push(invalidStruct(here.child('messageExpression'), ruleStruct(rule), messageError));
    if (usesOldSelf && place.uncorrelatable) {
      const text = `oldSelf cannot be used on the uncorrelatable portion of the schema within ${place.uncorrelatable.text}`;
      errors.push(invalidError(here.child('rule'), rule.rule, text));
    } else if (!usesOldSelf && rule.optionalOldSelf !== undefined && error === undefined) {
      const text = 'may not be set if oldSelf is not used in rule';
      errors.push(invalidError(here.child('optionalOldSelf'), rule.optionalOldSelf, text));
    }
    return errors;
  });
}

/** A rule as upstream's internal type shows it. */
function ruleStruct(rule: ValidationRule): object {
  return {
    Rule: rule.rule,
    Message: rule.message ?? '',
    MessageExpression: rule.messageExpression ?? '',
    Reason: rule.reason ?? null,
    FieldPath: rule.fieldPath ?? '',
    OptionalOldSelf: rule.optionalOldSelf ?? null,
  };
}

function isEmbedded(schema: JSONSchemaProps): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}
