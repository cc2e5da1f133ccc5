import { formatTime, type Instant } from '../../../lib/instant.ts';
import type { PodDisruptionBudget } from './schema.ts';

/**
 * Makes condition DisruptionAllowed say what `status.disruptionsAllowed` says
 * (component-helpers/apps/poddisruptionbudget).
 */
export function setDisruptionAllowed(draft: PodDisruptionBudget, now: Instant): void {
  const isAllowed = draft.status.disruptionsAllowed > 0;
  const reason = isAllowed ? 'SufficientPods' : 'InsufficientPods';
  setDisruptionCondition(draft, isAllowed ? 'True' : 'False', reason, '', now);
}

/** Sets the one condition that budgets have. */
export function setDisruptionCondition(
  { status: draft }: PodDisruptionBudget,
  status: 'True' | 'False',
  reason: string,
  message: string,
  now: Instant,
): void {
  const type = 'DisruptionAllowed';
  const conditions = draft.conditions ?? [];
  const before = conditions.find((condition) => condition.type === type);
  const since = before?.status === status ? before.lastTransitionTime : formatTime(now);
  const condition = {
    type,
    status,
    ...(draft.observedGeneration ? { observedGeneration: draft.observedGeneration } : {}),
    lastTransitionTime: since,
    reason,
    message,
  };
  draft.conditions = [...conditions.filter((one) => one.type !== type), condition];
}
