import type { HorizontalPodAutoscaler, MetricStatus } from '../../api/index.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { type Frozen, thaw } from '../../lib/json.ts';

/** What one sync says of an autoscaler: conditions as they come up, numbers at the end. */
export class StatusDraft {
  readonly status: HorizontalPodAutoscaler['status'];
  readonly #now: Instant;

  constructor(hpa: Frozen<HorizontalPodAutoscaler>, now: Instant) {
    this.status = thaw<HorizontalPodAutoscaler['status']>(hpa.status);
    this.#now = now;
  }

  /** Conditions stand in the order in which they were first set. */
  condition(type: string, is: boolean, reason: string, message: string): void {
    const conditions = this.status.conditions ?? [];
    const before = conditions.find((condition) => condition.type === type);
    const status = is ? 'True' : 'False';
    const at = formatTime(this.#now);
    const since = before?.status === status ? (before.lastTransitionTime ?? at) : at;
    const condition = { type, status, lastTransitionTime: since, reason, message };
    this.status.conditions = before
      ? conditions.map((one) => (one === before ? condition : one))
      : [...conditions, condition];
  }

  numbers(current: number, desired: number, metrics: readonly MetricStatus[] | undefined): void {
    this.status.currentReplicas = current;
    this.status.desiredReplicas = desired;
    if (current === 0) delete this.status.currentReplicas;
    if (metrics) this.status.currentMetrics = [...metrics];
    else delete this.status.currentMetrics;
  }

  rescaled(): void {
    this.status.lastScaleTime = formatTime(this.#now);
  }
}
