import {
  nodes,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type Pod,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  storageClasses,
} from '../api/index.ts';
import { type Key, keyOf, keyText } from '../apimachinery/meta.ts';
import type { Controller } from '../control/controller.ts';
import type { World } from '../control/world.ts';
import { formatTime } from '../lib/instant.ts';
import { deepEqual, edit, type Frozen } from '../lib/json.ts';
import { type Change, defineIndex, type Reader } from '../storage/store.ts';
import { podsByClaim } from '../volumes/indexes.ts';
import { selectedNode } from '../volumes/names.ts';
import type { Plugin } from './framework.ts';
import { fitErrorMessage } from './message.ts';
import { priorityOf } from './node-info.ts';
import { defaultPlugins } from './plugins/index.ts';
import { planVolumes } from './plugins/volume-binding.ts';
import { evictVictims } from './preemption/evict.ts';
import { preempt } from './preemption/preempt.ts';
import { decide, type Unfit } from './schedule.ts';

const schedulerName = 'default-scheduler';

/** Pods that wait for a node. */
const unscheduled = defineIndex(pods, (pod) =>
  !pod.spec.nodeName && !pod.metadata.deletionTimestamp && pod.spec.schedulerName === schedulerName
    ? ['']
    : [],
);

/** Gives pods their nodes. */
export function createScheduler(plugins: readonly Plugin[] = defaultPlugins): Controller {
  return {
    name: schedulerName,
    component: 'kube-scheduler',
    wakes,
    reconcile(key, world) {
      const pod = world.read.get(pods, key);
      if (pod && isWaiting(pod)) schedule(pod, world, plugins);
      return undefined;
    },
  };
}

function wakes({ resource, key, old, new: now }: Change, read: Reader): readonly Key[] {
  const waiting = (): readonly Key[] =>
    [...read.byIndex(unscheduled, '')].sort(byUrgency).map(keyOf);
  switch (resource.plural) {
    case pods.plural: {
      const before = old as Frozen<Pod> | undefined;
      const after = now as Frozen<Pod> | undefined;
      if (after && isWaiting(after)) return isNews(before, after) ? [key] : [];
      const hasLeft = before?.spec.nodeName && (!after || isOver(after) !== isOver(before));
      return hasLeft ? waiting() : [];
    }
    case persistentVolumeClaims.plural:
      return read.byIndex(podsByClaim, keyText(key)).map(keyOf);
    case persistentVolumes.plural: {
      const claimRef = (now as Frozen<PersistentVolume> | undefined)?.spec.claimRef;
      if (!claimRef) return waiting();
      const claim = { namespace: claimRef.namespace ?? '', name: claimRef.name ?? '' };
      return read.byIndex(podsByClaim, keyText(claim)).map(keyOf);
    }
    case nodes.plural:
    case storageClasses.plural:
      return waiting();
    default:
      return [];
  }
}

function isWaiting(pod: Frozen<Pod>): boolean {
  return (
    !pod.spec.nodeName &&
    !pod.metadata.deletionTimestamp &&
    !isOver(pod) &&
    pod.spec.schedulerName === schedulerName
  );
}

/** What the scheduler itself writes of a pod is no reason to look at it again. */
function isNews(before: Frozen<Pod> | undefined, after: Frozen<Pod>): boolean {
  return (
    before === undefined ||
    !deepEqual(before.spec, after.spec) ||
    !deepEqual(before.metadata.labels, after.metadata.labels)
  );
}

/** Higher priority first, then the one that has waited longer (PrioritySort). */
function byUrgency(a: Frozen<Pod>, b: Frozen<Pod>): number {
  const [first, second] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  return priorityOf(b) - priorityOf(a) || (first < second ? -1 : Number(first > second));
}

function isOver(pod: Frozen<Pod>): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

function schedule(pod: Frozen<Pod>, world: World, plugins: readonly Plugin[]): void {
  if (pod.spec.schedulingGates?.length) {
    const message = 'Scheduling is blocked due to non-empty scheduling gates';
    setCondition(pod, { reason: 'SchedulingGated', message }, world);
    return;
  }
  const decision = decide(pod, world.read, plugins);
  if ('unschedulable' in decision) {
    fail(pod, { message: decision.unschedulable }, world);
    return;
  }
  if ('unfit' in decision) {
    makeRoom(pod, decision.unfit, world);
    return;
  }
  const node = decision.node;
  const plan = planVolumes(pod, node, world.read);
  if (plan.matches.length > 0 || plan.provisions.length > 0) {
    nominate(pod, node.metadata.name, world);
    for (const { claim, volume } of plan.matches) reserve(volume, claim, world);
    for (const claim of plan.provisions) select(claim, node.metadata.name, world);
    // The pod is bound once the binder has bound its claims; their change wakes it.
    return;
  }
  world.client.bind(keyOf(pod), node.metadata.name);
  const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
  world.events.record({
    about: pod,
    component: schedulerName,
    type: 'Normal',
    reason: 'Scheduled',
    action: 'Binding',
    message: `Successfully assigned ${name} to ${node.metadata.name}`,
  });
}

/** Evicts pods of lower priority if that helps; the pod is tried again when they have gone. */
function makeRoom(pod: Frozen<Pod>, unfit: Unfit, world: World): void {
  const { all, verdicts } = unfit;
  const preemption = preempt(unfit);
  if ('why' in preemption) {
    const message = fitErrorMessage(all.length, verdicts, preemption.why);
    fail(pod, { message, ...(preemption.isHopeless ? { nominated: '' } : {}) }, world);
    return;
  }
  evictVictims(pod, preemption, world);
  const nominated = preemption.info.node.metadata.name;
  fail(pod, { message: fitErrorMessage(all.length, verdicts, undefined), nominated }, world);
}

/** Why a pod has no node; `nominated`, when there, is the node it is promised ('' for none). */
interface Failure {
  readonly message: string;
  readonly nominated?: string;
}

function fail(pod: Frozen<Pod>, failure: Failure, world: World): void {
  world.events.recordOnce({
    about: pod,
    component: schedulerName,
    type: 'Warning',
    reason: 'FailedScheduling',
    action: 'Scheduling',
    message: failure.message,
  });
  setCondition(pod, { ...failure, reason: 'Unschedulable' }, world);
}

function setCondition(
  pod: Frozen<Pod>,
  { reason, message, nominated }: Failure & { readonly reason: string },
  world: World,
): void {
  const now = formatTime(world.now);
  const next = edit<Pod>(pod, (draft) => {
    if (nominated) draft.status.nominatedNodeName = nominated;
    else if (nominated !== undefined) delete draft.status.nominatedNodeName;
    const conditions = draft.status.conditions ?? [];
    const before = conditions.find(({ type }) => type === 'PodScheduled');
    if (before?.reason === reason && before.message === message) return;
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      ...(draft.metadata.generation ? { observedGeneration: draft.metadata.generation } : {}),
      lastTransitionTime: before?.status === 'False' ? (before.lastTransitionTime ?? now) : now,
      reason,
      message,
    };
    const others = conditions.filter(({ type }) => type !== 'PodScheduled');
    draft.status.conditions = [...others, condition];
  });
  if (next !== pod) world.client.updateStatus(pods, next);
}

/** Remembers the choice in the pod, so that it outlasts the wait for its claims. */
function nominate(pod: Frozen<Pod>, node: string, world: World): void {
  const next = edit<Pod>(pod, (draft) => {
    draft.status.nominatedNodeName = node;
  });
  if (next !== pod) world.client.updateStatus(pods, next);
}

/** Reserves a volume for a claim; the binder completes it. */
function reserve(
  volume: Frozen<PersistentVolume>,
  claim: Frozen<PersistentVolumeClaim>,
  world: World,
): void {
  const { apiVersion, kind } = claim;
  const { namespace = '', name, uid, resourceVersion } = claim.metadata;
  const next = edit<PersistentVolume>(volume, (draft) => {
    if (draft.spec.claimRef?.uid === uid) return;
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      'pv.kubernetes.io/bound-by-controller': 'yes',
    };
    draft.spec.claimRef = { apiVersion, kind, namespace, name, uid, resourceVersion };
  });
  if (next !== volume) world.client.update(persistentVolumes, next);
}

/** Tells the provisioner for which node a claim's volume is wanted. */
function select(claim: Frozen<PersistentVolumeClaim>, node: string, world: World): void {
  const next = edit<PersistentVolumeClaim>(claim, (draft) => {
    draft.metadata.annotations = { ...draft.metadata.annotations, [selectedNode]: node };
  });
  if (next !== claim) world.client.update(persistentVolumeClaims, next);
}
