import { nodes, type Pod, pods } from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { defineRecord } from '../../apimachinery/resource.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime, type Instant, second } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { type Change, defineIndex, type Reader } from '../../storage/store.ts';
import { isTerminal, isTerminating } from '../pod-state.ts';

/** How long a node may be gone before its pods are given up (upstream's nodeQuarantine). */
export const quarantineMs = 40 * second;

/** Since when a node that still has pods is gone; nothing in the API says it. */
const goneSince = defineRecord<{ readonly at: Instant }>('podgc-nodes-gone');

const podsByNode = defineIndex(pods, (pod) => [pod.spec.nodeName ?? '']);

const outOfServiceTaint = 'node.kubernetes.io/out-of-service';

/**
 * Deletes pods that no kubelet will ever end: those of nodes that are gone, and deleted ones on
 * nodes that are marked out-of-service (pkg/controller/podgc). A key is a node.
 */
export const podGarbageCollector: Controller = { name: 'podgc', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === nodes) return [change.key];
  if (change.resource !== pods || !change.new) return [];
  const name = read.get(pods, change.key)?.spec.nodeName;
  return name === undefined || name === '' ? [] : [{ namespace: '', name }];
}

function reconcile(key: Key, world: World): Outcome {
  const bound = world.read.byIndex(podsByNode, key.name);
  const node = world.read.get(nodes, key);
  if (node || bound.length === 0) {
    if (world.read.record(goneSince, key)) world.setRecord(goneSince, key, undefined);
    const isOut = node?.spec.taints?.some((taint) => taint.key === outOfServiceTaint);
    const stuck = isOut ? bound.filter(isTerminating) : [];
    const message = 'PodGC: node is out-of-service';
    for (const pod of stuck.filter(() => !isNodeReady(world.read, key)))
      giveUp(world, pod, message);
    return undefined;
  }
  return collectOrphans(world, key, bound);
}

function collectOrphans(world: World, key: Key, bound: readonly Frozen<Pod>[]): Outcome {
  const since = world.read.record(goneSince, key)?.at;
  if (since === undefined) world.setRecord(goneSince, key, { at: world.now });
  const at = (since ?? world.now) + quarantineMs;
  if (world.now < at)
    return { requeueAt: at, because: `node ${key.name} is gone and so will be its pods` };
  for (const pod of bound) giveUp(world, pod, 'PodGC: node no longer exists');
  return undefined;
}

/** Fails a pod, with the condition that says who disrupted it, and deletes it at once. */
function giveUp(world: World, pod: Frozen<Pod>, message: string): void {
  if (!isTerminal(pod)) {
    const failed = edit<Pod>(pod, ({ status, metadata }) => {
      status.phase = 'Failed';
      const others = (status.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget');
      const condition = {
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'DeletionByPodGC',
        message,
        lastTransitionTime: formatTime(world.now),
        ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
      };
      status.conditions = [...others, condition];
    });
    world.client.updateStatus(pods, failed);
  }
  world.client.delete(pods, keyOf(pod), { gracePeriodSeconds: 0, uid: pod.metadata.uid });
}

function isNodeReady(read: Reader, key: Key): boolean {
  const conditions = read.get(nodes, key)?.status.conditions ?? [];
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
