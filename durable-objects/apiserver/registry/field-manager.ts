import {
  type FieldSet,
  leaf,
  pathSet,
  union,
} from '../../apimachinery/managed-fields/field-set.ts';
import {
  capManagers,
  decodeManaged,
  encodeManaged,
  type Managed,
  type ManagedFieldsEntries,
  type Manager,
} from '../../apimachinery/managed-fields/managers.ts';
import {
  managersAfterUpdate,
  type Scope,
  type Versioned,
} from '../../apimachinery/managed-fields/updater.ts';
import type { KubeObject, ObjectMeta } from '../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import type { ObjectSchema } from '../../apimachinery/schema.ts';
import { fromStored, servedResources, toStored } from '../../apimachinery/version.ts';
import { fillZeroValues } from '../../apimachinery/zero-values.ts';
import { formatTime } from '../../lib/instant.ts';
import { deepEqual, type Frozen, freeze, type JsonObject, thaw } from '../../lib/json.ts';
import type { Target, WriteContext } from './write-context.ts';

/** Who writes, and when: what an entry of this write says. */
export type Self = Manager & { readonly time: string };

export function selfOf(
  { manager, now }: WriteContext,
  target: Target,
  operation: Manager['operation'],
): Self {
  return {
    manager: manager === '' ? 'unknown' : manager,
    operation,
    apiVersion: requestVersion(target),
    subresource: target.subresource,
    time: formatTime(now),
  };
}

/** `metadata.managedFields` of a new object. Follows managedfields/internal/fieldmanager.go. */
export function managedFieldsOfNew(
  context: WriteContext,
  target: Target,
  draft: KubeObject,
): ManagedFieldsEntries | undefined {
  const sent = draft.metadata.managedFields;
  const managed = (sent && !isReset(sent) && decodeManaged(sent, false)) || [];
  const { schema, object } = versioned(target, draft);
  const self = selfOf(context, target, 'Update');
  const scope = scopeOf(target);
  const next = managersAfterUpdate(scope, schema, zeroObject(schema), object, managed, self);
  return entriesOf(next ?? managed);
}

/** `metadata.managedFields` of an object that a PUT or a patch changes to `draft`. */
export function managedFieldsOfChanged(
  context: WriteContext,
  target: Target,
  draft: KubeObject,
  existing: Frozen<KubeObject>,
): ManagedFieldsEntries | undefined {
  const stored = existing.metadata.managedFields;
  const managed = sentOrStored(target, draft, stored);
  // What is not tracked is not tracked from now on either, until it is applied.
  if (managed.length === 0) return undefined;
  const live = fromStored(target.resource, existing);
  const [before, after] = [versioned(target, live), versioned(target, draft)];
  const self = selfOf(context, target, 'Update');
  const scope = scopeOf(target);
  const { schema } = after;
  const next = managersAfterUpdate(scope, schema, before.object, after.object, managed, self);
  if (next) return entriesOf(next);
  return managed === decodedOf(stored) ? stored : entriesOf(managed);
}

/** The managers that a write starts from. */
function sentOrStored(
  { subresource }: Target,
  { metadata }: KubeObject,
  stored: ManagedFieldsEntries | undefined,
): readonly Managed[] {
  const sent = metadata.managedFields;
  if (subresource === '' && sent && sent !== stored && !deepEqual(sent, stored)) {
    if (isReset(sent)) return [];
    const managed = decodeManaged(sent, false);
    if (managed && managed.length > 0) return managed;
  }
  return decodedOf(stored);
}

const decoded = new WeakMap<ManagedFieldsEntries, readonly Managed[]>();
const none: readonly Managed[] = [];

/** Of entries that are stored, which never change: decoded once. */
export function decodedOf(stored: ManagedFieldsEntries | undefined): readonly Managed[] {
  if (!stored) return none;
  const known = decoded.get(stored) ?? decodeManaged(stored, true) ?? none;
  decoded.set(stored, known);
  return known;
}

/** Undefined when nobody owns anything. */
export function entriesOf(managed: readonly Managed[]): ManagedFieldsEntries | undefined {
  return managed.length === 0 ? undefined : encodeManaged(capManagers(managed));
}

export function setManagedFields(
  { metadata }: KubeObject,
  entries: ManagedFieldsEntries | undefined,
): void {
  // Frozen, and nothing changes it in place: a draft's metadata takes it as it is.
  if (entries) metadata.managedFields = entries as ObjectMeta['managedFields'] & object;
  else delete metadata.managedFields;
}

/** `[{}]`: the client wants them forgotten. An empty list can't be told from none. */
function isReset(sent: ManagedFieldsEntries): boolean {
  return sent.length === 1 && Object.keys(sent[0] ?? {}).length === 0;
}

function requestVersion({ apiVersion, resource }: Target): string {
  return apiVersion ?? apiVersionOf(resource);
}

/** A stored object in the version of the request. */
export function versioned(target: Target, object: Frozen<KubeObject>): Versioned {
  const from = apiVersionOf(target.resource);
  const found = convert(
    target.resource,
    object as unknown as JsonObject,
    from,
    requestVersion(target),
  );
  return found ?? { schema: target.resource.schema, object: object as unknown as JsonObject };
}

export function scopeOf(target: Target): Scope {
  const { resource, subresource } = target;
  return {
    apiVersion: requestVersion(target),
    reset: resetFields(resource, subresource),
    convert: (object, from, to) => convert(resource, object, from, to),
  };
}

const versions = new WeakMap<Resource, ReadonlyMap<string, Resource>>();

function versionsOf(resource: Resource): ReadonlyMap<string, Resource> {
  let known = versions.get(resource);
  if (!known) {
    known = new Map(servedResources([resource]).map((one) => [apiVersionOf(one), one]));
    versions.set(resource, known);
  }
  return known;
}

function convert(
  resource: Resource,
  object: JsonObject,
  from: string,
  to: string,
): Versioned | undefined {
  const known = versionsOf(resource);
  const target = known.get(to);
  if (resource.asServed) return convertCustom(target ?? resource, object, to);
  const source = known.get(from);
  if (!target || !source) return undefined;
  if (from === to) return { schema: target.schema, object };
  const hub = toStored(source, thaw<KubeObject>(object as unknown as Frozen<KubeObject>));
  const result = target.storedAs ? target.storedAs.fromStored(hub as Frozen<KubeObject>) : hub;
  const fields = result as unknown as JsonObject;
  return { schema: target.schema, object: { ...fields, apiVersion: to } };
}

/** Versions of a custom resource differ in their name alone, whether they are served or not. */
function convertCustom(
  { group, schema }: Resource,
  object: JsonObject,
  to: string,
): Versioned | undefined {
  if (!to.startsWith(`${group}/`)) return undefined;
  return { schema, object: object.apiVersion === to ? object : { ...object, apiVersion: to } };
}

const resets = new WeakMap<Resource, Map<string, FieldSet>>();

function resetFields(resource: Resource, subresource: string): FieldSet {
  const bySubresource = resets.get(resource) ?? new Map<string, FieldSet>();
  resets.set(resource, bySubresource);
  let found = bySubresource.get(subresource);
  if (!found) {
    const own = resource.strategy.resetFields?.[subresource];
    const paths = own ?? usualResets(resource, subresource);
    found = paths.map((path) => pathSet(...path.map((name) => `f:${name}`))).reduce(union, leaf);
    bySubresource.set(subresource, found);
  }
  return found;
}

function usualResets({ subresources }: Resource, subresource: string): readonly string[][] {
  if (subresource === 'status') return [['spec']];
  return subresource === '' && subresources.status ? [['status']] : [];
}

const zeroObjects = new WeakMap<object, JsonObject>();

/** What Go has before anything is decoded: fields of structs that can't be absent. */
function zeroObject(schema: Versioned['schema']): JsonObject {
  let found = zeroObjects.get(schema);
  if (!found) {
    const draft = {};
    fillZeroValues(schema as ObjectSchema<object>, draft);
    found = freeze<JsonObject>(draft);
    zeroObjects.set(schema, found);
  }
  return found;
}
