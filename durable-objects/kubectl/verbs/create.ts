import type { JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { annotated } from '../last-applied.ts';
import { type Manifest, readManifests } from '../manifest.ts';
import { type Call, usageOf, type Verb } from '../verb.ts';
import { doing, fieldValidation, printAll, say, validateFlag } from './apply.ts';
import { notHere } from './not-here.ts';

/** Not here yet. */
const generators: readonly (readonly [name: string, short: string])[] = [
  ['clusterrole', 'Create a cluster role'],
  ['clusterrolebinding', 'Create a cluster role binding for a particular cluster role'],
  ['configmap', 'Create a config map from a local file, directory or literal value'],
  ['cronjob', 'Create a cron job with the specified name'],
  ['deployment', 'Create a deployment with the specified name'],
  ['ingress', 'Create an ingress with the specified name'],
  ['job', 'Create a job with the specified name'],
  ['namespace', 'Create a namespace with the specified name'],
  ['poddisruptionbudget', 'Create a pod disruption budget with the specified name'],
  ['priorityclass', 'Create a priority class with the specified name'],
  ['quota', 'Create a quota with the specified name'],
  ['role', 'Create a role with single rule'],
  ['rolebinding', 'Create a role binding for a particular role or cluster role'],
  ['secret', 'Create a secret using a specified subcommand'],
  ['service', 'Create a service using a specified subcommand'],
  ['serviceaccount', 'Create a service account with the specified name'],
  ['token', 'Request a service account token'],
];

/** `kubectl create -f`. */
export const create: Verb = {
  name: 'create',
  short: 'Create a resource from a file or from stdin',
  long: 'Create a resource from a file or from stdin.\n\n JSON and YAML formats are accepted.',
  examples: `  # Create a pod using the data in pod.json
  kubectl create -f ./pod.json

  # Create a pod based on the JSON passed into stdin
  cat pod.json | kubectl create -f -`,
  usage: 'create -f FILENAME [options]',
  flags: [
    dryRunFlag,
    flag("--field-manager='kubectl-create'", 'Name of the manager used to track field ownership.'),
    flag('-f, --filename=[]', 'Filename, directory, or URL to files to use to create the resource'),
    flag(
      "-o, --output=''",
      'Output format. One of: (json, yaml, name, jsonpath, jsonpath-as-json, jsonpath-file).',
    ),
    flag('-R, --recursive=false', 'Process the directory used in -f, --filename recursively.'),
    flag(
      '--save-config=false',
      'If true, the configuration of current object will be saved in its annotation.',
    ),
    flag(
      '--show-managed-fields=false',
      'If true, keep the managedFields when printing objects in JSON or YAML format.',
    ),
    validateFlag,
    ...[
      '--edit=false',
      "-k, --kustomize=''",
      "--raw=''",
      "-l, --selector=''",
      "--template=''",
      '--windows-line-endings=false',
    ].map((notation) => flag(notation, '', { isRefused: true })),
  ],
  subcommands: generators.map(([name, short]) => notHere(`create ${name}`, short)),
  run(call) {
    const { args } = call;
    if (args.words.length > 0)
      throw new KubectlError(`Unexpected args: [${args.words.join(' ')}]\n${usageOf(call)}`);
    if (args.list('filename').length === 0) throw new KubectlError('must specify one of -f and -k');
    const { manifests, failures } = readManifests(call);
    if (manifests.length === 0 && failures.length === 0)
      throw new KubectlError('no objects passed to create');
    const done: JsonObject[] = [];
    const own = attempt(manifests, (manifest) => {
      const object = createOne(call, manifest);
      if (args.text('output') === '') say(call, named(manifest, object), 'created');
      else done.push(object);
    });
    if (done.length > 0) printAll(call, done);
    throwAll([...failures, ...own]);
    return 0;
  },
};

function createOne(call: Call, { resource, namespace, object, source }: Manifest): JsonObject {
  const { args, cluster } = call;
  const dryRun = dryRunOf(args);
  const body = args.is('save-config') ? annotated(object) : object;
  if (dryRun.mode === 'client') return body;
  const query = {
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
    ...dryRun.query,
  };
  return doing(`error when creating ${JSON.stringify(source)}`, () =>
    cluster.request('POST', pathOf(resource, namespace), { query, body }),
  );
}

/** The name that the server gave, for objects with generateName. */
function named(manifest: Manifest, object: JsonObject): Manifest {
  const { metadata } = object;
  const name =
    typeof metadata === 'object' && metadata !== null && 'name' in metadata ? metadata.name : '';
  return { ...manifest, name: String(name ?? '') };
}
