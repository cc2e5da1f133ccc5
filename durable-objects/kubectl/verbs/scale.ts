import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { failureText, isFailure, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { requireFlags } from '../required.ts';
import { resultPrinter } from '../result.ts';
import { type Selected, selected, selectObjects } from '../selected.ts';
import { filenameFlags, printFlags, selectorFlag } from '../shared-flags.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../verb.ts';

/** `kubectl scale`. Follows k8s.io/kubectl/pkg/cmd/scale. */
export const scale: Verb = {
  name: 'scale',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  long: `Set a new size for a deployment, replica set, replication controller, or stateful set.

 Scale also allows users to specify one or more preconditions for the scale action.

 If --current-replicas or --resource-version is specified, it is validated before the scale is attempted, and it is guaranteed that the precondition holds true when the scale is sent to the server.`,
  examples: `  # Scale a replica set named 'foo' to 3
  kubectl scale --replicas=3 rs/foo

  # Scale a resource identified by type and name specified in "foo.yaml" to 3
  kubectl scale --replicas=3 -f foo.yaml

  # If the deployment named mysql's current size is 2, scale mysql to 3
  kubectl scale --current-replicas=2 --replicas=3 deployment/mysql

  # Scale multiple replication controllers
  kubectl scale --replicas=5 rc/example1 rc/example2 rc/example3

  # Scale stateful set named 'web' to 3
  kubectl scale --replicas=3 statefulset/web`,
  usage:
    'scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]',
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types'),
    flag(
      '--current-replicas=-1',
      'Precondition for current size. Requires that the current size of the resource match this value in order to scale. -1 (default) for no condition.',
    ),
    dryRunFlag,
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to set a new size',
    ),
    ...printFlags,
    flag('--replicas=0', 'The new desired number of replicas. Required.'),
    flag(
      "--resource-version=''",
      'Precondition for resource version. Requires that the current resource version match this value in order to scale.',
    ),
    selectorFlag,
    flag(
      '--timeout=0s',
      "The length of time to wait before giving up on a scale operation, zero means don't wait. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).",
    ),
  ],
  run(call) {
    const { args } = call;
    requireFlags(call, ['replicas']);
    dryRunOf(args);
    resultPrinter(call);
    if (args.number('replicas') < 0)
      throw new KubectlError(
        'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      );
    if (args.number('current-replicas') < -1)
      throw new KubectlError('The --current-replicas must specify an integer of -1 or greater');
    const { objects, failures } = selectObjects(call);
    if (args.text('resource-version') !== '' && objects.length > 1)
      throw new KubectlError('cannot use --resource-version with multiple resources');
    if (objects.length === 0) {
      throwAll(failures);
      throw new KubectlError('no objects passed to scale');
    }
    return goOn(call, { next: 0, objects, complaint: complaintOf(failures) });
  },
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as ScaleWork),
};

/** Objects are scaled one after the other; with `--timeout` each is waited for. Plain JSON. */
interface ScaleWork {
  readonly next: number;
  readonly objects: readonly Selected[];
  /** What is said at the end of objects that were not found. */
  readonly complaint: string;
  /** Set while the object is waited for, in awake milliseconds. */
  readonly until?: number;
}

function goOn(call: Call, work: ScaleWork): Outcome {
  const { args, kinds } = call;
  const print = resultPrinter(call);
  for (let at = work.next; at < work.objects.length; at += 1) {
    const one = work.objects[at];
    // What was kept as JSON has lost its kind's functions.
    const resource =
      one && kinds.ofManifest(String(one.object.apiVersion), String(one.object.kind));
    if (!one || !resource) continue;
    const target = selected(resource, one.object);
    const isWaiting = at === work.next && work.until !== undefined;
    if (!isWaiting) scaleOne(call, target);
    const timeout = dryRunOf(args).mode === 'none' ? args.duration('timeout') : 0;
    if (timeout > 0 && !isScaled(call, target)) {
      const until = isWaiting ? (work.until ?? 0) : call.awake + timeout;
      if (call.awake >= until) throw new KubectlError('timed out waiting for the condition');
      const left = { ...work, objects: work.objects, next: at, until };
      return whenChanged(JSON.parse(JSON.stringify(bare(left))), until);
    }
    print(resource, one.object, 'scaled');
  }
  call.err(work.complaint);
  return work.complaint === '' ? 0 : 1;
}

function complaintOf(failures: readonly Error[]): string {
  try {
    throwAll(failures);
    return '';
  } catch (error) {
    if (!isFailure(error)) throw error;
    return failureText(error);
  }
}

/** Without the resources, which are no JSON. */
function bare(work: ScaleWork): Json {
  const objects = work.objects.map(({ namespace, name, object }) => ({ namespace, name, object }));
  return { ...work, objects } as unknown as Json;
}

function scaleOne(call: Call, { resource, namespace, name }: Selected): void {
  const { args, cluster } = call;
  const dryRun = dryRunOf(args);
  if (dryRun.mode === 'client') return;
  const path = pathOf(resource, namespace, name, 'scale');
  const replicas = args.number('replicas');
  if (args.number('current-replicas') === -1 && args.text('resource-version') === '') {
    cluster.patch(path, 'merge', { spec: { replicas } }, dryRun.query);
    return;
  }
  const current = cluster.request('GET', path);
  checkPreconditions(call, current);
  const spec = isObject(current.spec) ? current.spec : {};
  const body = { ...current, spec: { ...spec, replicas } };
  cluster.request('PUT', path, { query: dryRun.query, body });
}

function checkPreconditions({ args }: Call, current: JsonObject): void {
  const spec = isObject(current.spec) ? current.spec : {};
  const metadata = isObject(current.metadata) ? current.metadata : {};
  const wanted = args.number('current-replicas');
  const found = Number(spec.replicas ?? 0);
  if (wanted !== -1 && wanted !== found)
    throw new KubectlError(`Expected replicas to be ${wanted}, was ${found}`);
  const version = args.text('resource-version');
  if (version !== '' && version !== String(metadata.resourceVersion))
    throw new KubectlError(
      `Expected resource version to be ${version}, was ${String(metadata.resourceVersion)}`,
    );
}

/** Somebody else may have asked for another size meanwhile: that ends the wait too. */
function isScaled({ args, cluster }: Call, { resource, namespace, name }: Selected): boolean {
  const current = cluster.request('GET', pathOf(resource, namespace, name, 'scale'));
  const spec = isObject(current.spec) ? current.spec : {};
  const status = isObject(current.status) ? current.status : {};
  const wanted = args.number('replicas');
  const asked = Number(spec.replicas ?? 0);
  return asked !== wanted || Number(status.replicas ?? 0) === wanted;
}
