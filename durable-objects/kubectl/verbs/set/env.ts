import { envVarNameErrors } from '../../../apimachinery/names.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { resultPrinter } from '../../result.ts';
import { hasFiles, type Selected } from '../../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags, selectorFlag } from '../../shared-flags.ts';
import { parseTargets } from '../../targets.ts';
import type { Call, Verb } from '../../verb.ts';
import {
  changeObjects,
  matchingContainers,
  setTargets,
  withContainers,
  withPodSpec,
} from './change.ts';
import { listVariables } from './env-list.ts';

/** `kubectl set env`. Follows k8s.io/kubectl/pkg/cmd/set/set_env.go. */
export const setEnv: Verb = {
  name: 'set env',
  short: 'Update environment variables on a pod template',
  long: `Update environment variables on a pod template.

 List environment variable definitions in one or more pods, pod templates. Add, update, or remove container environment variable definitions in one or more pod templates (within replication controllers or deployment configurations). View or modify the environment variable definitions on all containers in the specified pods or pod templates, or just those that match a wildcard.

 If "--env -" is passed, environment variables can be read from STDIN using the standard env syntax.

 Possible resources include (case insensitive):

        pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)`,
  examples: `  # Update deployment 'registry' with a new environment variable
  kubectl set env deployment/registry STORAGE_DIR=/local

  # List the environment variables defined on a deployments 'sample-build'
  kubectl set env deployment/sample-build --list

  # List the environment variables defined on all pods
  kubectl set env pods --all --list

  # Output modified deployment in YAML, and does not alter the object on the server
  kubectl set env deployment/sample-build STORAGE_DIR=/data -o yaml

  # Update all containers in all replication controllers in the project to have ENV=prod
  kubectl set env rc --all ENV=prod

  # Import environment from a secret
  kubectl set env --from=secret/mysecret deployment/myapp

  # Import environment from a config map with a prefix
  kubectl set env --from=configmap/myconfigmap --prefix=MYSQL_ deployment/myapp

  # Import specific keys from a config map
  kubectl set env --keys=my-example-key --from=configmap/myconfigmap deployment/myapp

  # Remove the environment variable ENV from container 'c1' in all deployment configs
  kubectl set env deployments --all --containers="c1" ENV-

  # Remove the environment variable ENV from a deployment definition on disk and
  # update the deployment config on the server
  kubectl set env -f deploy.json ENV-

  # Set some of the local shell environment into a deployment config on the server
  env | grep RAILS_ | kubectl set env -e - deployment/registry`,
  usage: 'set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]',
  flags: [
    flag(
      '--all=false',
      'If true, select all resources in the namespace of the specified resource types',
    ),
    flag(
      "-c, --containers='*'",
      'The names of containers in the selected pod templates to change - may use wildcards',
    ),
    dryRunFlag,
    flag(
      '-e, --env=[]',
      'Specify a key-value pair for an environment variable to set into each container.',
    ),
    fieldManagerFlag('kubectl-set'),
    ...filenameFlags('Filename, directory, or URL to files the resource to update the env'),
    flag("--from=''", 'The name of a resource from which to inject environment variables'),
    flag('--keys=[]', 'Comma-separated list of keys to import from specified resource'),
    flag(
      '--list=false',
      'If true, display the environment and any changes in the standard format. this flag will removed when we have kubectl view env.',
    ),
    flag('--local=false', 'If true, set env will NOT contact api-server but run locally.'),
    ...printFlags,
    flag(
      '--overwrite=true',
      'If true, allow environment to be overwritten, otherwise reject updates that overwrite existing environment.',
    ),
    flag("--prefix=''", 'Prefix to append to variable names'),
    flag('--resolve=false', 'If true, show secret or configmap references when listing variables'),
    selectorFlag,
  ],
  readsInput: ({ words }) => words.includes('-'),
  run(call) {
    const { args } = call;
    if (args.is('all') && args.text('selector') !== '')
      throw new KubectlError('cannot set --all and --selector at the same time');
    const { resources, variables } = splitWords(args.words);
    dryRunOf(args);
    resultPrinter(call, true);
    check(call, resources);
    const parsed = parseVariables(call, [...args.all('env'), ...variables]);
    const prefix = args.text('prefix');
    const set = [...parsed.set, ...importedVariables(call)].map((one) => ({
      ...one,
      name: `${prefix}${String(one.name)}`,
    }));
    const { objects, failures } = setTargets(call, resources);
    if (args.is('list')) throwAll(failures);
    return changeObjects(
      call,
      objects,
      {
        operation: 'env updated',
        failure: 'failed to patch env update to pod template: ',
        change: (selected) => changeEnv(call, selected, set, parsed.remove),
      },
      failures,
    );
  },
};

function isVariable(word: string): boolean {
  return /^(.+)=(.*)$/s.test(word) || word.endsWith('-');
}

function splitWords(words: readonly string[]): {
  readonly resources: readonly string[];
  readonly variables: readonly string[];
} {
  const first = words.findIndex(isVariable);
  if (first < 0) return { resources: words, variables: [] };
  const variables = words.slice(first);
  if (!variables.every(isVariable))
    throw new KubectlError(
      `all resources must be specified before environment changes: ${words.join(' ')}`,
    );
  return { resources: words.slice(0, first), variables };
}

function check(call: Call, resources: readonly string[]): void {
  const { args } = call;
  if (args.is('local') && dryRunOf(args).mode === 'server')
    throw new KubectlError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
  if (!hasFiles(call) && resources.length === 0)
    throw new KubectlError(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    );
  if (args.is('list') && args.text('output') !== '')
    throw new KubectlError('--list and --output may not be specified together');
  if (args.list('keys').length > 0 && args.text('from') === '')
    throw new KubectlError(
      'when specifying --keys, a configmap or secret must be provided with --from',
    );
}

function parseVariables(
  { files }: Call,
  words: readonly string[],
): { readonly set: readonly JsonObject[]; readonly remove: readonly string[] } {
  const set: JsonObject[] = [];
  const remove: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (word === '-') set.push(...variablesIn(files.stdin));
    else if (at >= 0) {
      const name = word.slice(0, at);
      const errors = envVarNameErrors(name);
      if (errors.length > 0)
        throw new KubectlError(
          `${JSON.stringify(name)} is not a valid key name: ${errors.join(';')}`,
        );
      set.push(variable(name, word.slice(at + 1)));
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1));
    else throw new KubectlError(`unknown environment variable: ${word}`);
  }
  if (remove.some((name) => set.some((one) => one.name === name)))
    throw new KubectlError(
      'can not both modify and remove the same environment variable in the same command',
    );
  return { set, remove };
}

function variablesIn(text: string): readonly JsonObject[] {
  return text.split('\n').flatMap((whole) => {
    const line = whole.replace(/#.*$/, '').replace(/\r$/, '');
    const at = line.indexOf('=');
    return at < 0 ? [] : [variable(line.slice(0, at), line.slice(at + 1))];
  });
}

function variable(name: string, value: string): JsonObject {
  return value === '' ? { name } : { name, value };
}

/** `--from`: a variable for each key of a ConfigMap or Secret. */
function importedVariables(call: Call): readonly JsonObject[] {
  const { args, kinds, cluster, namespace } = call;
  const from = args.text('from');
  if (from === '') return [];
  const keys = args.list('keys');
  return parseTargets([from], kinds).flatMap(({ resource, names }) =>
    names.flatMap((name) => {
      const { data } = cluster.get(resource, namespace, name);
      const reference = references[`${resource.plural}.${resource.group}`];
      if (reference === undefined)
        throw new KubectlError('unsupported resource specified in --from');
      return Object.keys(isObject(data) ? data : {})
        .filter((key) => keys.length === 0 || keys.includes(key))
        .map((key) => ({
          name: variableName(call, key),
          valueFrom: { [reference]: { name, key } },
        }));
    }),
  );
}

/** What a variable can take its value from. */
const references: { readonly [resource: string]: string | undefined } = {
  'configmaps.': 'configMapKeyRef',
  'secrets.': 'secretKeyRef',
};

function variableName(call: Call, key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
  if (name !== key) call.err(`Warning: key ${key} transferred to ${name}\n`);
  return name;
}

function changeEnv(
  call: Call,
  selected: Selected,
  set: readonly JsonObject[],
  remove: readonly string[],
): JsonObject | undefined {
  const { args } = call;
  const pattern = args.text('containers');
  const { resource, name } = selected;
  const changed = withPodSpec(selected, (spec) => {
    const names = matchingContainers(spec, pattern);
    if (names.length === 0)
      call.err(
        `Warning: ${resource.kind}/${name} does not have any containers matching ${JSON.stringify(pattern)}\n`,
      );
    const failures: Error[] = [];
    const result = withContainers(spec, (container) => {
      if (!names.includes(String(container.name))) return container;
      const env = updated(args.is('overwrite'), listOf(container.env), set, remove);
      const { env: _old, ...bare } = container;
      const next = env.length === 0 ? bare : { ...bare, env };
      if (args.is('list') && !listVariables(call, selected, next))
        failures.push(new KubectlError('failed to retrieve valueFrom references'));
      return next;
    });
    throwAll(failures.slice(0, 1));
    return result;
  });
  return args.is('list') ? undefined : changed;
}

function updated(
  overwrite: boolean,
  existing: readonly JsonObject[],
  set: readonly JsonObject[],
  remove: readonly string[],
): readonly JsonObject[] {
  if (!overwrite)
    for (const { name, value } of set) {
      const current = existing.find((one) => one.name === name);
      if (current && (current.value ?? '') !== (value ?? ''))
        throw new KubectlError(
          `'${String(name)}' already has a value (${String(current.value ?? '')}), and --overwrite is false`,
        );
    }
  const covered = new Set<Json | undefined>(remove);
  const result: JsonObject[] = [];
  for (const one of existing) {
    if (covered.has(one.name)) continue;
    const newer = set.find(({ name }) => name === one.name);
    if (newer) covered.add(one.name);
    result.push(newer ?? one);
  }
  for (const one of set) {
    if (covered.has(one.name)) continue;
    covered.add(one.name);
    result.push(one);
  }
  return result;
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
