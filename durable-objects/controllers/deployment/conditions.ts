import type { DeploymentCondition, DeploymentStatus } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';

/** A condition as it is told; the times are `setCondition`'s. */
export type Told = Pick<DeploymentCondition, 'type' | 'status' | 'reason' | 'message'>;

export function findCondition(
  status: Frozen<DeploymentStatus>,
  type: string,
): Frozen<DeploymentCondition> | undefined {
  return status.conditions?.find((condition) => condition.type === type);
}

/** Sets a condition, unless status and reason are what they were. */
export function setCondition(draft: DeploymentStatus, now: string, told: Told): void {
  const before = draft.conditions?.find(({ type }) => type === told.type);
  if (before && before.status === told.status && before.reason === told.reason) return;
  replaceCondition(draft, now, told);
}

/** Sets a condition and its lastUpdateTime, which says that something moved. */
export function replaceCondition(draft: DeploymentStatus, now: string, told: Told): void {
  const before = draft.conditions?.find(({ type }) => type === told.type);
  const since = before?.status === told.status ? before.lastTransitionTime : undefined;
  removeCondition(draft, told.type);
  const times = { lastUpdateTime: now, lastTransitionTime: since ?? now };
  draft.conditions = [...(draft.conditions ?? []), { ...told, ...times }];
}

export function removeCondition(draft: DeploymentStatus, type: string): void {
  const others = (draft.conditions ?? []).filter((condition) => condition.type !== type);
  if (others.length > 0) draft.conditions = others;
  else delete draft.conditions;
}
