import {
  type HorizontalPodAutoscaler,
  horizontalPodAutoscalers,
  type MetricStatus,
  pods,
} from '../../api/index.ts';
import { parseSelector } from '../../apimachinery/label-parser.ts';
import { matchesLabels } from '../../apimachinery/labels.ts';
import { type KubeObject, keyOf } from '../../apimachinery/meta.ts';
import { quantityMillis } from '../../apimachinery/quantity.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { UsageSource } from '../../control/usage.ts';
import type { World } from '../../control/world.ts';
import type { Instant } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { changed, type History, histories, noHistory, recommended } from './history.ts';
import { lookAtMetrics, type Wishes } from './metrics.ts';
import { limit, stabilize } from './normalize.ts';
import { StatusDraft } from './status.ts';
import { type ScaleTarget, targetOf } from './target.ts';

const component = 'horizontal-pod-autoscaler';

/** --horizontal-pod-autoscaler-tolerance. */
const defaultTolerance = 0.1;

/** One look of an autoscaler at its target. */
interface Look {
  readonly hpa: Frozen<HorizontalPodAutoscaler>;
  readonly target: ScaleTarget;
  /** The number of replicas that the target's spec has. */
  readonly current: number;
  readonly draft: StatusDraft;
  readonly world: World;
}

/**
 * Looks once and scales if need be (reconcileAutoscaler). Returns the moment from which the next
 * look would have another outcome by itself; undefined: only once something has changed.
 */
export function syncAutoscaler(
  hpa: Frozen<HorizontalPodAutoscaler>,
  resources: readonly Resource[],
  usage: UsageSource,
  world: World,
): Instant | undefined {
  const draft = new StatusDraft(hpa, world.now);
  const target = targetOf(hpa, resources, world.read);
  let until: Instant | undefined;
  if (typeof target === 'string') {
    warn(hpa, 'FailedGetScale', target, world);
    const why = `the HPA controller was unable to get the target's current scale: ${target}`;
    draft.condition('AbleToScale', false, 'FailedGetScale', why);
  } else {
    const able = "the HPA controller was able to get the target's current scale";
    draft.condition('AbleToScale', true, 'SucceededGetScale', able);
    const current = target.scale.read(target.object).replicas;
    until = scale({ hpa, target, current, draft, world }, usage);
  }
  const next = edit<HorizontalPodAutoscaler>(hpa, (object) => {
    object.status = draft.status;
  });
  if (next !== hpa) world.client.updateStatus(horizontalPodAutoscalers, next);
  return until;
}

function scale(look: Look, usage: UsageSource): Instant | undefined {
  const { hpa, current, draft, world } = look;
  const { minReplicas: min, maxReplicas: max } = hpa.spec;
  if (historyOf(look).recommendations.length === 0)
    remember(look, recommended(historyOf(look), current, world.now));
  if (current === 0) {
    const why = 'scaling is disabled since the replica count of the target is zero';
    draft.condition('ScalingActive', false, 'ScalingDisabled', why);
    draft.numbers(0, 0, undefined);
    return undefined;
  }
  if (current > max)
    return rescale(look, max, 'Current number of replicas above Spec.MaxReplicas', undefined);
  if (current < min)
    return rescale(look, min, 'Current number of replicas below Spec.MinReplicas', undefined);
  return followMetrics(look, usage);
}

function followMetrics(look: Look, usage: UsageSource): Instant | undefined {
  const { hpa, current, draft, world } = look;
  const wishes = wishesOf(look, usage);
  const { replicas: wanted, title, statuses } = wishes;
  tellFailures(look, wishes);
  if (wanted === undefined) {
    draft.numbers(current, hpa.status.desiredReplicas, statuses);
    return wishes.until;
  }
  const text = `the HPA was able to successfully calculate a replica count from ${title}`;
  draft.condition('ScalingActive', true, 'ValidMetricFound', text);
  const { minReplicas: min, maxReplicas: max, behavior } = hpa.spec;
  const history = historyOf(look);
  const wish = { current, desired: wanted, min, max };
  const stable = stabilize(wish, history, behavior, world.now);
  draft.condition('AbleToScale', true, stable.reason, stable.message);
  const limited = limit({ ...wish, desired: stable.replicas }, history, behavior, world.now);
  const isLimited = limited.replicas !== stable.replicas;
  draft.condition('ScalingLimited', isLimited, limited.reason, limited.message);
  remember(look, recommended(history, wanted, world.now));
  const moments = [wishes.until, stable.until, limited.until].filter((at) => at !== undefined);
  const until = moments.length > 0 ? Math.min(...moments) : undefined;
  if (limited.replicas === current) {
    draft.numbers(current, current, statuses);
    return until;
  }
  const why = wanted > current ? `${title} above target` : 'All metrics below target';
  return rescale(look, limited.replicas, why, statuses);
}

/** Writes the number to the target; its pods will change, and wake the autoscaler. */
function rescale(
  look: Look,
  desired: number,
  why: string,
  statuses: readonly MetricStatus[] | undefined,
): Instant | undefined {
  const { hpa, target, current, draft, world } = look;
  const next = edit<KubeObject>(target.object, (object) => target.scale.write(object, desired));
  world.client.update(target.resource, next);
  const text = `the HPA controller was able to update the target scale to ${desired}`;
  draft.condition('AbleToScale', true, 'SucceededRescale', text);
  world.events.record({
    about: hpa,
    component,
    type: 'Normal',
    reason: 'SuccessfulRescale',
    message: `New size: ${desired}; reason: ${why}`,
  });
  remember(look, changed(historyOf(look), desired - current, world.now));
  draft.numbers(current, desired, statuses);
  draft.rescaled();
  return world.now;
}

function wishesOf({ hpa, target, current, world }: Look, usage: UsageSource): Wishes {
  const { read, now } = world;
  const { namespace = '' } = hpa.metadata;
  const selector = parseSelector(target.scale.read(target.object).selector);
  const tolerance = (rules: 'scaleUp' | 'scaleDown'): number => {
    const own = hpa.spec.behavior?.[rules]?.tolerance;
    return own === undefined ? defaultTolerance : quantityMillis(own) / 1_000;
  };
  return lookAtMetrics(hpa, {
    namespace,
    current,
    pods: read
      .list(pods, namespace)
      .filter(({ metadata }) => matchesLabels(selector, metadata.labels)),
    usageOf: usage.in(namespace, read),
    tolerance: { up: tolerance('scaleUp'), down: tolerance('scaleDown') },
    now,
  });
}

/** Each failure is an event; the first stands in the condition if nothing could be read. */
function tellFailures({ hpa, draft, world }: Look, wishes: Wishes): void {
  const { failures, statuses, replicas } = wishes;
  for (const { reason, message } of failures) warn(hpa, reason, message, world);
  const [first] = failures;
  if (!first || replicas !== undefined) return;
  const why = `the HPA was unable to compute the replica count: ${first.message}`;
  draft.condition('ScalingActive', false, first.reason, why);
  const counts = `${failures.length} invalid out of ${statuses.length}`;
  const summary = `invalid metrics (${counts}), first error is: ${first.summary}: ${first.message}`;
  warn(hpa, 'FailedComputeMetricsReplicas', summary, world);
}

function warn(
  about: Frozen<HorizontalPodAutoscaler>,
  reason: string,
  message: string,
  { events }: World,
): void {
  events.recordOnce({ about, component, type: 'Warning', reason, message });
}

function historyOf({ hpa, world }: Look): Frozen<History> {
  return world.read.record(histories, keyOf(hpa)) ?? noHistory;
}

function remember(look: Look, history: Frozen<History>): void {
  if (history !== historyOf(look)) look.world.setRecord(histories, keyOf(look.hpa), history);
}
