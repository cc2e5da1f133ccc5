import type { Resource } from '../../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { goneWork, type WaitGone, waitGone } from '../gone.ts';
import { kindName } from '../kinds.ts';
import { type Named, namedObjects } from '../selected.ts';
import { filenameFlags, selectorFlag } from '../shared-flags.ts';
import type { Call, Outcome, Verb } from '../verb.ts';
import { doing } from '../while-doing.ts';
import { sendRaw } from './raw.ts';

/** `kubectl delete`. Follows k8s.io/kubectl/pkg/cmd/delete. */
export const deleteVerb: Verb = {
  name: 'delete',
  short:
    'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  long: `Delete resources by file names, stdin, resources and names, or by resources and label selector.

 JSON and YAML formats are accepted. Only one type of argument may be specified: file names, resources and names, or resources and label selector.

 Some resources, such as pods, support graceful deletion. These resources define a default period before they are forcibly terminated (the grace period) but you may override that value with the --grace-period flag, or pass --now to set a grace-period of 1. Because these resources often represent entities in the cluster, deletion may not be acknowledged immediately. If the node hosting a pod is down or cannot reach the API server, termination may take significantly longer than the grace period. To force delete a resource, you must specify the --force flag. Note: only a subset of resources support graceful deletion. In absence of the support, the --grace-period flag is ignored.

 IMPORTANT: Force deleting pods does not wait for confirmation that the pod's processes have been terminated, which can leave those processes running until the node detects the deletion and completes graceful deletion. If your processes use shared storage or talk to a remote API and depend on the name of the pod to identify themselves, force deleting those pods may result in multiple processes running on different machines using the same identification which may lead to data corruption or inconsistency. Only force delete pods when you are sure the pod is terminated, or if your application can tolerate multiple copies of the same pod running at once. Also, if you force delete pods, the scheduler may place new pods on those nodes before the node has released those resources and causing those pods to be evicted immediately.

 Note that the delete command does NOT do resource version checks, so if someone submits an update to a resource right when you submit a delete, their update will be lost along with the rest of the resource.

 After a CustomResourceDefinition is deleted, invalidation of discovery cache may take up to 6 hours. If you don't want to wait, you might want to run "kubectl api-resources" to refresh the discovery cache.`,
  examples: `  # Delete a pod using the type and name specified in pod.json
  kubectl delete -f ./pod.json

  # Delete resources from a directory containing kustomization.yaml - e.g. dir/kustomization.yaml
  kubectl delete -k dir

  # Delete resources from all files that end with '.json'
  kubectl delete -f '*.json'

  # Delete a pod based on the type and name in the JSON passed into stdin
  cat pod.json | kubectl delete -f -

  # Delete pods and services with same names "baz" and "foo"
  kubectl delete pod,service baz foo

  # Delete pods and services with label name=myLabel
  kubectl delete pods,services -l name=myLabel

  # Delete a pod with minimal delay
  kubectl delete pod foo --now

  # Force delete a pod on a dead node
  kubectl delete pod foo --force

  # Delete all pods
  kubectl delete pods --all

  # Delete all pods only if the user confirms the deletion
  kubectl delete pods --all --interactive`,
  usage: 'delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]',
  flags: [
    flag('--all=false', 'Delete all resources, in the namespace of the specified resource types.'),
    flag(
      '-A, --all-namespaces=false',
      'If present, list the requested object(s) across all namespaces. Namespace in current context is ignored even if specified with --namespace.',
    ),
    flag(
      "--cascade='background'",
      'Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.',
    ),
    dryRunFlag,
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
    ),
    ...filenameFlags('containing the resource to delete.'),
    flag(
      '--force=false',
      'If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.',
    ),
    flag(
      '--grace-period=-1',
      'Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).',
    ),
    flag(
      '--ignore-not-found=false',
      'Treat "resource not found" as a successful delete. Defaults to "true" when --all is specified.',
    ),
    flag('-i, --interactive=false', 'If true, delete resource only when user confirms.'),
    flag(
      '--now=false',
      'If true, resources are signaled for immediate shutdown (same as --grace-period=1).',
    ),
    flag("-o, --output=''", 'Output mode. Use "-o name" for shorter output (resource/name).'),
    flag(
      "--raw=''",
      'Raw URI to DELETE to the server.  Uses the transport specified by the kubeconfig file.',
    ),
    selectorFlag,
    flag(
      '--timeout=0s',
      'The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object',
    ),
    flag(
      '--wait=true',
      'If true, wait for resources to be gone before returning. This waits for finalizers.',
    ),
  ],
  run(call) {
    const { args } = call;
    const cascade = propagation(call);
    const grace = gracePeriod(call);
    dryRunOf(args);
    if (args.text('raw') !== '') {
      check(call, grace);
      return deleteRaw(call);
    }
    const { objects, failures } = namedObjects(call);
    check(call, grace);
    const how = { cascade, grace };
    if (!args.is('interactive')) return deleteAll(call, objects, failures, how);
    throwAll(failures);
    if (objects.length === 0) {
      call.out('No resources found\n');
      return 0;
    }
    call.out(
      `You are about to delete the following ${objects.length} resource(s):\n${objects.map(({ resource, name }) => `${kindName(resource)}/${name}\n`).join('')}Do you want to continue? (y/N): `,
    );
    const asked = { typed: '', objects: objects.map((one) => ({ ...one, resource: null })) };
    return confirm(call, {
      ...how,
      ...asked,
      kinds: objects.map(({ resource }) => idOf(resource)),
    });
  },
  // The work is what run left.
  resume: (work, call) =>
    isObject(work) && 'typed' in work
      ? confirm(call, work as unknown as Confirming)
      : waitGone(call, work as unknown as WaitGone),
};

interface How {
  readonly cascade: string;
  /** Seconds; -1: as the object says. */
  readonly grace: number;
}

/** A question that has not been answered, plain JSON. */
interface Confirming extends How {
  readonly typed: string;
  readonly objects: readonly Omit<Named, 'resource'>[];
  /** The objects' kinds. */
  readonly kinds: readonly string[];
}

function confirm(call: Call, work: Confirming): Outcome {
  let { typed } = work;
  let isOver = false;
  for (;;) {
    const bytes = call.read();
    if (bytes === undefined) isOver = true;
    if (bytes === undefined || bytes === '') break;
    typed += bytes;
  }
  const [, line] = /^([^\n]*)\n/.exec(isOver ? `${typed}\n` : typed) ?? [];
  if (line === undefined && !isOver)
    return { work: { ...work, typed } as unknown as Json, waits: [{ for: 'stdin' }] };
  if (line?.trim().toLowerCase() !== 'y') {
    call.out('deletion is cancelled\n');
    return 0;
  }
  const objects = work.objects.flatMap((one, i) => {
    const resource = call.kinds.all.find((known) => idOf(known) === work.kinds[i]);
    return resource ? [{ ...one, resource }] : [];
  });
  return deleteAll(call, objects, [], work);
}

function idOf({ plural, version, group }: Resource): string {
  return `${plural}.${version}.${group}`;
}

function gracePeriod({ args }: Call): number {
  let grace = args.number('grace-period');
  if (args.is('now')) {
    if (grace !== -1)
      throw new KubectlError('--now and --grace-period cannot be specified together');
    grace = 1;
  }
  if (grace === 0 && !args.is('force')) return 1;
  return args.is('force') && grace < 0 ? 0 : grace;
}

function check(call: Call, grace: number): void {
  const { args } = call;
  const output = args.text('output');
  if (output !== '' && output !== 'name')
    throw new KubectlError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  if (args.is('all') && args.text('selector') !== '')
    throw new KubectlError('cannot set --all and --selector at the same time');
  if (args.is('all') && args.text('field-selector') !== '')
    throw new KubectlError('cannot set --all and --field-selector at the same time');
  if (!args.is('force')) return;
  if (grace > 0)
    throw new KubectlError(
      '--force and --grace-period greater than 0 cannot be specified together',
    );
  call.err(
    'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
  );
}

function deleteAll(
  call: Call,
  objects: readonly Named[],
  failures: readonly Error[],
  how: How,
): Outcome {
  const { args } = call;
  const isOutside = call.hasNamespaceFlag && !args.is('all-namespaces');
  if (isOutside && objects.some(({ resource }) => !resource.namespaced))
    call.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
  const left: { path: string; uid: string; title: string }[] = [];
  const own = attempt(objects, (one) => {
    left.push(deleteOne(call, one, how));
  });
  throwAll([...failures, ...own].filter((error) => !isIgnored(call, error)));
  if (objects.length === 0) call.out('No resources found\n');
  if (!args.is('wait') || dryRunOf(args).mode !== 'none') return 0;
  return waitGone(call, goneWork(call, left, args.duration('timeout')));
}

/** Deletes an object, or pretends to, and says so. */
export function deleteOne(
  call: Call,
  { resource, namespace, name, source }: Named,
  { cascade, grace }: How,
): { readonly path: string; readonly uid: string; readonly title: string } {
  const { args, cluster } = call;
  const path = pathOf(resource, namespace, name);
  const dryRun = dryRunOf(args);
  const request = (): JsonObject =>
    cluster.request('DELETE', path, {
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
        propagationPolicy: cascade,
        ...(dryRun.mode === 'server' ? { dryRun: ['All'] } : {}),
      },
    });
  const answer =
    dryRun.mode === 'client'
      ? {}
      : source === undefined
        ? request()
        : doing(`error when deleting ${JSON.stringify(source)}`, request);
  if (args.text('output') === 'name') call.out(`${kindName(resource)}/${name}\n`);
  else {
    const deleted = grace === 0 ? 'force deleted' : 'deleted';
    const from = resource.namespaced ? ` from ${namespace} namespace` : '';
    call.out(`${kindName(resource)} "${name}" ${deleted}${from}${dryRun.suffix}\n`);
  }
  return { path, uid: uidOf(answer), title: `${resource.plural}/${name}` };
}

/** The deleted object's, from the object itself or from the Status about it. */
function uidOf(answer: JsonObject): string {
  const about = answer.kind === 'Status' ? answer.details : answer.metadata;
  return isObject(about) ? String(about.uid ?? '') : '';
}

/** `--cascade` as the API says it. Throws KubectlError. */
export function propagation(call: Call): string {
  const cascade = call.args.text('cascade');
  const isBool = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(cascade);
  if (isBool) {
    const isTrue = /^(1|t)/i.test(cascade);
    call.err(
      isTrue
        ? `warning: --cascade=${cascade} is deprecated (boolean value) and can be replaced with --cascade=background.\n`
        : `warning: --cascade=${cascade} is deprecated (boolean value) and can be replaced with --cascade=orphan.\n`,
    );
    return isTrue ? 'Background' : 'Orphan';
  }
  const known: Readonly<Record<string, string>> = {
    background: 'Background',
    foreground: 'Foreground',
    orphan: 'Orphan',
  };
  const found = known[cascade];
  if (found !== undefined) return found;
  throw new KubectlError(
    `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
  );
}

function isIgnored({ args }: Call, error: Error): boolean {
  const isMany =
    args.is('all') || args.text('selector') !== '' || args.text('field-selector') !== '';
  const ignores = args.has('ignore-not-found') ? args.is('ignore-not-found') : isMany;
  return ignores && error instanceof StatusFailure && error.reason === 'NotFound';
}

function deleteRaw(call: Call): number {
  const { args } = call;
  const files = args.list('filename');
  if (args.is('interactive')) throw new KubectlError('--interactive can not be used with --raw');
  if (files.length > 1) throw new KubectlError('--raw can only use a single local file or stdin');
  if (files.some((file) => /^https?:\/\//.test(file)))
    throw new KubectlError('--raw cannot read from a url');
  if (args.is('recursive')) throw new KubectlError('--raw and --recursive are mutually exclusive');
  if (args.text('output') !== '')
    throw new KubectlError('--raw and --output are mutually exclusive');
  return sendRaw(call, 'DELETE', args.text('raw'), files[0]);
}
