import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
  tooManyError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import { defaultErrors } from '../../../structural/default-rules.ts';
import { readFieldPath } from '../../../structural/field-path.ts';
import type { JSONSchemaProps } from '../../../structural/json-schema-props.ts';
import { schemaErrors } from '../../../structural/schema-rules.ts';
import { structuralErrors } from '../../../structural/structural-rules.ts';
import type {
  CustomResourceColumnDefinition,
  CustomResourceDefinitionVersion,
  CustomResourceSubresources,
} from './schema.ts';

type Version = Frozen<CustomResourceDefinitionVersion>;

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];
const columnFormats = 'byte,date,date-time,double,float,int32,int64,password'.split(',');
const maxSelectableFields = 8;

/** What may stand at a schema's root beside the status subresource, by upstream's field names. */
const rootFields =
  'Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties ExternalDocs Example XPreserveUnknownFields XValidations';
const allowedAtRoot = new Set([
  ...rootFields.split(' ').map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

/** The schema of a version; `at` is the field that has `openAPIV3Schema`. */
export function validationErrors(
  schema: Frozen<JSONSchemaProps>,
  hasStatus: boolean,
  at: FieldPath,
): readonly FieldError[] {
  const here = at.child('openAPIV3Schema');
  const errors: FieldError[] = [];
  if (hasStatus) errors.push(...rootErrors(schema, here));
  if (schema.nullable) {
    errors.push(forbiddenError(here.child('nullable'), 'nullable cannot be true at the root'));
  }
  // What is read here is not changed: the schema's functions take it as it is.
  const props = schema as JSONSchemaProps;
  const structural = structuralErrors(props, here);
  const wrong = structural.length > 0 ? structural : defaultErrors(props, here);
  const place = {
    isRoot: true,
    isInsideMeta: false,
    compiles: wrong.length === 0,
    isResource: true,
  };
  return [...errors, ...wrong, ...schemaErrors(props, here, place)];
}

function rootErrors(schema: Frozen<JSONSchemaProps>, at: FieldPath): readonly FieldError[] {
  if (schema.type !== undefined && schema.type !== 'object') {
    const text =
      'only "object" is allowed as the type at the root of the schema if the status subresource is enabled';
    return [invalidError(at.child('type'), schema.type, text)];
  }
  const foreign = Object.keys(schema).find((field) => !allowedAtRoot.has(field));
  if (foreign === undefined) return [];
  const text = `only [${rootFields}] fields are allowed at the root of the schema if the status subresource is enabled`;
  return [invalidError(at, schema, text)];
}

export function subresourceErrors(
  { scale }: Frozen<CustomResourceSubresources>,
  at: FieldPath,
): readonly FieldError[] {
  if (!scale) return [];
  const path = (field: string, value: string, roots: readonly string[]): readonly FieldError[] => {
    const here = at.child(`scale.${field}`);
    if (value === '') return [requiredError(here, '')];
    const wrong = simplePathErrors(value, here);
    if (wrong.length > 0 || roots.some((root) => value.startsWith(`${root}.`))) return wrong;
    const where = roots.length > 1 ? `either ${roots.join(' or ')}` : (roots[0] ?? '');
    return [invalidError(here, value, `should be a json path under ${where}`)];
  };
  return [
    ...path('specReplicasPath', scale.specReplicasPath, ['.spec']),
    ...path('statusReplicasPath', scale.statusReplicasPath, ['.status']),
    ...(scale.labelSelectorPath
      ? path('labelSelectorPath', scale.labelSelectorPath, ['.spec', '.status'])
      : []),
  ];
}

export function columnErrors(
  column: Frozen<CustomResourceColumnDefinition>,
  at: FieldPath,
): readonly FieldError[] {
  const { name, type, format, jsonPath } = column;
  const errors: FieldError[] = [];
  const types = `must be one of ${columnTypes.join(',')}`;
  if (name === '') errors.push(requiredError(at.child('name'), ''));
  if (type === '') errors.push(requiredError(at.child('type'), types));
  else if (!columnTypes.includes(type)) errors.push(invalidError(at.child('type'), type, types));
  if (format && !columnFormats.includes(format)) {
    const text = `must be one of ${columnFormats.join(',')}`;
    errors.push(invalidError(at.child('format'), format, text));
  }
  if (jsonPath === '') errors.push(requiredError(at.child('JSONPath'), ''));
  else errors.push(...simplePathErrors(jsonPath, at.child('JSONPath')));
  return errors;
}

function simplePathErrors(path: string, at: FieldPath): readonly FieldError[] {
  if (path.startsWith('.')) return [];
  return [invalidError(at, path, 'must be a simple json path starting with .')];
}

/** What belongs to one version alone. */
export function versionErrors(version: Version, at: FieldPath): readonly FieldError[] {
  return [
    ...deprecationErrors(version, at.child('deprecationWarning')),
    ...selectableErrors(version, at.child('selectableFields')),
  ];
}

function deprecationErrors(
  { deprecated, deprecationWarning: warning }: Version,
  at: FieldPath,
): readonly FieldError[] {
  if (warning === undefined) return [];
  if (!deprecated) return [invalidError(at, warning, 'can only be set for deprecated versions')];
  const texts: string[] = [];
  if (warning.length > 256) texts.push('must be <= 256 characters long');
  if (warning === '') texts.push('must not be an empty string');
  const odd = [...warning].findIndex((one) => /[\p{C}\p{Z}]/u.test(one) && one !== ' ');
  if (odd >= 0)
    texts.push(
      `must only contain printable UTF-8 characters; non-printable character found at index ${odd}`,
    );
  return texts.map((text) => invalidError(at, warning, text));
}

function selectableErrors(version: Version, at: FieldPath): readonly FieldError[] {
  const fields = version.selectableFields ?? [];
  const schema = version.schema?.openAPIV3Schema;
  if (fields.length === 0) return [];
  if (!schema) {
    const text = 'may only be set when `version.schema.openAPIV3Schema` is not included';
    return [invalidError(at, '', text)];
  }
  const seen = new Set<string>();
  const errors = fields.flatMap(({ jsonPath }, i): FieldError[] => {
    const here = at.index(i).child('jsonPath');
    if (jsonPath === '') return [requiredError(here, '')];
    const found = readFieldPath(jsonPath, schema as JSONSchemaProps, false);
    if (typeof found === 'string')
      return [invalidError(here, jsonPath, `is an invalid path: ${found}`)];
    const wrong: FieldError[] = [];
    if (found.names[0] === 'metadata')
      wrong.push(invalidError(here, jsonPath, 'must not point to fields in metadata'));
    if (!['string', 'boolean', 'integer'].includes(found.schema.type ?? '')) {
      const text =
        'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.';
      wrong.push(invalidError(here, jsonPath, text));
    }
    if (seen.has(found.path)) wrong.push(duplicateError(here, jsonPath));
    seen.add(found.path);
    return wrong;
  });
  if (seen.size <= maxSelectableFields) return errors;
  return [...errors, tooManyError(at, seen.size, maxSelectableFields)];
}
