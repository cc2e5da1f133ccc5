import type { JobStatus } from '../../api/index.ts';
import type { Verdict } from './plan.ts';

/** Sets a condition; returns whether that is news. Nothing that never was is said to be False. */
export function setCondition(
  draft: JobStatus,
  condition: { type: string; status: 'True' | 'False'; reason: string; message: string },
  at: string,
): boolean {
  const conditions = draft.conditions ?? [];
  const index = conditions.findIndex(({ type }) => type === condition.type);
  const known = conditions[index];
  if (!known && condition.status === 'False') return false;
  const { type, status, reason, message } = condition;
  if (known?.status === status && known.reason === reason && known.message === message)
    return false;
  const fresh = {
    type,
    status,
    lastProbeTime: at,
    lastTransitionTime: at,
    ...(reason === '' ? {} : { reason }),
    ...(message === '' ? {} : { message }),
  };
  if (known) conditions[index] = fresh;
  else conditions.push(fresh);
  draft.conditions = conditions;
  return true;
}

/** Says what will become of the Job while pods are still on their way out. */
export function tellVerdict(draft: JobStatus, verdict: Verdict, at: string): void {
  if (verdict.isTold) return;
  const type = verdict.is === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
  const { reason, message } = verdict;
  setCondition(draft, { type, status: 'True', reason, message }, at);
}

/** Says that the Job is over. */
export function finish(draft: JobStatus, verdict: Verdict, at: string): void {
  const { is: type, reason, message } = verdict;
  setCondition(draft, { type, status: 'True', reason, message }, at);
  if (type === 'Complete') draft.completionTime = at;
}
