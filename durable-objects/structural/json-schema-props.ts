import {
  any,
  array,
  boolean,
  double,
  type Infer,
  int64,
  map,
  type ObjectSchema,
  object,
  pointer,
  reference,
  required,
  string,
} from '../apimachinery/schema.ts';
import { isObject, type Json } from '../lib/json.ts';

const package_ = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

export const validationRule = object(`${package_}.ValidationRule`, {
  rule: required(string()),
  message: string(),
  messageExpression: string(),
  reason: pointer(string()),
  fieldPath: string(),
  optionalOldSelf: pointer(boolean()),
});
export type ValidationRule = Infer<typeof validationRule>;

const externalDocumentation = object(`${package_}.ExternalDocumentation`, {
  description: string(),
  url: string(),
});

/** A schema of a custom resource, as it is written. Some members hold a schema or something else. */
export interface JSONSchemaProps {
  id?: string;
  $schema?: string;
  $ref?: string;
  description?: string;
  type?: string;
  format?: string;
  title?: string;
  default?: Json;
  maximum?: number;
  exclusiveMaximum?: boolean;
  minimum?: number;
  exclusiveMinimum?: boolean;
  maxLength?: number;
  minLength?: number;
  pattern?: string;
  maxItems?: number;
  minItems?: number;
  uniqueItems?: boolean;
  multipleOf?: number;
  enum?: Json[];
  maxProperties?: number;
  minProperties?: number;
  required?: string[];
  /** A schema, or a list of them. */
  items?: Json;
  allOf?: JSONSchemaProps[];
  oneOf?: JSONSchemaProps[];
  anyOf?: JSONSchemaProps[];
  not?: JSONSchemaProps;
  properties?: { [name: string]: JSONSchemaProps };
  /** A schema, or whether there may be any. */
  additionalProperties?: Json;
  patternProperties?: { [name: string]: JSONSchemaProps };
  dependencies?: { [name: string]: Json };
  additionalItems?: Json;
  definitions?: { [name: string]: JSONSchemaProps };
  externalDocs?: Infer<typeof externalDocumentation>;
  example?: Json;
  nullable?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-validations'?: ValidationRule[];
}

const itself = reference<JSONSchemaProps>(() => jsonSchemaProps);

export const jsonSchemaProps: ObjectSchema<JSONSchemaProps> = object(
  `${package_}.JSONSchemaProps`,
  {
    id: string(),
    $schema: string(),
    $ref: pointer(string()),
    description: string(),
    type: string(),
    format: string(),
    title: string(),
    default: any(),
    maximum: pointer(double()),
    exclusiveMaximum: boolean(),
    minimum: pointer(double()),
    exclusiveMinimum: boolean(),
    maxLength: pointer(int64()),
    minLength: pointer(int64()),
    pattern: string(),
    maxItems: pointer(int64()),
    minItems: pointer(int64()),
    uniqueItems: boolean(),
    multipleOf: pointer(double()),
    enum: array(any(), { list: 'atomic' }),
    maxProperties: pointer(int64()),
    minProperties: pointer(int64()),
    required: array(string(), { list: 'atomic' }),
    items: any(),
    allOf: array(itself, { list: 'atomic' }),
    oneOf: array(itself, { list: 'atomic' }),
    anyOf: array(itself, { list: 'atomic' }),
    not: itself,
    properties: map(itself),
    additionalProperties: any(),
    patternProperties: map(itself),
    dependencies: map(any()),
    additionalItems: any(),
    definitions: map(itself),
    externalDocs: externalDocumentation,
    example: any(),
    nullable: boolean(),
    'x-kubernetes-preserve-unknown-fields': pointer(boolean()),
    'x-kubernetes-embedded-resource': boolean(),
    'x-kubernetes-int-or-string': boolean(),
    'x-kubernetes-list-map-keys': array(string(), { list: 'atomic' }),
    'x-kubernetes-list-type': pointer(string()),
    'x-kubernetes-map-type': pointer(string()),
    'x-kubernetes-validations': array(validationRule, {
      patch: 'merge',
      mergeKey: 'rule',
      list: 'map',
      mapKeys: ['rule'],
    }),
  },
);

/** The schema of a list's items, where `items` is one schema. */
export function itemsOf({ items }: JSONSchemaProps): JSONSchemaProps | undefined {
  return isObject(items) ? (items as JSONSchemaProps) : undefined;
}

/** The schema of members that have no name of their own, where there is one. */
export function additionalOf({
  additionalProperties: additional,
}: JSONSchemaProps): JSONSchemaProps | undefined {
  return isObject(additional) ? (additional as JSONSchemaProps) : undefined;
}

/** Members by name, in the alphabet's order. */
export function propertiesOf({
  properties,
}: JSONSchemaProps): readonly (readonly [string, JSONSchemaProps])[] {
  return Object.entries(properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The schema itself and everything in it, in any order. */
export function* walkSchema(schema: JSONSchemaProps): Generator<JSONSchemaProps> {
  yield schema;
  const lists = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => list ?? []);
  const named = Object.values(schema.properties ?? {});
  const single = [schema.not, itemsOf(schema), additionalOf(schema)];
  for (const part of [...lists, ...named, ...single]) if (part) yield* walkSchema(part);
}
