import type {
  HorizontalPodAutoscaler,
  HPAScalingPolicy,
  HPAScalingRules,
} from '../../api/index.ts';
import { type Duration, type Instant, minute, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { changeWithin, type History, within } from './history.ts';

/** --horizontal-pod-autoscaler-downscale-stabilization. */
const downscaleStabilization: Duration = 5 * minute;

/** What the metrics want, and between which bounds. */
export interface Wish {
  readonly current: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
}

/** A number of replicas with why it is that one. */
export interface Decision {
  readonly replicas: number;
  readonly reason: string;
  readonly message: string;
  /** The next moment at which it is another one by itself; 0: at the next sync. */
  readonly until?: Instant;
}

/** Holds a wish back while recent ones were different (stabilizeRecommendation...). */
export function stabilize(
  { current, desired }: Wish,
  history: Frozen<History>,
  behavior: Frozen<HorizontalPodAutoscaler>['spec']['behavior'],
  now: Instant,
): Decision {
  const up = windowOf(behavior?.scaleUp, 0);
  const down = windowOf(behavior?.scaleDown, downscaleStabilization);
  const lower = within(history, up, now).filter(({ replicas }) => replicas < desired);
  const higher = within(history, down, now).filter(({ replicas }) => replicas > desired);
  const least = Math.min(desired, ...lower.map(({ replicas }) => replicas));
  const most = Math.max(desired, ...higher.map(({ replicas }) => replicas));
  // Without rules of its own an autoscaler follows the highest recent wish wherever it leads.
  const replicas = behavior ? Math.min(Math.max(current, least), most) : most;
  if (replicas === desired)
    return {
      replicas,
      reason: 'ReadyForNewScale',
      message: 'recommended size matches current size',
    };
  const isUp = behavior !== undefined && desired >= current;
  const holding = isUp ? lower : higher;
  const bound = isUp ? least : most;
  const last = Math.max(...holding.filter((one) => one.replicas === bound).map((one) => one.last));
  const [word, other] = isUp ? ['lower', 'lowest'] : ['higher', 'highest'];
  return {
    replicas,
    reason: isUp ? 'ScaleUpStabilized' : 'ScaleDownStabilized',
    message: `recent recommendations were ${word} than current one, applying the ${other} recent recommendation`,
    until: last + (isUp ? up : down),
  };
}

/** Keeps a wish within the bounds and no faster than the policies allow. */
export function limit(
  wish: Wish,
  history: Frozen<History>,
  behavior: Frozen<HorizontalPodAutoscaler>['spec']['behavior'],
  now: Instant,
): Decision {
  const { current, desired, min, max } = wish;
  // Old autoscalers at most double at once, and always may have four.
  const fastest = behavior
    ? Math.max(current, fastestUp(current, behavior.scaleUp, history, now))
    : Math.max(2 * current, 4);
  const slowest = behavior
    ? Math.min(current, fastestDown(current, behavior.scaleDown, history, now))
    : 0;
  if (desired > Math.min(max, fastest) && (desired > current || !behavior)) {
    const text = 'the desired replica count is increasing faster than the maximum scale rate';
    if (max > fastest)
      return { replicas: fastest, reason: 'ScaleUpLimit', message: text, until: now };
    return { replicas: max, reason: 'TooManyReplicas', message: countText('more', 'maximum') };
  }
  if (desired < Math.max(min, slowest) && (desired < current || !behavior)) {
    const text = 'the desired replica count is decreasing faster than the maximum scale rate';
    if (min < slowest)
      return { replicas: slowest, reason: 'ScaleDownLimit', message: text, until: now };
    return { replicas: min, reason: 'TooFewReplicas', message: countText('less', 'minimum') };
  }
  const message = 'the desired count is within the acceptable range';
  return { replicas: desired, reason: 'DesiredWithinRange', message };
}

function countText(word: string, bound: string): string {
  return `the desired replica count is ${word} than the ${bound} replica count`;
}

function windowOf(rules: Frozen<HPAScalingRules> | undefined, otherwise: Duration): Duration {
  const seconds = rules?.stabilizationWindowSeconds;
  return seconds === undefined ? otherwise : seconds * second;
}

function fastestUp(
  current: number,
  rules: Frozen<HPAScalingRules> | undefined,
  history: Frozen<History>,
  now: Instant,
): number {
  const limits = policyLimits(current, rules, history, now, ({ type, value }, start) =>
    // Rounded up, as a part of a pod would never grow.
    type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100)),
  );
  if (rules?.selectPolicy === 'Disabled') return current;
  return rules?.selectPolicy === 'Min' ? Math.min(...limits) : Math.max(...limits);
}

function fastestDown(
  current: number,
  rules: Frozen<HPAScalingRules> | undefined,
  history: Frozen<History>,
  now: Instant,
): number {
  const limits = policyLimits(current, rules, history, now, ({ type, value }, start) =>
    type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100)),
  );
  if (rules?.selectPolicy === 'Disabled') return current;
  return rules?.selectPolicy === 'Min' ? Math.max(...limits) : Math.min(...limits);
}

/** Where each policy ends, from the number at the start of its period. */
function policyLimits(
  current: number,
  rules: Frozen<HPAScalingRules> | undefined,
  history: Frozen<History>,
  now: Instant,
  limitOf: (policy: Frozen<HPAScalingPolicy>, start: number) => number,
): readonly number[] {
  return (rules?.policies ?? []).map((policy) => {
    const period = policy.periodSeconds * second;
    const grown = changeWithin(history, period, 'up', now);
    const shrunk = changeWithin(history, period, 'down', now);
    return limitOf(policy, current - grown + shrunk);
  });
}
