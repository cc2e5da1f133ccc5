import type { Pod } from '../../api/index.ts';
import { type Duration, type Instant, minute, parseTime, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

/** --horizontal-pod-autoscaler-cpu-initialization-period and -initial-readiness-delay. */
const initialization: Duration = 5 * minute;
const readinessDelay: Duration = 30 * second;
/** How long a pod has to be ready before what it uses counts: the metrics' window. */
const metricsWindow: Duration = 15 * second;

/** The pods of a target, by whether their metrics count (groupPods). */
export interface PodGroups {
  readonly ready: readonly Frozen<Pod>[];
  readonly unready: readonly Frozen<Pod>[];
  /** Nothing is measured of them. */
  readonly missing: readonly Frozen<Pod>[];
  /** The next moment at which a pod changes its group by itself. */
  readonly until?: Instant;
}

export function groupPods(
  pods: readonly Frozen<Pod>[],
  isMeasured: (pod: Frozen<Pod>) => boolean,
  resource: string,
  now: Instant,
): PodGroups {
  const ready: Frozen<Pod>[] = [];
  const unready: Frozen<Pod>[] = [];
  const missing: Frozen<Pod>[] = [];
  const moments: Instant[] = [];
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp !== undefined || pod.status.phase === 'Failed') continue;
    if (pod.status.phase === 'Pending') unready.push(pod);
    else if (!isMeasured(pod)) missing.push(pod);
    else if (resource === 'cpu' && isStarting(pod, now)) {
      unready.push(pod);
      moments.push(...turningPoints(pod).filter((at) => at > now));
    } else ready.push(pod);
  }
  const until = moments.length > 0 ? { until: Math.min(...moments) } : {};
  return { ready, unready, missing, ...until };
}

/** A CPU is busy with other things while a pod starts: such measurements say nothing. */
function isStarting(pod: Frozen<Pod>, now: Instant): boolean {
  const { condition, since, startedAt } = readiness(pod);
  if (!condition || startedAt === undefined) return true;
  const isUnready = condition.status === 'False';
  if (startedAt + initialization > now) return isUnready || now < since + metricsWindow;
  return isUnready && startedAt + readinessDelay > since;
}

function turningPoints(pod: Frozen<Pod>): readonly Instant[] {
  const { since, startedAt = since } = readiness(pod);
  return [since + metricsWindow, startedAt + initialization];
}

function readiness({ status }: Frozen<Pod>) {
  const condition = status.conditions?.find(({ type }) => type === 'Ready');
  const since = parseTime(condition?.lastTransitionTime ?? '') ?? 0;
  return { condition, since, startedAt: parseTime(status.startTime ?? '') };
}
