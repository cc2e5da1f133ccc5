import { isConditionTrue } from '../api/apiextensions/customresourcedefinition/conditions.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionVersion,
} from '../api/apiextensions/customresourcedefinition/schema.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import { defineResource, type Resource, type ScaleMapping } from '../apimachinery/resource.ts';
import type { ObjectSchema } from '../apimachinery/schema.ts';
import type { Frozen, JsonObject } from '../lib/json.ts';
import { setAt, valueAt } from '../structural/field-path.ts';
import type { JSONSchemaProps } from '../structural/json-schema-props.ts';
import { toSchema } from '../structural/to-schema.ts';
import { asServed } from './conversion.ts';
import { customResourceStrategy } from './strategy.ts';
import { customResourceTable } from './table.ts';

type Definition = Frozen<CustomResourceDefinition>;
type Version = Frozen<CustomResourceDefinitionVersion>;

/** What may be done with instances while their definition is on its way out. */
const terminatingVerbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/**
 * The resource that a definition makes: the handle of the first version that is served, with those
 * of the others as its siblings. All versions share one place in the store.
 */
export function customResource(definition: Definition): Resource | undefined {
  const [first, ...siblings] = definition.spec.versions
    .filter(({ served }) => served)
    .map((version) => versionResource(definition, version));
  return first && withSiblings(first, siblings);
}

const families = new WeakMap<Resource, Resource>();

/** The same handle for the same versions. */
function withSiblings(first: Resource, siblings: readonly Resource[]): Resource {
  const known = families.get(first);
  const isSame = known?.siblings?.length === siblings.length;
  if (isSame && known.siblings?.every((one, i) => one === siblings[i])) return known;
  const family = { ...first, siblings };
  families.set(first, family);
  return family;
}

/** Handles by the parts that they are made of: a new status makes no new handle. */
const handles = new WeakMap<Version, { readonly key: string; readonly resource: Resource }>();

function versionResource(definition: Definition, version: Version): Resource {
  const { spec, status } = definition;
  const isTerminating =
    isConditionTrue(definition, 'Terminating') ||
    definition.metadata.deletionTimestamp !== undefined;
  const key = JSON.stringify([spec.group, spec.scope, status.acceptedNames, isTerminating]);
  const known = handles.get(version);
  if (known?.key === key) return known.resource;
  const resource = makeResource(definition, version, isTerminating);
  handles.set(version, { key, resource });
  return resource;
}

function makeResource(definition: Definition, version: Version, isTerminating: boolean): Resource {
  const { group, scope } = definition.spec;
  const { kind, plural, singular, listKind, shortNames, categories } =
    definition.status.acceptedNames;
  // What is built from a schema only reads it.
  const props = (version.schema?.openAPIV3Schema ?? { type: 'object' }) as JSONSchemaProps;
  const schema = toSchema(props, definitionName(group, version.name, kind), true);
  const apiVersion = `${group}/${version.name}`;
  const { status, scale } = version.subresources ?? {};
  return {
    ...defineResource<KubeObject>({
      group,
      version: version.name,
      kind,
      plural,
      ...(singular ? { singular } : {}),
      shortNames: shortNames ?? [],
      categories: categories ?? [],
      namespaced: scope === 'Namespaced',
      // Objects of this schema have what every object has.
      schema: schema as ObjectSchema<KubeObject>,
      strategy: customResourceStrategy(props, {
        hasStatus: status !== undefined,
        ...(scale ? { scale } : {}),
      }),
      table: customResourceTable(version.additionalPrinterColumns ?? []),
      subresources: {
        ...(status ? { status: true as const } : {}),
        ...(scale ? { scale: scaleMapping(scale) } : {}),
      },
      selectable: Object.fromEntries(
        (version.selectableFields ?? []).map(({ jsonPath }) => [
          jsonPath.replace(/^\./, ''),
          (object: Frozen<KubeObject>) => textAt(object, jsonPath),
        ]),
      ),
      ...(isTerminating ? { verbs: terminatingVerbs } : {}),
    }),
    ...(listKind ? { listKind } : {}),
    ...(version.deprecated ? { deprecation: deprecationOf(definition, version) } : {}),
    asServed: asServed(apiVersion, schema, props),
    openapi: props as JsonObject,
  };
}

/** `com.example.stable.v1.CronTab`: as definitions are called in OpenAPI. */
function definitionName(group: string, version: string, kind: string): string {
  return [...group.split('.').reverse(), version, kind].join('.');
}

function textAt(object: Frozen<KubeObject>, path: string): string {
  const value = valueAt(object, path);
  return value === undefined || value === null ? '' : String(value);
}

function scaleMapping(scale: {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}): ScaleMapping<KubeObject> {
  const numberAt = (object: Frozen<KubeObject>, path: string): number => {
    const value = valueAt(object, path);
    return typeof value === 'number' ? value : 0;
  };
  return {
    replicasPath: scale.specReplicasPath.split('.').filter((name) => name !== ''),
    read: (object) => ({
      replicas: numberAt(object, scale.specReplicasPath),
      statusReplicas: numberAt(object, scale.statusReplicasPath),
      selector: scale.labelSelectorPath ? textAt(object, scale.labelSelectorPath) : '',
    }),
    write(draft, replicas) {
      setAt(draft as unknown as { [name: string]: unknown }, scale.specReplicasPath, replicas);
    },
  };
}

/** What every answer about a deprecated version warns of. */
function deprecationOf({ spec, status }: Definition, version: Version): string {
  if (version.deprecationWarning !== undefined) return version.deprecationWarning;
  const { kind } = status.acceptedNames;
  const better = spec.versions.find(({ served, deprecated }) => served && !deprecated);
  const instead = better ? `; use ${spec.group}/${better.name} ${kind}` : '';
  return `${spec.group}/${version.name} ${kind} is deprecated${instead}`;
}
