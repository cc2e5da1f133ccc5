import type { Deployment } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';

/**
 * How many pods a rollout may have too many and too few: percentages of `spec.replicas`, surge
 * rounded up and unavailability rounded down. Both 0 could never move, so one may then be missing
 * (pkg/controller/deployment/util, ResolveFenceposts).
 */
export function fenceposts(deployment: Frozen<Deployment>): {
  readonly surge: number;
  readonly unavailable: number;
} {
  const { replicas, strategy } = deployment.spec;
  const { rollingUpdate } = strategy;
  if (strategy.type !== 'RollingUpdate' || !rollingUpdate) return { surge: 0, unavailable: 0 };
  const surge = scaled(rollingUpdate.maxSurge, replicas, Math.ceil);
  const unavailable = scaled(rollingUpdate.maxUnavailable, replicas, Math.floor);
  if (surge === 0 && unavailable === 0) return { surge, unavailable: Math.min(1, replicas) };
  return { surge, unavailable: Math.min(unavailable, replicas) };
}

/** The pods that there may be at most while a rollout is on. */
export function maxReplicas(deployment: Frozen<Deployment>): number {
  return deployment.spec.replicas + fenceposts(deployment).surge;
}

/** The pods that must be available while a rollout is on. */
export function minAvailable(deployment: Frozen<Deployment>): number {
  return deployment.spec.replicas - fenceposts(deployment).unavailable;
}

function scaled(
  value: number | string,
  replicas: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'number') return value;
  return round((Number.parseInt(value, 10) * replicas) / 100);
}
