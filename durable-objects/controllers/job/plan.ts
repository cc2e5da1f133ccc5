import type { JobCondition, Pod } from '../../api/index.ts';
import { type Instant, parseTime, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { choosePodsToDelete } from '../pod-ranking.ts';
import { backOffEnd, indexBackOffEnd } from './back-off.ts';
import { indexOf, isFailed, isIndexed, waitsForEnds } from './pods.ts';
import { judge, metSuccessRule } from './policies.ts';
import type { View } from './survey.ts';

/** One thing to do or to wait for, and why: what a person is shown. */
export type Step =
  | { readonly do: 'create'; readonly index?: number; readonly because: string }
  | {
      readonly do: 'delete';
      readonly pod: Frozen<Pod>;
      /** The pod is let go without being counted. */
      readonly uncounted?: true;
      readonly because: string;
    }
  | { readonly do: 'wait'; readonly for: string; readonly until: Instant };

/** Why a Job is over: it ends in condition Complete or Failed once its pods are gone. */
export interface Verdict {
  readonly is: 'Complete' | 'Failed';
  readonly reason: string;
  readonly message: string;
  /** The interim condition that says so already. */
  readonly isTold: boolean;
}

/** What is to be done, unless the Job is over: then its active pods are deleted. */
export interface Plan {
  readonly verdict?: Verdict;
  readonly steps: readonly Step[];
}

/** Pods that one pass creates or deletes at most (upstream's MaxPodCreateDeletePerSync). */
const burst = 500;

/** job_controller.go, syncJob. */
export function plan(view: View): Plan {
  const verdict = decide(view);
  if (verdict) {
    const because = `the Job is over: ${verdict.message}`;
    return { verdict, steps: view.active.map((pod) => ({ do: 'delete', pod, because })) };
  }
  if (view.job.metadata.deletionTimestamp !== undefined) return { steps: [] };
  return { steps: [...manage(view), ...deadline(view)] };
}

/** Reaching the number of completions ends a Job too, when none of its pods is left. */
export function completion(view: View, active: number): Verdict | undefined {
  const { completions } = view.job.spec;
  const isDone = completions === undefined ? view.succeeded > 0 : view.succeeded >= completions;
  if (!isDone || active > 0) return undefined;
  const message = 'Reached expected number of succeeded pods';
  return { is: 'Complete', reason: 'CompletionsReached', message, isTold: false };
}

/** What has been decided stays so; then in the order in which upstream asks. */
function decide(view: View): Verdict | undefined {
  const { job, pods, succeededIndexes, failedIndexes } = view;
  const { spec, status } = job;
  const met = told(status.conditions, 'SuccessCriteriaMet');
  if (met) return { is: 'Complete', ...met };
  const target = told(status.conditions, 'FailureTarget');
  if (target) return { is: 'Failed', ...target };
  for (const pod of spec.podFailurePolicy ? pods : []) {
    const { failure } = isFailed(job, pod) ? judge(job, pod) : {};
    if (failure !== undefined) return failed('PodFailurePolicy', failure);
  }
  if (view.failed > (spec.backoffLimit ?? 0) || restartsTooOften(view))
    return failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const end = deadlineOf(view);
  if (end !== undefined && end <= view.now)
    return failed('DeadlineExceeded', 'Job was active longer than specified deadline');
  if (!isIndexed(job)) return undefined;
  if (spec.maxFailedIndexes !== undefined && failedIndexes.size > spec.maxFailedIndexes)
    return failed(
      'MaxFailedIndexesExceeded',
      'Job has exceeded the specified maximal number of failed indexes',
    );
  const ended = failedIndexes.size + succeededIndexes.size;
  if (failedIndexes.size > 0 && ended >= (spec.completions ?? 0))
    return failed('FailedIndexes', 'Job has failed indexes');
  const message = metSuccessRule(job, succeededIndexes);
  if (message === undefined) return undefined;
  return { is: 'Complete', reason: 'SuccessPolicy', message, isTold: false };
}

function told(
  conditions: readonly Frozen<JobCondition>[] | undefined,
  type: string,
): Omit<Verdict, 'is'> | undefined {
  const found = conditions?.find((one) => one.type === type && one.status === 'True');
  return found && { reason: found.reason ?? '', message: found.message ?? '', isTold: true };
}

function failed(reason: string, message: string): Verdict {
  return { is: 'Failed', reason, message, isTold: false };
}

/** Pods that restart their containers count each restart. */
function restartsTooOften({ job, pods }: View): boolean {
  if (job.spec.template.spec.restartPolicy !== 'OnFailure') return false;
  const restarts = pods
    .filter(({ status }) => status.phase === 'Running' || status.phase === 'Pending')
    .flatMap(({ status: { initContainerStatuses = [], containerStatuses = [] } }) =>
      [...initContainerStatuses, ...containerStatuses].map(({ restartCount }) => restartCount),
    )
    .reduce((sum, count) => sum + count, 0);
  const { backoffLimit = 0 } = job.spec;
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

/** When an active Job's time is over. Time suspended does not count: resuming starts it anew. */
function deadlineOf({ job, now }: View): Instant | undefined {
  const { activeDeadlineSeconds, suspend } = job.spec;
  if (activeDeadlineSeconds === undefined || suspend === true) return undefined;
  const { startTime } = job.status;
  const start = startTime === undefined ? now : (parseTime(startTime) ?? now);
  return start + activeDeadlineSeconds * second;
}

function deadline(view: View): Step[] {
  const until = deadlineOf(view);
  return until === undefined ? [] : [{ do: 'wait', for: "the Job's deadline", until }];
}

/** manageJob: pods are deleted in one pass or created, not both. */
function manage(view: View): Step[] {
  const { job, active, leaving } = view;
  if (job.spec.suspend === true) {
    const because = 'the Job is suspended';
    return active.map((pod) => ({ do: 'delete', pod, uncounted: true, because }));
  }
  const wanted = wantedPods(view);
  const surplus = surplusPods(view, Math.max(0, active.length - wanted));
  if (surplus.length > 0) {
    const because = `the Job wants ${wanted} pods`;
    return surplus.slice(0, burst).map((pod) => ({ do: 'delete', pod, uncounted: true, because }));
  }
  const held = waitsForEnds(job) ? leaving.length : 0;
  const missing = Math.min(wanted - held - active.length, burst);
  return missing > 0 ? create(view, missing, `the Job wants ${wanted} pods`) : [];
}

function wantedPods({ job, active, succeeded }: View): number {
  const { completions, parallelism = 0 } = job.spec;
  // A work queue: the first success says that the work is done.
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

/** Pods without an index or with one that others have go first. */
function surplusPods({ job, active, now }: View, atLeast: number): readonly Frozen<Pod>[] {
  const misplaced: Frozen<Pod>[] = [];
  let left = active;
  if (isIndexed(job)) {
    const byIndex = new Map<number, Frozen<Pod>[]>();
    for (const pod of active) {
      const index = indexOf(job, pod);
      if (index === undefined) misplaced.push(pod);
      else byIndex.set(index, [...(byIndex.get(index) ?? []), pod]);
    }
    for (const pods of byIndex.values())
      if (pods.length > 1) misplaced.push(...choosePodsToDelete(pods, [], pods.length - 1, now));
    left = active.filter((pod) => !misplaced.includes(pod));
  }
  const more = atLeast - misplaced.length;
  return more > 0 ? [...misplaced, ...choosePodsToDelete(left, [], more, now)] : misplaced;
}

function create(view: View, count: number, because: string): Step[] {
  const { job, now, retried } = view;
  const wait = (until: Instant): Step[] => [
    { do: 'wait', for: 'the back-off after a failed pod', until },
  ];
  const isPerIndex = job.spec.backoffLimitPerIndex !== undefined;
  const end = isPerIndex ? Number.NEGATIVE_INFINITY : backOffEnd(view.backOff);
  if (end > now) return wait(end);
  if (!isIndexed(job)) return Array.from({ length: count }, () => ({ do: 'create', because }));
  const indexes = pendingIndexes(view, count);
  const ends = indexes.map((index) => indexBackOffEnd(retried.get(index)));
  const steps = indexes
    .filter((_, i) => (ends[i] ?? 0) <= now)
    .map((index): Step => ({ do: 'create', index, because }));
  if (steps.length > 0 || ends.length === 0) return steps;
  return wait(Math.min(...ends));
}

/** The lowest indexes that nothing runs for and that are not over. */
function pendingIndexes(view: View, count: number): readonly number[] {
  const { job, active, leaving } = view;
  const busy = [...active, ...(waitsForEnds(job) ? leaving : [])];
  const taken = new Set(busy.map((pod) => indexOf(job, pod)));
  const found: number[] = [];
  const { completions = 0 } = job.spec;
  for (let index = 0; index < completions && found.length < count; index += 1)
    if (!taken.has(index) && !view.succeededIndexes.has(index) && !view.failedIndexes.has(index))
      found.push(index);
  return found;
}
