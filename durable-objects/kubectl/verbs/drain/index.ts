import { isObject, type Json } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { isFailure, KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { selectorOrFail } from '../../label-selector.ts';
import { resultPrinter } from '../../result.ts';
import { type Selected, selectObjects } from '../../selected.ts';
import { selectorFlag } from '../../shared-flags.ts';
import { type Call, type Outcome, usageOf, type Verb } from '../../verb.ts';
import { type DrainWork, goOnDraining, startDraining } from './evict.ts';

/** `kubectl cordon`. Follows k8s.io/kubectl/pkg/cmd/drain. */
export const cordon: Verb = {
  name: 'cordon',
  short: 'Mark node as unschedulable',
  long: 'Mark node as unschedulable.',
  examples: `  # Mark node "foo" as unschedulable
  kubectl cordon foo`,
  usage: 'cordon NODE [options]',
  flags: [dryRunFlag, selectorFlag],
  run(call) {
    setUnschedulable(call, nodesOf(call, 'cordon NODE'), true);
    return 0;
  },
};

/** `kubectl uncordon`. */
export const uncordon: Verb = {
  name: 'uncordon',
  short: 'Mark node as schedulable',
  long: 'Mark node as schedulable.',
  examples: `  # Mark node "foo" as schedulable
  kubectl uncordon foo`,
  usage: 'uncordon NODE [options]',
  flags: [dryRunFlag, selectorFlag],
  run(call) {
    setUnschedulable(call, nodesOf(call, 'uncordon NODE'), false);
    return 0;
  },
};

/** `kubectl drain`. */
export const drain: Verb = {
  name: 'drain',
  short: 'Drain node in preparation for maintenance',
  long: `Drain node in preparation for maintenance.

 The given node will be marked unschedulable to prevent new pods from arriving. 'drain' evicts the pods if the API server supports https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ eviction https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ . Otherwise, it will use normal DELETE to delete the pods. The 'drain' evicts or deletes all pods except mirror pods (which cannot be deleted through the API server).  If there are daemon set-managed pods, drain will not proceed without --ignore-daemonsets, and regardless it will not delete any daemon set-managed pods, because those pods would be immediately replaced by the daemon set controller, which ignores unschedulable markings.  If there are any pods that are neither mirror pods nor managed by a replication controller, replica set, daemon set, stateful set, or job, then drain will not delete any pods unless you use --force.  --force will also allow deletion to proceed if the managing resource of one or more pods is missing.

 'drain' waits for graceful termination. You should not operate on the machine until the command completes.

 When you are ready to put the node back into service, use kubectl uncordon, which will make the node schedulable again.

https://kubernetes.io/images/docs/kubectl_drain.svg Workflowhttps://kubernetes.io/images/docs/kubectl_drain.svg`,
  examples: `  # Drain node "foo", even if there are pods not managed by a replication controller, replica set, job, daemon set, or stateful set on it
  kubectl drain foo --force

  # As above, but abort if there are pods not managed by a replication controller, replica set, job, daemon set, or stateful set, and use a grace period of 15 minutes
  kubectl drain foo --grace-period=900`,
  usage: 'drain NODE [options]',
  flags: [
    flag(
      '--chunk-size=500',
      'Return large lists in chunks rather than all at once. Pass 0 to disable.',
    ),
    flag(
      '--delete-emptydir-data=false',
      'Continue even if there are pods using emptyDir (local data that will be deleted when the node is drained).',
    ),
    flag(
      '--disable-eviction=false',
      'Force drain to use delete, even if eviction is supported. This will bypass checking PodDisruptionBudgets, use with caution.',
    ),
    dryRunFlag,
    flag('--force=false', 'Continue even if there are pods that do not declare a controller.'),
    flag(
      '--grace-period=-1',
      'Period of time in seconds given to each pod to terminate gracefully. If negative, the default value specified in the pod will be used.',
    ),
    flag('--ignore-daemonsets=false', 'Ignore DaemonSet-managed pods.'),
    flag("--pod-selector=''", 'Label selector to filter pods on the node'),
    selectorFlag,
    flag(
      '--skip-wait-for-delete-timeout=0',
      'If pod DeletionTimestamp older than N seconds, skip waiting for the pod.  Seconds must be greater than 0 to skip.',
    ),
    flag('--timeout=0s', 'The length of time to wait before giving up, zero means infinite'),
  ],
  run(call): Outcome {
    const nodes = nodesOf(call, 'drain NODE');
    setUnschedulable(call, nodes, true);
    return startDraining(
      call,
      nodes.map(({ name }) => name),
    );
  },
  // The work is what run left.
  resume: (work: Json, call) => goOnDraining(call, work as unknown as DrainWork),
};

function nodesOf(call: Call, use: string): readonly Selected[] {
  const { args } = call;
  if (args.words.length === 0 && !args.has('selector'))
    throw new KubectlError(`USAGE: ${use} [flags]\n${usageOf(call)}`);
  if (args.words.length > 0 && args.text('selector') !== '')
    throw new KubectlError(
      `error: cannot specify both a node name and a --selector option\n${usageOf(call)}`,
    );
  dryRunOf(args);
  const pods = args.text('pod-selector');
  if (pods !== '') checkSelector(pods);
  const words = args.words.map((word) => (word.includes('/') ? word : `nodes/${word}`));
  const { objects, failures } = selectObjects(call, words.length === 0 ? ['nodes'] : words);
  throwAll(failures.slice(0, 1));
  const wrong = objects.find(({ resource }) => resource.plural !== 'nodes');
  if (wrong) {
    const { group, version, plural } = wrong.resource;
    throw new KubectlError(
      `error: expected resource of type node, got ${JSON.stringify(`${group}/${version}, Resource=${plural}`)}`,
    );
  }
  return objects;
}

function checkSelector(text: string): void {
  try {
    selectorOrFail(text);
  } catch (error) {
    if (!isFailure(error)) throw error;
    throw new KubectlError('--pod-selector=<pod_selector> must be a valid label selector');
  }
}

function setUnschedulable(call: Call, nodes: readonly Selected[], wanted: boolean): void {
  const { cluster, args } = call;
  const print = resultPrinter(call, true);
  const dryRun = dryRunOf(args);
  const verb = wanted ? 'cordon' : 'uncordon';
  for (const { resource, name, object } of nodes) {
    const spec = isObject(object.spec) ? object.spec : {};
    if ((spec.unschedulable === true) === wanted) {
      print(resource, object, `already ${verb}ed`);
      continue;
    }
    try {
      const patch = { spec: { unschedulable: wanted ? true : null } };
      if (dryRun.mode !== 'client')
        cluster.patch(pathOf(resource, '', name), 'strategic-merge', patch, dryRun.query);
      print(resource, object, `${verb}ed`);
    } catch (error) {
      if (!isFailure(error)) throw error;
      call.err(`error: unable to ${verb} node ${JSON.stringify(name)}: ${error.message}\n`);
    }
  }
}
