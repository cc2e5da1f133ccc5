import { deepEqual, isObject, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { KubectlError, StatusFailure } from '../../failure.ts';
import { pluralName } from '../../kinds.ts';
import { annotated, lastApplied } from '../../last-applied.ts';
import type { Manifest } from '../../manifest.ts';
import { compactJson } from '../../print/json.ts';
import { type ResultPrinter, resultPrinter } from '../../result.ts';
import { threeWayPatch } from '../../three-way.ts';
import type { Call } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';
import { type EditMode, type Reason, withoutManagers } from './text.ts';

/** What the server made of edited objects. */
export interface Submission {
  /** How many could not be stored for a reason that may pass. */
  readonly retried: number;
  /** How many are no longer there. */
  readonly missing: number;
  /** Why others are invalid. */
  readonly reasons: readonly Reason[];
}

/** Sends edited objects. Throws KubectlError and StatusFailure for what ends the edit. */
export function submit(
  call: Call,
  mode: EditMode,
  originals: readonly JsonObject[],
  manifests: readonly Manifest[],
): Submission {
  const print = resultPrinter(call);
  let [retried, missing] = [0, 0];
  const reasons: Reason[] = [];
  for (const manifest of manifests) {
    const failure = submitOne(call, mode, originals, manifest, print);
    if (!failure) continue;
    const title = `${pluralName(manifest.resource)} ${JSON.stringify(manifest.name)}`;
    if (failure.reason === 'Invalid') {
      const causes = failure.status.details?.causes ?? [];
      const other = causes.map(({ field, message }) => `${field ?? ''}: ${message}`);
      reasons.push({ head: `${title} was not valid`, other });
      call.err(`error: ${title} is invalid\n`);
    } else if (failure.reason === 'NotFound') {
      missing += 1;
      call.err(`error: ${title} could not be found on the server\n`);
    } else {
      retried += 1;
      call.err(`error: ${title} could not be patched: ${failure.message}\n`);
    }
  }
  return { retried, missing, reasons };
}

/** Sends one object; a refusal of an edited one is returned. */
function submitOne(
  call: Call,
  mode: EditMode,
  originals: readonly JsonObject[],
  manifest: Manifest,
  print: ResultPrinter,
): StatusFailure | undefined {
  const { resource, object } = manifest;
  if (mode === 'create') {
    print(resource, created(call, manifest), 'created');
    return undefined;
  }
  const original = originals.find((one) => uidOf(one) === uidOf(object));
  if (!original) throw new KubectlError(`no original object found for ${manifest.name}`);
  const before = withoutManagers(original);
  if (deepEqual(before, object)) {
    print(resource, object, 'skipped');
    return undefined;
  }
  if (mode === 'apply') {
    rewriteAnnotation(call, manifest);
    print(resource, object, 'edited');
    return undefined;
  }
  checkIdentity(before, object);
  const wanted = call.args.is('save-config') ? annotated(object) : object;
  const patch = threeWayPatch(before, wanted, before, resource.schema);
  if (call.args.is('output-patch')) call.out(`Patch: ${compactJson(patch)}\n`);
  try {
    const path = pathOf(
      resource,
      manifest.namespace,
      manifest.name,
      call.args.text('subresource') || undefined,
    );
    const patched = call.cluster.patch(path, 'strategic-merge', patch, queryOf(call));
    print(resource, patched, 'edited');
    return undefined;
  } catch (error) {
    if (error instanceof StatusFailure) return error;
    throw error;
  }
}

function created(call: Call, { resource, namespace, object }: Manifest): JsonObject {
  const body = call.args.is('save-config') ? annotated(object) : object;
  return call.cluster.request('POST', pathOf(resource, namespace), { query: queryOf(call), body });
}

function rewriteAnnotation(call: Call, { resource, namespace, name, object }: Manifest): void {
  const text = `${compactJson(object)}\n`;
  const patch = { metadata: { annotations: { [lastApplied]: text } } };
  call.cluster.patch(pathOf(resource, namespace, name), 'merge', patch, queryOf(call));
}

function queryOf(call: Call): { readonly [name: string]: string } {
  return {
    fieldManager: call.args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
}

function checkIdentity(before: JsonObject, after: JsonObject): void {
  const nameIn = ({ metadata }: JsonObject): unknown =>
    isObject(metadata) ? metadata.name : undefined;
  const isSame =
    before.apiVersion === after.apiVersion &&
    before.kind === after.kind &&
    nameIn(before) === nameIn(after);
  if (!isSame) throw new KubectlError('At least one of apiVersion, kind and name was changed');
}

function uidOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata.uid ?? '') : '';
}
