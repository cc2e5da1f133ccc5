import { formatTime } from '../../lib/instant.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { unifiedDiff } from '../../lib/unified-diff.ts';
import { pathOf } from '../cluster-client.ts';
import { ExitError, isFailure, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { annotated, lastApplied } from '../last-applied.ts';
import { type Manifest, readManifests, requireFiles } from '../manifest.ts';
import { yamlText } from '../print/yaml.ts';
import { fieldManagerFlag, filenameFlags, selectorFlag } from '../shared-flags.ts';
import { type Call, usageOf, type Verb } from '../verb.ts';
import { patchOf, patchType, warnIfDeleting } from './apply/one.ts';
import { serverSideManager } from './apply/server-side.ts';

/** `kubectl diff`. Follows k8s.io/kubectl/pkg/cmd/diff. */
export const diff: Verb = {
  name: 'diff',
  short: 'Diff the live version against a would-be applied version',
  long: `Diff configurations specified by file name or stdin between the current online configuration, and the configuration as it would be if applied.

 The output is always YAML.

 KUBECTL_EXTERNAL_DIFF environment variable can be used to select your own diff command. Users can use external commands with params too, example: KUBECTL_EXTERNAL_DIFF="colordiff -N -u"

 By default, the "diff" command available in your path will be run with the "-u" (unified diff) and "-N" (treat absent files as empty) options.

 Exit status: 0 No differences were found. 1 Differences were found. >1 Kubectl or diff failed with an error.

 Note: KUBECTL_EXTERNAL_DIFF, if used, is expected to follow that convention.`,
  examples: `  # Diff resources included in pod.json
  kubectl diff -f pod.json

  # Diff file read from stdin
  cat service.yaml | kubectl diff -f -`,
  usage: 'diff -f FILENAME [options]',
  flags: [
    flag(
      '--concurrency=1',
      'Number of objects to process in parallel when diffing against the live version. Larger number = faster, but more memory, I/O and CPU over that shorter period of time.',
    ),
    fieldManagerFlag('kubectl-client-side-apply'),
    ...filenameFlags('Filename, directory, or URL to files contains the configuration to diff'),
    flag(
      '--force-conflicts=false',
      'If true, server-side apply will force the changes against conflicts.',
    ),
    flag(
      '--prune=false',
      'Include resources that would be deleted by pruning. Can be used with -l and default shows all resources would be pruned',
    ),
    flag(
      '--prune-allowlist=[]',
      'Overwrite the default allowlist with <group/version/kind> for --prune',
    ),
    selectorFlag,
    flag('--server-side=false', 'If true, apply runs in the server instead of the client.'),
    flag('--show-managed-fields=false', 'If true, include managed fields in the diff.'),
  ],
  run(call) {
    try {
      return compare(call);
    } catch (error) {
      // 1 says that there are differences.
      if (!isFailure(error)) throw error;
      throw new ExitError(error, 2);
    }
  },
};

function compare(call: Call): number {
  const { args } = call;
  if (args.words.length > 0)
    throw new KubectlError(`Unexpected args: [${args.words.join(' ')}]\n${usageOf(call)}`);
  requireFiles(call);
  if (args.is('force-conflicts') && !args.is('server-side'))
    throw new KubectlError('--force-conflicts only works with --server-side');
  if (args.is('prune'))
    throw new KubectlError('kubectl diff --prune is not available in this terminal');
  if (call.env.KUBECTL_EXTERNAL_DIFF)
    throw new KubectlError(
      `failed to run ${JSON.stringify(call.env.KUBECTL_EXTERNAL_DIFF)}: other programs than diff are not available in this terminal`,
    );
  const { manifests, failures } = readManifests(call);
  throwAll(failures.slice(0, 1));
  const pairs = manifests.map((manifest) => ({
    name: fileName(manifest),
    ...sides(call, manifest),
  }));
  const folders = ['LIVE', 'MERGED'].map((name) => `/tmp/${name}-${randomNumber(call)}`);
  const [live = '', merged = ''] = folders;
  const time = `${formatTime(call.now).replace('T', ' ').replace('Z', '')}.000000000 +0000`;
  const sorted = [...pairs].sort((a, b) => (a.name < b.name ? -1 : 1));
  let code = 0;
  for (const { name, before, after } of sorted) {
    const text = unifiedDiff(before, after);
    if (text === '') continue;
    code = 1;
    call.out(
      `diff -u -N ${live}/${name} ${merged}/${name}\n--- ${live}/${name}\t${time}\n+++ ${merged}/${name}\t${time}\n${text}`,
    );
  }
  return code;
}

/** The live object and what it would be, as YAML. */
function sides(
  call: Call,
  manifest: Manifest,
): { readonly before: string; readonly after: string } {
  const { cluster, args } = call;
  const { resource, namespace, name } = manifest;
  const live = cluster.find(resource, namespace, name);
  const after = mergedObject(call, manifest, live);
  if (live) warnIfDeleting(call, manifest, live);
  const shown = (object: JsonObject | undefined): JsonObject | undefined =>
    object && !args.is('show-managed-fields') ? withoutManagers(object) : object;
  const isSecret = resource.group === '' && resource.plural === 'secrets';
  const pair = { before: shown(live), after: shown(after) ?? {} };
  const { before, after: wanted } = isSecret ? masked(pair) : pair;
  return { before: before ? yamlText(before) : '', after: yamlText(wanted) };
}

function mergedObject(call: Call, manifest: Manifest, live: JsonObject | undefined): JsonObject {
  const { cluster, args } = call;
  const { resource, namespace, name, object } = manifest;
  const path = pathOf(resource, namespace, name);
  const isServerSide = args.is('server-side');
  const fieldManager = isServerSide ? serverSideManager(call) : args.text('field-manager');
  const query = { dryRun: 'All', fieldManager };
  if (isServerSide)
    return cluster.request('PATCH', path, {
      query: { ...query, force: String(args.is('force-conflicts')) },
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  if (!live) return cluster.request('POST', pathOf(resource, namespace), { query, body: object });
  const patch = patchOf(call, manifest, withoutText(annotated(object), object), live);
  if (Object.keys(patch).length === 0) return live;
  const metadata = isObject(patch.metadata) ? patch.metadata : {};
  const version = isObject(live.metadata) ? live.metadata.resourceVersion : undefined;
  const locked = { ...patch, metadata: { ...metadata, resourceVersion: version } };
  return cluster.patch(path, patchType(manifest), locked, query);
}

/** The object as it is annotated, without the annotation itself: a diff does not show it. */
function withoutText(annotatedObject: JsonObject, object: JsonObject): JsonObject {
  const metadata = isObject(annotatedObject.metadata) ? annotatedObject.metadata : {};
  const own = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(own.annotations) ? own.annotations : {};
  const { [lastApplied]: _old, ...rest } = annotations;
  return { ...annotatedObject, metadata: { ...metadata, annotations: rest } };
}

function withoutManagers(object: JsonObject): JsonObject {
  if (!isObject(object.metadata)) return object;
  const { managedFields: _managers, ...metadata } = object.metadata;
  return { ...object, metadata };
}

const mask = '***';

/** Secrets show only where they differ. */
function masked({
  before,
  after,
}: {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
}): { readonly before: JsonObject | undefined; readonly after: JsonObject } {
  const [old, fresh] = [dataOf(before), dataOf(after)];
  const hide = (data: JsonObject, other: JsonObject, word: string): JsonObject =>
    Object.fromEntries(
      Object.entries(data).map(([key, value]): [string, Json] => {
        const isChanged = key in other && other[key] !== value;
        return [key, isChanged ? `${mask} (${word})` : mask];
      }),
    );
  return {
    before: before && (old ? { ...before, data: hide(old, fresh ?? {}, 'before') } : before),
    after: fresh ? { ...after, data: hide(fresh, old ?? {}, 'after') } : after,
  };
}

function dataOf(object: JsonObject | undefined): JsonObject | undefined {
  return isObject(object?.data) ? object.data : undefined;
}

/** `apps.v1.Deployment.default.web`. */
function fileName({ resource, namespace, name }: Manifest): string {
  const { group, version, kind } = resource;
  return `${group === '' ? '' : `${group}.`}${version}.${kind}.${namespace}.${name}`;
}

/** The ending of a temporary folder's name. */
function randomNumber(call: Call): string {
  return String(Math.floor(call.random() * 4_000_000_000));
}
