import { jobs, type Pod, pods } from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import type { Controller } from '../../control/controller.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { podsByController } from '../indexes.ts';
import { releasePods } from './pod-control.ts';
import { isTracked } from './pods.ts';

/**
 * Takes the finalizer from pods that no Job will count: their Job is gone. Without this they
 * could never be deleted (job_controller.go, syncOrphanPod). A key is a pod.
 */
export const orphanPodController: Controller = {
  name: 'job-orphan-pods',
  wakes,
  reconcile(key, world) {
    const pod = world.read.get(pods, key);
    if (pod && isOrphan(pod, world.read)) releasePods(world, [pod]);
    return undefined;
  },
};

function wakes(change: Change, read: Reader): readonly Key[] {
  if (isOf(jobs, change))
    return change.new || !change.old
      ? []
      : read.byIndex(podsByController, change.old.metadata.uid).map((pod) => keyOf(pod));
  return isOf(pods, change) && change.new && isTracked(change.new) ? [change.key] : [];
}

function isOrphan(pod: Frozen<Pod>, read: Reader): boolean {
  if (!isTracked(pod)) return false;
  const owner = controllerOf(pod);
  // What belongs to nobody may still be adopted.
  if (owner?.kind !== 'Job')
    return owner !== undefined || pod.metadata.deletionTimestamp !== undefined;
  const job = read.get(jobs, { namespace: pod.metadata.namespace ?? '', name: owner.name });
  return job?.metadata.uid !== owner.uid;
}
