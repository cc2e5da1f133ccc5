import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError, StatusFailure } from '../../failure.ts';
import { annotated, lastApplied, lastAppliedOf } from '../../last-applied.ts';
import type { Manifest } from '../../manifest.ts';
import { compactJson } from '../../print/json.ts';
import { threeWayMergePatch, threeWayPatch } from '../../three-way.ts';
import type { Call } from '../../verb.ts';
import { doing, fieldValidation } from '../../while-doing.ts';
import { propagation } from '../delete.ts';

/** What became of an object; or that it has been deleted and is to be made anew (`--force`). */
export type Applied =
  | { readonly object: JsonObject; readonly operation: string }
  | { readonly recreation: Recreation };

/** An object that is deleted to be made anew, plain JSON. */
export interface Recreation {
  /** What was there: it comes back when the new one is refused. */
  readonly original: JsonObject;
  /** In awake milliseconds; null: as long as it takes. */
  readonly until: number | null;
}

/** Applies an object the client's way: by a patch made of three versions. */
export function applyOne(call: Call, manifest: Manifest): Applied {
  const { cluster, args } = call;
  const { resource, namespace, name, source, object } = manifest;
  const place = `Name: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}`;
  requireName(manifest);
  const modified = annotated(object);
  const live = doing(
    `error when retrieving current configuration of:\nResource: ${resourceText(manifest)}\n${place}\nfrom server for: ${JSON.stringify(source)}`,
    () => cluster.find(resource, namespace, name),
  );
  const dryRun = dryRunOf(args);
  const query = {
    ...dryRun.query,
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  if (!live) {
    const body = withoutNulls(modified) as JsonObject;
    if (dryRun.mode === 'client') return { object: body, operation: 'created' };
    const made = doing(`error when creating ${JSON.stringify(source)}`, () =>
      cluster.request('POST', pathOf(resource, namespace), { query, body }),
    );
    return { object: made, operation: 'created' };
  }
  if (dryRun.mode === 'client') return { object: live, operation: 'configured' };
  warnOfMissing(call, manifest, live);
  const patch = patchOf(call, manifest, modified, live);
  if (Object.keys(patch).length === 0) {
    warnIfDeleting(call, manifest, live);
    return { object: live, operation: 'unchanged' };
  }
  try {
    const path = pathOf(resource, namespace, name);
    const patched = cluster.patch(path, patchType(manifest), patch, query);
    warnIfDeleting(call, manifest, patched);
    return { object: patched, operation: 'configured' };
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    if (args.is('force') && ['Invalid', 'Conflict'].includes(error.reason))
      return startRecreation(call, manifest, live);
    throw error.while(
      `error when applying patch:\n${compactJson(patch)}\nto:\nResource: ${resourceText(manifest)}\n${place}\nfor: ${JSON.stringify(source)}: error when patching ${JSON.stringify(source)}`,
    );
  }
}

/** The patch that makes the live object what the file says. Throws KubectlError. */
export function patchOf(
  _call: Call,
  { resource }: Manifest,
  modified: JsonObject,
  live: JsonObject,
): JsonObject {
  const original = lastAppliedOf(live) ?? {};
  const { schema } = resource;
  return schema.loose
    ? threeWayMergePatch(original, modified, live)
    : threeWayPatch(original, modified, live, schema);
}

/** Objects that customers defined know no strategic merge. */
export function patchType({ resource }: Manifest): 'strategic-merge' | 'merge' {
  return resource.schema.loose ? 'merge' : 'strategic-merge';
}

/** Throws KubectlError. */
export function refuseGeneratedName({ object, name }: Manifest): void {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const generated = String(metadata.generateName ?? '');
  if (name === '' && generated !== '')
    throw new KubectlError(`from ${generated}: cannot use generate name with apply`);
}

function requireName(manifest: Manifest): void {
  refuseGeneratedName(manifest);
  const { name, namespace, source } = manifest;
  if (name !== '') return;
  throw new KubectlError(
    `error when retrieving current configuration of:\nResource: ${resourceText(manifest)}\nName: "", Namespace: ${JSON.stringify(namespace)}\nfrom server for: ${JSON.stringify(source)}: resource name may not be empty`,
  );
}

function warnOfMissing(call: Call, { resource, name }: Manifest, live: JsonObject): void {
  const metadata = isObject(live.metadata) ? live.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  if (annotations[lastApplied] !== undefined) return;
  call.err(
    `Warning: resource ${resource.plural}/${name} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
  );
}

/** Says that what was changed is about to go. */
export function warnIfDeleting(
  call: Call,
  { resource, name }: Manifest,
  { metadata }: JsonObject,
): void {
  if (isObject(metadata) && metadata.deletionTimestamp !== undefined)
    call.err(
      `Warning: Detected changes to resource ${resource.plural}/${name} which is currently being deleted.\n`,
    );
}

function startRecreation(call: Call, manifest: Manifest, original: JsonObject): Applied {
  const { cluster, args } = call;
  const { resource, namespace, name } = manifest;
  const grace = args.number('grace-period');
  cluster.request('DELETE', pathOf(resource, namespace, name), {
    body: {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
      propagationPolicy: propagation(call),
    },
  });
  const timeout = args.duration('timeout');
  const until = timeout > 0 ? call.awake + timeout : null;
  return recreate(call, manifest, { original, until });
}

/** Makes the object anew once the old one has gone. */
export function recreate(call: Call, manifest: Manifest, recreation: Recreation): Applied {
  const { cluster, args } = call;
  const { resource, namespace, name, object } = manifest;
  if (cluster.find(resource, namespace, name)) {
    if (recreation.until !== null && call.awake >= recreation.until)
      throw new KubectlError('timed out waiting for the condition');
    return { recreation };
  }
  const query = {
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  const make = (body: JsonObject): JsonObject =>
    cluster.request('POST', pathOf(resource, namespace), { query, body });
  try {
    return { object: make(annotated(object)), operation: 'configured' };
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    make(withoutVersion(recreation.original));
    throw error;
  }
}

function withoutVersion(object: JsonObject): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { resourceVersion: _version, ...rest } = metadata;
  return { ...object, metadata: rest };
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const result: { [key: string]: Json } = {};
  for (const [key, member] of Object.entries(value))
    if (member !== null && member !== undefined) result[key] = withoutNulls(member);
  return result;
}

function resourceText({ resource }: Pick<Manifest, 'resource'>): string {
  const { group, version, plural, kind } = resource;
  const place = `${group}/${version}`;
  return `"${place}, Resource=${plural}", GroupVersionKind: "${place}, Kind=${kind}"`;
}
