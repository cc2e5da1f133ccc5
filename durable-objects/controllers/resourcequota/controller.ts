import { pods, type ResourceQuota, resourceQuotas } from '../../api/index.ts';
import { evaluatorOf } from '../../api/quota/match.ts';
import { forgivenAt } from '../../api/quota/pods.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { deepEqual, edit, type Frozen } from '../../lib/json.ts';
import type { Change, Reader, ServedResources } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { isTerminal } from '../pod-state.ts';
import { usageStatus } from './usage.ts';

type Quota = Frozen<ResourceQuota>;

/**
 * Counts what namespaces use of their quotas. Admission charges what is made at once; here is
 * counted what there is, which is how usage goes down (pkg/controller/resourcequota).
 */
export function createResourceQuotaController(served: ServedResources): Controller {
  return {
    name: 'resourcequota-controller',
    wakes,
    reconcile(key, world) {
      const quota = world.read.get(resourceQuotas, key);
      return quota && sync(quota, served(world.read), world);
    },
  };
}

function wakes(change: Change, read: Reader): ReturnType<Controller['wakes']> {
  if (isOf(resourceQuotas, change)) {
    const { old, new: quota } = change;
    const isSame = old && quota && deepEqual(old.spec, quota.spec);
    if (quota && !isSame) return [change.key];
  }
  const { namespace } = change.key;
  if (namespace === '' || !mayChangeUsage(change)) return [];
  return read.list(resourceQuotas, namespace).map(keyOf);
}

/** Pods change all the time: only their end, their deletion and their size count. */
function mayChangeUsage(change: Change): boolean {
  if (!evaluatorOf(change.resource)) return false;
  if (!change.old || !change.new) return true;
  if (!isOf(pods, change)) return evaluatorOf(change.resource)?.grows ?? false;
  const { old, new: pod } = change;
  if (!old || !pod) return true;
  return (
    isTerminal(old) !== isTerminal(pod) ||
    old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp ||
    !deepEqual(old.spec, pod.spec)
  );
}

function sync(quota: Quota, resources: readonly Resource[], world: World): Outcome {
  const { namespace = '' } = quota.metadata;
  const { read, now } = world;
  const list = (resource: Resource) => read.list(resource, namespace);
  const counted = resources.filter((resource) => resource.namespaced);
  const status = usageStatus(quota, counted, list, now);
  const next = edit<ResourceQuota>(quota, (draft) => {
    draft.status = status;
  });
  if (next !== quota) world.client.updateStatus(resourceQuotas, next);
  return nextForgiven(namespace, world);
}

/** A pod that never finishes its deletion stops counting once its grace is over. */
function nextForgiven(namespace: string, { read, now }: World): Outcome {
  const moments = read.list(pods, namespace).flatMap((pod) => forgivenAt(pod) ?? []);
  const next = Math.min(...moments.filter((at) => at >= now));
  if (!Number.isFinite(next)) return undefined;
  const because = 'a pod that should be gone no longer counts';
  return { requeueAt: next + 1, because };
}
