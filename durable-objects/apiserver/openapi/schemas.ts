import { objectMeta } from '../../apimachinery/meta.ts';
import {
  type ArraySchema,
  type Field,
  type ObjectSchema,
  resolve,
  type ScalarKind,
  type Schema,
} from '../../apimachinery/schema.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { customDefinition } from './custom.ts';
import { markedDefaults, zeroOf } from './defaults.ts';
import type { Descriptions } from './descriptions.ts';
import type { DescribedResource } from './paths.ts';

export type Draft = { [name: string]: Json };

/** The kinds that a definition is, for `x-kubernetes-group-version-kind`. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What a list's definition says beside its kind; for custom resources it says itself. */
interface ListTexts {
  readonly listKind?: string;
  readonly plural: string;
  readonly openapi?: JsonObject;
}

const conventions =
  'More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md';
const standardMetadata = `Standard object's metadata. ${conventions}#metadata`;
const standardListMetadata =
  'Standard list metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds';

/** Where a document keeps its definitions. */
export type Prefix = '#/components/schemas/' | '#/definitions/';

/**
 * Collects OpenAPI definitions of schemas and of everything inside them, each name once: the
 * first schema of a name wins. Follows k8s.io/kube-openapi/pkg/generators.
 */
export class Definitions {
  private readonly found = new Map<string, Json>();
  private readonly prefix: Prefix;
  private readonly descriptions: Descriptions;

  constructor(prefix: Prefix, descriptions: Descriptions) {
    this.prefix = prefix;
    this.descriptions = descriptions;
  }

  /** Adds a kind's definition and answers with a reference to it. */
  add(schema: ObjectSchema, kinds: readonly Kind[] = []): Draft {
    if (!this.found.has(schema.name)) {
      this.found.set(schema.name, null);
      this.found.set(schema.name, this.objectOf(schema, kinds));
    }
    return this.reference(schema.name);
  }

  /** Adds the definition of a kind that an object defines. */
  addCustom(resource: DescribedResource): void {
    const { schema } = resource;
    const { apiVersion, kind } = this.typeMeta();
    const metadata = this.referring(this.add(objectMeta), { description: standardMetadata });
    this.found.set(
      schema.name,
      customDefinition(resource, this.prefix, { apiVersion, kind, metadata }),
    );
  }

  /** Adds `PodList` for `Pod`. */
  addList(schema: ObjectSchema, kind: Kind & ListTexts): Draft {
    const name = `${schema.name}List`;
    const listKind = kind.listKind ?? `${kind.kind}List`;
    const list = { group: kind.group, kind: listKind, version: kind.version };
    const said = (field: string): Draft => this.saidOf(name, field);
    const isCustom = kind.openapi !== undefined;
    const text = isCustom ? `${listKind} is a list of ${kind.kind}` : this.descriptions.of(name);
    const items = isCustom ? textOf(`List of ${kind.plural}. ${conventions}`) : said('items');
    const item = this.reference(schema.name);
    this.add(schema);
    this.found.set(listMeta, this.machinery(listMeta, listMetaFields));
    this.found.set(name, {
      ...textOf(text),
      type: 'object',
      required: ['items'],
      properties: {
        ...(isCustom
          ? this.typeMeta()
          : {
              apiVersion: { ...said('apiVersion'), type: 'string' },
              kind: { ...said('kind'), type: 'string' },
            }),
        items: { ...items, type: 'array', items: isCustom ? item : this.item(item, {}) },
        metadata: this.referring(
          this.reference(listMeta),
          isCustom ? textOf(standardListMetadata) : { ...said('metadata'), default: {} },
        ),
      },
      'x-kubernetes-group-version-kind': [list],
    });
    return this.reference(name);
  }

  /** apiVersion and kind, with the words that every kind has for them. */
  private typeMeta(): { readonly apiVersion: Draft; readonly kind: Draft } {
    const of = (field: string): Draft => ({
      ...this.saidOf('io.k8s.api.core.v1.ConfigMap', field),
      type: 'string',
    });
    return { apiVersion: of('apiVersion'), kind: of('kind') };
  }

  /** All definitions by name, sorted. */
  all(): Draft {
    return Object.fromEntries([...this.found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private reference(name: string): Draft {
    return { $ref: `${this.prefix}${name}` };
  }

  private objectOf(schema: ObjectSchema, kinds: readonly Kind[]): Json {
    const fields = Object.entries(schema.fields).sort(([a], [b]) => (a < b ? -1 : 1));
    const required = fields.filter(([, field]) => field.presence === 'required');
    const properties = fields.map(([name, field]) => [name, this.member(schema.name, name, field)]);
    return {
      ...textOf(this.descriptions.of(schema.name)),
      type: 'object',
      ...(required.length > 0 ? { required: required.map(([name]) => name) } : {}),
      properties: Object.fromEntries(properties),
      ...(schema.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
      ...(kinds.length > 0
        ? {
            'x-kubernetes-group-version-kind': kinds.map(({ group, kind, version }) => ({
              group,
              kind,
              version,
            })),
          }
        : {}),
    };
  }

  private member(definition: string, name: string, field: Field): Draft {
    const schema = resolve(field.schema);
    const retains = schema.kind === 'object' && schema.retainKeys;
    const values = this.descriptions.member(definition, name)?.values;
    const marked = markedDefaults[`${definition.split('.').at(-1)}.${name}`];
    const zero = field.presence === 'required' || field.always ? zeroOf(schema) : undefined;
    const fallback = marked ?? zero;
    return this.referring(this.typeOf(schema, values), {
      ...this.saidOf(definition, name),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(retains ? { 'x-kubernetes-patch-strategy': 'retainKeys' } : {}),
    });
  }

  /** A type with what is said beside it: version 3 has nothing beside a reference. */
  private referring(type: Draft, beside: Draft): Draft {
    if (type.$ref === undefined || this.prefix === '#/definitions/' || isEmpty(beside))
      return { ...beside, ...type };
    return { ...beside, allOf: [type] };
  }

  /** A type inside a list or a map, where nothing may be null. */
  private item(type: Draft, zero: Json | undefined): Draft {
    return zero === undefined ? type : this.referring(type, { default: zero });
  }

  private saidOf(definition: string, field: string): Draft {
    return textOf(this.descriptions.member(definition, field)?.text);
  }

  private typeOf(of: Schema, values?: readonly string[]): Draft {
    const schema = resolve(of);
    switch (schema.kind) {
      case 'object':
        return this.add(schema);
      case 'array': {
        const items = this.item(this.typeOf(schema.items, values), zeroOf(resolve(schema.items)));
        return { type: 'array', items, ...listExtensions(schema) };
      }
      case 'map':
        return {
          type: 'object',
          additionalProperties: this.item(
            this.typeOf(schema.values),
            zeroOf(resolve(schema.values)),
          ),
          ...(schema.atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
        };
      default:
        return this.scalar(schema.kind, schema.values ?? values);
    }
  }

  private scalar(kind: ScalarKind, values: readonly string[] | undefined): Draft {
    const inline = scalars[kind];
    if (inline) return values ? { ...inline, enum: [...values] } : { ...inline };
    const [name, definition] = named[kind] ?? ['', {}];
    const own = this.prefix === '#/definitions/' ? plain(definition) : definition;
    this.found.set(name, { ...textOf(this.descriptions.of(name)), ...own });
    return this.reference(name);
  }

  /** A definition of the machinery that no kind declares. */
  private machinery(name: string, fields: { readonly [name: string]: Draft }): Draft {
    const properties = Object.entries(fields).map(([field, type]) => [
      field,
      { ...this.saidOf(name, field), ...type },
    ]);
    return {
      ...textOf(this.descriptions.of(name)),
      type: 'object',
      properties: Object.fromEntries(properties),
    };
  }
}

function textOf(description: string | undefined): Draft {
  return description === undefined || description === '' ? {} : { description };
}

function isEmpty(draft: Draft): boolean {
  return Object.keys(draft).length === 0;
}

const scalars: { readonly [K in ScalarKind]?: Draft } = {
  string: { type: 'string' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  double: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  bytes: { type: 'string', format: 'byte' },
};

const machinery = 'io.k8s.apimachinery.pkg';
const listMeta = `${machinery}.apis.meta.v1.ListMeta`;
const listMetaFields = {
  continue: { type: 'string' },
  remainingItemCount: { type: 'integer', format: 'int64' },
  resourceVersion: { type: 'string' },
  selfLink: { type: 'string' },
};

/** Scalars that have a definition of their own. */
const named: { readonly [K in ScalarKind]?: readonly [string, Draft] } = {
  time: [`${machinery}.apis.meta.v1.Time`, { type: 'string', format: 'date-time' }],
  microTime: [`${machinery}.apis.meta.v1.MicroTime`, { type: 'string', format: 'date-time' }],
  quantity: [
    `${machinery}.api.resource.Quantity`,
    { oneOf: [{ type: 'string' }, { type: 'number' }] },
  ],
  intOrString: [
    `${machinery}.util.intstr.IntOrString`,
    { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
  ],
  any: [`${machinery}.runtime.RawExtension`, { type: 'object' }],
  fields: [`${machinery}.apis.meta.v1.FieldsV1`, { type: 'object' }],
};

/** Version 2 has no `oneOf`: a quantity and an int-or-string are strings there. */
function plain(definition: Draft): Draft {
  const { oneOf, ...rest } = definition;
  return oneOf === undefined ? rest : { type: 'string', ...rest };
}

function listExtensions({ merge }: ArraySchema): Draft {
  const strategies = [merge.patch, merge.retainKeys && 'retainKeys'].filter(Boolean);
  return {
    ...(merge.list ? { 'x-kubernetes-list-type': merge.list } : {}),
    ...(merge.mapKeys ? { 'x-kubernetes-list-map-keys': [...merge.mapKeys] } : {}),
    ...(strategies.length > 0 ? { 'x-kubernetes-patch-strategy': strategies.join(',') } : {}),
    ...(merge.mergeKey ? { 'x-kubernetes-patch-merge-key': merge.mergeKey } : {}),
  };
}
