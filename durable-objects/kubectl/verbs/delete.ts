import type { Resource } from '../../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { kindName } from '../kinds.ts';
import { readManifests } from '../manifest.ts';
import { requireWords, selected } from '../selected.ts';
import { parseTargets } from '../targets.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../verb.ts';
import { doing } from './apply.ts';

/** `kubectl delete`. Follows k8s.io/kubectl/pkg/cmd/delete. */
export const deleteVerb: Verb = {
  name: 'delete',
  short:
    'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  long: `Delete resources by file names, stdin, resources and names, or by resources and label selector.

 JSON and YAML formats are accepted. Only one type of argument may be specified: file names, resources and names, or resources and label selector.`,
  examples: `  # Delete a pod using the type and name specified in pod.json
  kubectl delete -f ./pod.json

  # Delete pods and services with same names "baz" and "foo"
  kubectl delete pod,service baz foo

  # Delete pods and services with label name=myLabel
  kubectl delete pods,services -l name=myLabel

  # Force delete a pod on a dead node
  kubectl delete pod foo --force

  # Delete all pods
  kubectl delete pods --all`,
  usage: 'delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]',
  flags: [
    flag('--all=false', 'Delete all resources, in the namespace of the specified resource types.'),
    flag(
      '-A, --all-namespaces=false',
      'If present, list the requested object(s) across all namespaces.',
    ),
    flag(
      "--cascade='background'",
      'Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents.',
      { whenBare: 'background' },
    ),
    dryRunFlag,
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.",
    ),
    flag('-f, --filename=[]', 'containing the resource to delete.'),
    flag(
      '--force=false',
      'If true, immediately remove resources from API and bypass graceful deletion.',
    ),
    flag(
      '--grace-period=-1',
      'Period of time in seconds given to the resource to terminate gracefully. Ignored if negative.',
    ),
    flag(
      '--ignore-not-found=false',
      'Treat "resource not found" as a successful delete. Defaults to "true" when --all is specified.',
    ),
    flag(
      '--now=false',
      'If true, resources are signaled for immediate shutdown (same as --grace-period=1).',
    ),
    flag("-o, --output=''", 'Output mode. Use "-o name" for shorter output (resource/name).'),
    flag('-R, --recursive=false', 'Process the directory used in -f, --filename recursively.'),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    flag(
      '--timeout=0s',
      'The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object',
    ),
    flag(
      '--wait=true',
      'If true, wait for resources to be gone before returning. This waits for finalizers.',
    ),
    flag('-i, --interactive=false', '', { isRefused: true }),
    flag("-k, --kustomize=''", '', { isRefused: true }),
    flag("--raw=''", '', { isRefused: true }),
  ],
  run,
  resume: (work, call) => {
    // The work is what run left.
    const left = work as unknown as DeleteWork;
    return waitGone(call, left);
  },
};

interface Doomed {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  /** The file it was named in. */
  readonly source?: string;
}

interface DeleteWork {
  readonly left: readonly { readonly path: string; readonly uid: string; readonly title: string }[];
  readonly failures: readonly string[];
  readonly until?: number;
}

function run(call: Call): Outcome {
  const { args } = call;
  requireWords(call);
  const output = args.text('output');
  if (output !== '' && output !== 'name')
    throw new KubectlError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  const grace = gracePeriod(call);
  const { doomed, failures } = doomedOf(call);
  const left: { path: string; uid: string; title: string }[] = [];
  const own = attempt(doomed, (one) => {
    const gone = deleteOne(call, one, grace);
    if (gone !== undefined) left.push(gone);
  });
  const all = [...failures, ...own].filter((error) => !isIgnored(call, error));
  if (doomed.length === 0 && all.length === 0) call.out('No resources found\n');
  throwAll(all);
  if (!args.is('wait') || dryRunOf(args).mode !== 'none') return 0;
  const timeout = args.duration('timeout');
  const until = timeout > 0 ? { until: call.awake + timeout } : {};
  return waitGone(call, { left, failures: [], ...until });
}

/** Seconds of grace to ask for; also says what `--force` means. */
function gracePeriod(call: Call): number | undefined {
  const { args } = call;
  const asked = args.is('now') ? 1 : args.number('grace-period');
  if (args.is('now') && args.has('grace-period'))
    throw new KubectlError('--now and --grace-period cannot be specified together');
  if (!args.is('force')) return asked < 0 ? undefined : Math.max(asked, 1);
  if (asked > 0)
    throw new KubectlError(
      '--force and --grace-period greater than 0 cannot be specified together',
    );
  call.err(
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
  );
  return 0;
}

function doomedOf(call: Call): { doomed: readonly Doomed[]; failures: readonly Error[] } {
  const { args, kinds, namespace, cluster } = call;
  if (args.list('filename').length > 0) {
    const { manifests, failures } = readManifests(call);
    return { doomed: manifests, failures };
  }
  const selector = args.text('selector');
  const fields = args.text('field-selector');
  const isMany = args.is('all') || selector !== '' || fields !== '';
  if (args.is('all') && selector !== '')
    throw new KubectlError('cannot set --all and --selector at the same time');
  const doomed: Doomed[] = [];
  const failures = attempt(parseTargets(args.words, kinds), ({ resource, names }) => {
    if (names.length > 0 && isMany)
      throw new KubectlError('name cannot be provided when a selector is specified');
    const place = resource.namespaced ? namespace : '';
    if (!resource.namespaced && call.hasNamespaceFlag)
      call.err(
        'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n',
      );
    for (const name of names) doomed.push({ resource, namespace: place, name });
    if (names.length > 0) return;
    if (!isMany) throw new KubectlError('resource(s) were provided, but no name was specified');
    const list = cluster.list(resource, args.is('all-namespaces') ? '' : place, {
      labelSelector: selector || undefined,
      fieldSelector: fields || undefined,
    });
    doomed.push(...list.items.map((item) => selected(resource, item)));
  });
  return { doomed, failures };
}

function deleteOne(
  call: Call,
  { resource, namespace, name, source }: Doomed,
  grace: number | undefined,
): { path: string; uid: string; title: string } | undefined {
  const { args, cluster } = call;
  const path = pathOf(resource, namespace, name);
  const dryRun = dryRunOf(args);
  const request = (): JsonObject =>
    cluster.request('DELETE', path, {
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: propagation(args.text('cascade')),
        ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
        ...(dryRun.mode === 'server' ? { dryRun: ['All'] } : {}),
      },
    });
  const answer =
    dryRun.mode === 'client'
      ? cluster.get(resource, namespace, name)
      : source === undefined
        ? request()
        : doing(`error when deleting ${JSON.stringify(source)}`, request);
  if (args.text('output') === 'name') call.out(`${kindName(resource)}/${name}\n`);
  else {
    const how = args.is('force') ? 'force deleted' : 'deleted';
    const from = namespace === '' ? '' : ` from ${namespace} namespace`;
    call.out(`${kindName(resource)} "${name}" ${how}${from}${dryRun.suffix}\n`);
  }
  return { path, uid: uidOf(answer), title: `${resource.plural}/${name}` };
}

function propagation(cascade: string): string {
  switch (cascade) {
    case 'background':
    case 'true':
      return 'Background';
    case 'foreground':
      return 'Foreground';
    case 'orphan':
    case 'false':
      return 'Orphan';
    default:
      throw new KubectlError(
        `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
      );
  }
}

/** The deleted object's, from the object itself or from the Status about it. */
function uidOf(answer: JsonObject): string {
  const about = answer.kind === 'Status' ? answer.details : answer.metadata;
  return isObject(about) ? String(about.uid ?? '') : '';
}

/** Waits until each is gone, or another of its name has come. */
function waitGone(call: Call, { until, ...work }: DeleteWork): Outcome {
  const left = work.left.filter(({ path, uid }) => isThere(call, path, uid));
  const [first] = left;
  if (!first) return 0;
  if (until !== undefined && call.awake >= until)
    throw new KubectlError(`timed out waiting for the condition on ${first.title}`);
  const next: DeleteWork = { ...work, left, ...(until === undefined ? {} : { until }) };
  return whenChanged(next as unknown as Json, until);
}

function isThere({ cluster }: Call, path: string, uid: string): boolean {
  try {
    const found = cluster.request('GET', path);
    return uid === '' || uidOf(found) === uid;
  } catch (error) {
    if (error instanceof StatusFailure && error.reason === 'NotFound') return false;
    throw error;
  }
}

function isIgnored({ args }: Call, error: Error): boolean {
  const ignores = args.is('ignore-not-found') || args.is('all');
  return ignores && error instanceof StatusFailure && error.reason === 'NotFound';
}
