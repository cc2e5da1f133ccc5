import type { JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { annotated } from '../last-applied.ts';
import { type Manifest, readManifests, requireFiles } from '../manifest.ts';
import { resultPrinter } from '../result.ts';
import {
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  saveConfigFlag,
  selectorFlag,
  validateFlag,
} from '../shared-flags.ts';
import { type Call, type Outcome, usageOf, type Verb } from '../verb.ts';
import { doing, fieldValidation } from '../while-doing.ts';
import { generators } from './create/index.ts';
import { type EditWork, goOnEditing, startEditing } from './edit/session.ts';
import { sendRaw } from './raw.ts';

/** `kubectl create`. Follows k8s.io/kubectl/pkg/cmd/create. */
export const create: Verb = {
  name: 'create',
  short: 'Create a resource from a file or from stdin',
  long: `Create a resource from a file or from stdin.

 JSON and YAML formats are accepted.`,
  examples: `  # Create a pod using the data in pod.json
  kubectl create -f ./pod.json

  # Create a pod based on the JSON passed into stdin
  cat pod.json | kubectl create -f -

  # Edit the data in registry.yaml in JSON then create the resource using the edited data
  kubectl create -f registry.yaml --edit -o json`,
  usage: 'create -f FILENAME [options]',
  flags: [
    dryRunFlag,
    flag('--edit=false', 'Edit the API resource before creating'),
    fieldManagerFlag('kubectl-create'),
    ...filenameFlags('Filename, directory, or URL to files to use to create the resource'),
    ...printFlags,
    flag(
      "--raw=''",
      'Raw URI to POST to the server.  Uses the transport specified by the kubeconfig file.',
    ),
    saveConfigFlag,
    selectorFlag,
    validateFlag,
    flag(
      '--windows-line-endings=false',
      'Only relevant if --edit=true. Defaults to the line ending native to your platform.',
    ),
  ],
  subcommands: generators,
  run(call) {
    const { args } = call;
    if (args.words.length > 0)
      throw new KubectlError(`Unexpected args: [${args.words.join(' ')}]\n${usageOf(call)}`);
    dryRunOf(args);
    fieldValidation(call);
    const print = resultPrinter(call);
    requireFiles(call);
    if (args.text('raw') !== '') return createRaw(call);
    if (args.is('edit')) return editBeforeCreation(call);
    const { manifests, failures } = readManifests(call);
    if (manifests.length === 0 && failures.length === 0)
      throw new KubectlError('no objects passed to create');
    const own = attempt(manifests, (manifest) => {
      print(manifest.resource, createOne(call, manifest), 'created');
    });
    throwAll([...failures, ...own]);
    return 0;
  },
  // The work is what an edit left.
  resume: (work, call) => goOnEditing(call, work as unknown as EditWork),
};

function editBeforeCreation(call: Call): Outcome {
  const { manifests, failures } = readManifests(call);
  throwAll(failures);
  return startEditing(
    call,
    'create',
    manifests.map(({ object }) => object),
  );
}

function createOne(call: Call, { resource, namespace, object, source }: Manifest): JsonObject {
  const { args, cluster } = call;
  const dryRun = dryRunOf(args);
  const body = args.is('save-config') ? annotated(object) : object;
  if (dryRun.mode === 'client') return body;
  const query = {
    ...dryRun.query,
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  return doing(`error when creating ${JSON.stringify(source)}`, () =>
    cluster.request('POST', pathOf(resource, namespace), { query, body }),
  );
}

function createRaw(call: Call): number {
  const { args } = call;
  const files = args.list('filename');
  const [file = ''] = files;
  if (args.is('edit')) throw new KubectlError('--raw and --edit are mutually exclusive');
  if (files.length !== 1) throw new KubectlError('--raw can only use a single local file or stdin');
  if (/^https?:\/\//.test(file)) throw new KubectlError('--raw cannot read from a url');
  if (args.is('recursive')) throw new KubectlError('--raw and --recursive are mutually exclusive');
  if (args.text('selector') !== '')
    throw new KubectlError('--raw and --selector (-l) are mutually exclusive');
  if (args.text('output') !== '')
    throw new KubectlError('--raw and --output are mutually exclusive');
  return sendRaw(call, 'POST', args.text('raw'), file);
}
