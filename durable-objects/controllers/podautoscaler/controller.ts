import {
  type HorizontalPodAutoscaler,
  horizontalPodAutoscalers,
  pods,
  services,
} from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import type { UsageSource } from '../../control/usage.ts';
import { formatTime, type Instant, parseTime } from '../../lib/instant.ts';
import { deepEqual, type Frozen } from '../../lib/json.ts';
import type { Change, Reader, ServedResources } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { histories, syncPeriod } from './history.ts';
import { syncAutoscaler } from './sync.ts';

type HPA = Frozen<HorizontalPodAutoscaler>;

/**
 * Scales what an autoscaler points at (pkg/controller/podautoscaler). Upstream looks every 15
 * seconds for ever. Here an autoscaler has a deadline only while its answer will change by itself:
 * a pod that has just become ready will count, a recommendation will be forgotten, a policy's
 * period will end, or something that it depends on has changed since its last look. Usage is
 * computed from the state of the cluster, so nothing else can make its answer another one; looks
 * fall on the same 15-second grid, counted from the autoscaler's creation, as upstream's would.
 */
export function createHorizontalPodAutoscalerController(
  served: ServedResources,
  usage: UsageSource,
): Controller {
  return {
    name: 'horizontalpodautoscaling',
    wakes,
    wakesOnRecord(change, read) {
      const pod = usage.changedBy(change, read);
      return pod ? autoscalersIn(pod.namespace, read) : [];
    },
    reconcile(key, world) {
      const hpa = world.read.get(horizontalPodAutoscalers, key);
      if (!hpa) {
        world.setRecord(histories, key, undefined);
        return undefined;
      }
      const due = lookAtOrAfter(hpa, world.now);
      const because = `${hpa.metadata.name} looks at its metrics`;
      if (due > world.now) return { requeueAt: due, because };
      const until = syncAutoscaler(hpa, served(world.read), usage, world);
      if (until === undefined) return undefined;
      return { requeueAt: lookAtOrAfter(hpa, Math.max(until, world.now + 1)), because };
    },
  };
}

function wakes(change: Change, read: Reader): readonly Key[] {
  if (isOf(horizontalPodAutoscalers, change)) {
    const { old, new: hpa } = change;
    return old && hpa && deepEqual(old.spec, hpa.spec) ? [] : [change.key];
  }
  const { resource, key } = change;
  const concerns = isOf(pods, change) || isOf(services, change) || resource.subresources.scale;
  return concerns ? autoscalersIn(key.namespace, read) : [];
}

function autoscalersIn(namespace: string, read: Reader): readonly Key[] {
  return read.list(horizontalPodAutoscalers, namespace).map(keyOf);
}

/** The next moment of an autoscaler's grid; it looks once at each, also when it rescaled. */
function lookAtOrAfter({ metadata, status }: HPA, now: Instant): Instant {
  const start = parseTime(metadata.creationTimestamp) ?? now;
  const steps = Math.max(1, Math.ceil((now - start) / syncPeriod));
  const at = start + steps * syncPeriod;
  return at === now && status.lastScaleTime === formatTime(now) ? at + syncPeriod : at;
}
