import type { JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { kindName } from '../kinds.ts';
import { annotated, lastApplied, lastAppliedOf } from '../last-applied.ts';
import { type Manifest, readManifests, requireFiles } from '../manifest.ts';
import { compactJson } from '../print/json.ts';
import { listOf, newPrintState, parseOutput } from '../print/output.ts';
import { validateFlag } from '../shared-flags.ts';
import { threeWayPatch } from '../three-way.ts';
import { type Call, usageOf, type Verb } from '../verb.ts';
import { notHere } from './not-here.ts';
import { viewLastApplied } from './view-last-applied.ts';

/** `kubectl apply`, client-side. Follows k8s.io/kubectl/pkg/cmd/apply. */
export const apply: Verb = {
  name: 'apply',
  short: 'Apply a configuration to a resource by file name or stdin',
  long: `Apply a configuration to a resource by file name or stdin. The resource name must be specified. This resource will be created if it doesn't exist yet. To use 'apply', always create the resource initially with either 'apply' or 'create --save-config'.

 JSON and YAML formats are accepted.`,
  examples: `  # Apply the configuration in pod.json to a pod
  kubectl apply -f ./pod.json

  # Apply the JSON passed into stdin to a pod
  cat pod.json | kubectl apply -f -`,
  subcommands: [
    notHere(
      'apply edit-last-applied',
      'Edit latest last-applied-configuration annotations of a resource/object',
    ),
    notHere(
      'apply set-last-applied',
      'Set the last-applied-configuration annotation on a live object to match the contents of a file',
    ),
    viewLastApplied,
  ],
  usage: 'apply (-f FILENAME | -k DIRECTORY) [options]',
  flags: [
    dryRunFlag,
    flag('-f, --filename=[]', 'The files that contain the configurations to apply.'),
    flag(
      "--field-manager='kubectl-client-side-apply'",
      'Name of the manager used to track field ownership.',
    ),
    flag(
      "-o, --output=''",
      'Output format. One of: (json, yaml, name, jsonpath, jsonpath-as-json, jsonpath-file).',
    ),
    flag(
      '--overwrite=true',
      'Automatically resolve conflicts between the modified and live configuration by using values from the modified configuration',
    ),
    flag('-R, --recursive=false', 'Process the directory used in -f, --filename recursively.'),
    flag(
      '--show-managed-fields=false',
      'If true, keep the managedFields when printing objects in JSON or YAML format.',
    ),
    validateFlag,
    ...[
      "-k, --kustomize=''",
      "-l, --selector=''",
      '--force=false',
      '--prune=false',
      '--server-side=false',
      '--force-conflicts=false',
      "--cascade='background'",
      '--grace-period=-1',
      '--all=false',
      '--wait=false',
      '--timeout=0s',
      '--openapi-patch=true',
      '--prune-allowlist=[]',
      "--subresource=''",
      "--template=''",
    ].map((notation) => flag(notation, '', { isRefused: true })),
  ],
  run(call) {
    const { args } = call;
    if (args.words.length > 0)
      throw new KubectlError(`Unexpected args: [${args.words.join(' ')}]\n${usageOf(call)}`);
    requireFiles(call);
    const { manifests, failures } = readManifests(call);
    if (manifests.length === 0 && failures.length === 0)
      throw new KubectlError('no objects passed to apply');
    const done: JsonObject[] = [];
    const own = attempt(manifests, (manifest) => {
      const { object, operation } = applyOne(call, manifest);
      if (args.text('output') === '') say(call, manifest, operation);
      else done.push(object);
    });
    if (done.length > 0) printAll(call, done);
    throwAll([...failures, ...own]);
    return 0;
  },
};

/** `fieldValidation` of a request. Throws KubectlError. */
export function fieldValidation({ args }: Pick<Call, 'args'>): string {
  const text = args.text('validate');
  if (['strict', 'true', ''].includes(text)) return 'Strict';
  if (text === 'warn') return 'Warn';
  if (['ignore', 'false'].includes(text)) return 'Ignore';
  throw new KubectlError(
    `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}

/** Says `pod/web created`. */
export function say(call: Call, manifest: Manifest, operation: string): void {
  const { suffix } = dryRunOf(call.args);
  call.out(`${kindName(manifest.resource)}/${manifest.name} ${operation}${suffix}\n`);
}

/** Prints objects in the form of `-o`: one as itself, several as a List. */
export function printAll(call: Call, objects: readonly JsonObject[]): void {
  const { args, files, kinds } = call;
  const output = parseOutput(args.text('output'), {
    files,
    resourceOf: (object) => kinds.ofManifest(String(object.apiVersion), String(object.kind)),
    headers: true,
    managedFields: args.is('show-managed-fields'),
    isForOneObject: true,
  });
  if (output.form !== 'objects') return;
  const [first] = objects;
  call.out(output.print(objects.length === 1 && first ? first : listOf(objects), newPrintState()));
}

function applyOne(
  call: Call,
  manifest: Manifest,
): { readonly object: JsonObject; readonly operation: string } {
  const { cluster, args } = call;
  const { resource, namespace, name, source } = manifest;
  if (name === '')
    throw new KubectlError(
      `error when retrieving current configuration of:\nResource: ${resourceText(manifest)}\nName: "", Namespace: ${JSON.stringify(namespace)}\nfrom server for: ${JSON.stringify(source)}: resource name may not be empty`,
    );
  const modified = annotated(manifest.object);
  const live = cluster.find(resource, namespace, name);
  const dryRun = dryRunOf(args);
  const query = {
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
    ...dryRun.query,
  };
  if (!live) {
    if (dryRun.mode === 'client') return { object: modified, operation: 'created' };
    const object = doing(`error when creating ${JSON.stringify(source)}`, () =>
      cluster.request('POST', pathOf(resource, namespace), { query, body: modified }),
    );
    return { object, operation: 'created' };
  }
  const patch = patchFor(call, manifest, modified, live);
  if (Object.keys(patch).length === 0) return { object: live, operation: 'unchanged' };
  if (dryRun.mode === 'client') return { object: modified, operation: 'configured' };
  const context = `error when applying patch:\n${compactJson(patch)}\nto:\nResource: ${resourceText(manifest)}\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}\nfor: ${JSON.stringify(source)}: error when patching ${JSON.stringify(source)}`;
  const object = doing(context, () =>
    cluster.patch(pathOf(resource, namespace, name), 'strategic-merge', patch, query),
  );
  return { object, operation: 'configured' };
}

function patchFor(
  call: Call,
  manifest: Manifest,
  modified: JsonObject,
  live: JsonObject,
): JsonObject {
  const original = lastAppliedOf(live);
  if (original === undefined) {
    const { resource, name } = manifest;
    call.err(
      `Warning: resource ${resource.plural}/${name} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
    );
  }
  return threeWayPatch(original ?? {}, modified, live, manifest.resource.schema);
}

/** The file that was applied last, without the annotation. */

function resourceText({ resource }: Manifest): string {
  const { group, version, plural, kind } = resource;
  const place = `${group === '' ? '' : group}/${version}`;
  return `"${place}, Resource=${plural}", GroupVersionKind: "${place}, Kind=${kind}"`;
}

/** Runs a request; its failure says what was being done. */
export function doing<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof StatusFailure ? error.while(what) : error;
  }
}
