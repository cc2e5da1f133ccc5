import { parse, YAMLParseError } from 'yaml';
import { applyJsonPatch, JsonPatchError } from '../../apimachinery/patch/json.ts';
import { mergePatch } from '../../apimachinery/patch/merge.ts';
import { strategicMergePatch } from '../../apimachinery/patch/strategic.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import { deepEqual, isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { type ResultPrinter, resultPrinter } from '../result.ts';
import { localObjects, type Selected, selectObjects } from '../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags } from '../shared-flags.ts';
import type { Call, Verb } from '../verb.ts';
import { yamlMessage } from '../yaml-message.ts';

/** `kubectl patch`. Follows k8s.io/kubectl/pkg/cmd/patch. */
export const patch: Verb = {
  name: 'patch',
  short: 'Update fields of a resource',
  long: `Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON patch.

 JSON and YAML formats are accepted.

 Note: Strategic merge patch is not supported for custom resources.`,
  examples: `  # Partially update a node using a strategic merge patch, specifying the patch as JSON
  kubectl patch node k8s-node-1 -p '{"spec":{"unschedulable":true}}'

  # Partially update a node using a strategic merge patch, specifying the patch as YAML
  kubectl patch node k8s-node-1 -p $'spec:\\n unschedulable: true'

  # Partially update a node identified by the type and name specified in "node.json" using strategic merge patch
  kubectl patch -f node.json -p '{"spec":{"unschedulable":true}}'

  # Update a container's image; spec.containers[*].name is required because it's a merge key
  kubectl patch pod valid-pod -p '{"spec":{"containers":[{"name":"kubernetes-serve-hostname","image":"new image"}]}}'

  # Update a container's image using a JSON patch with positional arrays
  kubectl patch pod valid-pod --type='json' -p='[{"op": "replace", "path": "/spec/containers/0/image", "value":"new image"}]'

  # Update a deployment's replicas through the 'scale' subresource using a merge patch
  kubectl patch deployment nginx-deployment --subresource='scale' --type='merge' -p '{"spec":{"replicas":2}}'`,
  usage: 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]',
  flags: [
    dryRunFlag,
    fieldManagerFlag('kubectl-patch'),
    ...filenameFlags('Filename, directory, or URL to files identifying the resource to update'),
    flag(
      '--local=false',
      'If true, patch will operate on the content of the file, not the server-side resource.',
    ),
    ...printFlags,
    flag("-p, --patch=''", 'The patch to be applied to the resource JSON file.'),
    flag("--patch-file=''", 'A file containing a patch to be applied to the resource.'),
    flag(
      "--subresource=''",
      'If specified, patch will operate on the subresource of the requested object.',
    ),
    flag("--type='strategic'", 'The type of patch being provided; one of [json merge strategic]'),
  ],
  run(call) {
    const { args } = call;
    dryRunOf(args);
    const printer = (): ResultPrinter => resultPrinter(call, false, false);
    printer();
    check(call);
    const text = jsonTextOf(call);
    const { objects, failures } = args.is('local') ? localObjects(call) : selectObjects(call);
    const own = attempt(objects, (object) => patchOne(call, object, text, printer()));
    throwAll([...failures, ...own]);
    if (objects.length === 0) throw new KubectlError('no objects passed to patch');
    return 0;
  },
};

const types = ['json', 'merge', 'strategic'];

function check({ args }: Call): void {
  const [patchText, file, type] = ['patch', 'patch-file', 'type'].map((name) => args.text(name));
  if (patchText && file) throw new KubectlError('cannot specify --patch and --patch-file together');
  if (!patchText && !file)
    throw new KubectlError(
      'must specify --patch or --patch-file containing the contents of the patch',
    );
  if (args.is('local') && args.words.length > 0)
    throw new KubectlError('cannot specify --local and server resources');
  if (args.is('local') && dryRunOf(args).mode === 'server')
    throw new KubectlError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
  if (type && !types.includes(type.toLowerCase()))
    throw new KubectlError(`--type must be one of [json merge strategic], not "${type}"`);
}

/** The patch as JSON; what begins as JSON goes to the server as it is. */
function jsonTextOf(call: Call): string {
  const { args } = call;
  const text = args.text('patch-file') === '' ? args.text('patch') : fileText(call);
  if (/^\s*\{/.test(text)) return text;
  try {
    return JSON.stringify(parse(text, { version: '1.1' }) ?? null);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new KubectlError(
      `unable to parse ${JSON.stringify(args.text('patch'))}: yaml: ${yamlMessage(error, text)}`,
    );
  }
}

function fileText({ args, files }: Call): string {
  try {
    return files.read(args.text('patch-file'));
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`unable to read patch file: ${error.message}`);
  }
}

function patchOne(call: Call, selected: Selected, text: string, print: ResultPrinter): void {
  const { args, cluster } = call;
  const { resource, namespace, name, object } = selected;
  const { mode, query } = dryRunOf(args);
  const type = args.text('type').toLowerCase() || 'strategic';
  if (args.is('local') || mode === 'client') {
    const patched = patchedHere(selected, type, text);
    print(resource, patched, operation(object, patched));
    return;
  }
  const subresource = args.text('subresource') || undefined;
  const contentType = `application/${type === 'strategic' ? 'strategic-merge' : type}-patch+json`;
  const request = (): JsonObject =>
    cluster.request('PATCH', pathOf(resource, namespace, name, subresource), {
      query: { ...query, fieldManager: args.text('field-manager') },
      contentType,
      bodyText: text,
    });
  const patched = supported(contentType, selected, request);
  print(resource, patched, operation(object, patched));
}

function supported(type: string, { resource }: Selected, request: () => JsonObject): JsonObject {
  try {
    return request();
  } catch (error) {
    if (!(error instanceof StatusFailure) || error.reason !== 'UnsupportedMediaType') throw error;
    const { group, version, kind } = resource;
    throw new KubectlError(
      `${type} is not supported by ${group}/${version}, Kind=${kind}: ${error.message}`,
    );
  }
}

function operation(before: JsonObject, after: JsonObject): string {
  return deepEqual(before, after) ? 'patched (no change)' : 'patched';
}

function patchedHere({ object, resource }: Selected, type: string, text: string): JsonObject {
  try {
    const patch = JSON.parse(text) as Json;
    const patched =
      type === 'json'
        ? applyJsonPatch(object, Array.isArray(patch) ? patch : [])
        : type === 'merge'
          ? mergePatch(object, patch)
          : strategicMergePatch(object, isObject(patch) ? patch : {}, resource.schema);
    return isObject(patched) ? patched : object;
  } catch (error) {
    if (error instanceof JsonPatchError || error instanceof StatusError)
      throw new KubectlError(error.message);
    if (error instanceof SyntaxError) throw new KubectlError('Invalid JSON Patch');
    throw error;
  }
}
