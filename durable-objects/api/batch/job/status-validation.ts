import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkNonNegative } from '../../../apimachinery/field-rules.ts';
import { parseTime } from '../../../lib/instant.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { overlapAt, readIndexes } from '../indexes.ts';
import type { Job } from './schema.ts';

type Read = Frozen<Job>;

const at = FieldPath.of('status');
const conditionsAt = at.child('conditions');

/**
 * Rules of a Job's status. A controller of somebody else's may write it, so that what it may say
 * is narrow; what was wrong before and does not change is let be (ValidateJobStatusUpdate).
 */
export function validateJobStatusUpdate(job: Read, old: Read): readonly FieldError[] {
  return [
    ...checkCounts(job),
    ...checkTerminal(job, old),
    ...checkFinished(job, old),
    ...checkIndexTexts(job, old),
    ...checkNumbers(job, old),
    ...checkExclusive(job),
    ...checkTransition(job, old),
  ];
}

function checkCounts({ status }: Read): readonly FieldError[] {
  const fields = ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const;
  const errors = fields.flatMap((field) => checkNonNegative(status[field], at.child(field)));
  const seen = new Set<string>();
  for (const list of ['succeeded', 'failed'] as const)
    (status.uncountedTerminatedPods?.[list] ?? []).forEach((uid, i) => {
      const place = at.child('uncountedTerminatedPods', list).index(i);
      if (uid === '') errors.push(invalidError(place, uid, 'must not be empty'));
      else if (seen.has(uid)) errors.push(duplicateError(place, uid));
      seen.add(uid);
    });
  return errors;
}

const is = ({ status }: Read, type: string): boolean =>
  status.conditions?.some((one) => one.type === type && one.status === 'True') ?? false;

const isFinished = (job: Read): boolean => is(job, 'Complete') || is(job, 'Failed');

/** An error about conditions, which are not shown. */
const aboutConditions = (text: string): FieldError => ({
  type: 'Invalid',
  field: conditionsAt.text,
  body: `Invalid value: ${text}`,
});

function checkTerminal(job: Read, old: Read): readonly FieldError[] {
  const differs = (type: string): boolean => is(job, type) !== is(old, type);
  const { startTime, completionTime } = job.status;
  const timeAt = at.child('completionTime');
  const isComplete = is(job, 'Complete');
  const isCompletionNews = completionTime !== old.status.completionTime;
  const isStartNews = startTime !== old.status.startTime;
  const errors: FieldError[] = [];
  const both = (a: string, b: string, text: string): void => {
    if ((differs(a) || differs(b)) && is(job, a) && is(job, b)) errors.push(aboutConditions(text));
  };
  both('Complete', 'Failed', 'cannot set Complete=True and Failed=true conditions');
  both('Complete', 'FailureTarget', 'cannot set Complete=True and FailureTarget=true conditions');
  if (differs('Complete') || isCompletionNews) {
    const early = 'cannot set completionTime when there is no Complete=True condition';
    if (completionTime !== undefined && !isComplete)
      errors.push(invalidError(timeAt, completionTime, early));
    if (completionTime === undefined && isComplete)
      errors.push(requiredError(timeAt, 'completionTime is required for Complete jobs'));
  }
  const [start, end] = [startTime, completionTime].map((text) => text && parseTime(text));
  if ((isStartNews || isCompletionNews) && start && end && end < start) {
    const text = 'completionTime cannot be set before startTime';
    errors.push(invalidError(timeAt, completionTime, text));
  }
  const without = (terminal: string, interim: string): void => {
    if ((differs(terminal) || differs(interim)) && is(job, terminal) && !is(job, interim))
      errors.push(
        aboutConditions(
          `cannot set ${terminal}=True condition without the ${interim}=true condition`,
        ),
      );
  };
  without('Failed', 'FailureTarget');
  without('Complete', 'SuccessCriteriaMet');
  return errors;
}

function checkFinished(job: Read, old: Read): readonly FieldError[] {
  if (!isFinished(job)) return [];
  const { status, spec } = job;
  const isNews = !isFinished(old);
  const changed = (field: 'active' | 'startTime' | 'uncountedTerminatedPods' | 'terminating') =>
    isNews || !deepEqual(status[field], old.status[field]);
  const errors: FieldError[] = [];
  const { active = 0, terminating = 0, uncountedTerminatedPods: uncounted } = status;
  if (changed('active') && active > 0)
    errors.push(invalidError(at.child('active'), active, 'active>0 is invalid for finished job'));
  const neverRan = spec.suspend === true && spec.completions === 0;
  if (changed('startTime') && !neverRan && status.startTime === undefined)
    errors.push(requiredError(at.child('startTime'), 'startTime is required for finished job'));
  const count = (uncounted?.failed ?? []).length + (uncounted?.succeeded ?? []).length;
  if (changed('uncountedTerminatedPods') && count > 0) {
    const shown = { Succeeded: uncounted?.succeeded ?? null, Failed: uncounted?.failed ?? null };
    const text = 'uncountedTerminatedPods needs to be empty for finished job';
    const body = `Invalid value: ${JSON.stringify(shown)}: ${text}`;
    errors.push({ type: 'Invalid', field: at.child('uncountedTerminatedPods').text, body });
  }
  if (changed('terminating') && terminating > 0) {
    const text = 'terminating>0 is invalid for finished job';
    errors.push(invalidError(at.child('terminating'), terminating, text));
  }
  return errors;
}

function checkIndexTexts({ spec, status }: Read, { status: old }: Read): readonly FieldError[] {
  const { completedIndexes: completed = '', failedIndexes: failed } = status;
  const completedAt = at.child('completedIndexes');
  const failedAt = at.child('failedIndexes');
  const isCompletedNews = completed !== (old.completedIndexes ?? '');
  const isFailedNews = failed !== old.failedIndexes;
  const { completions, backoffLimitPerIndex } = spec;
  const errors: FieldError[] = [];
  const done = completions === undefined ? undefined : readIndexes(completed, completions);
  const lost = completions === undefined ? undefined : readIndexes(failed ?? '', completions);
  if (isCompletedNews && done && 'error' in done)
    errors.push(
      invalidError(completedAt, completed, `error parsing completedIndexes: ${done.error}`),
    );
  if (isFailedNews && backoffLimitPerIndex !== undefined && lost && 'error' in lost)
    errors.push(invalidError(failedAt, failed, `error parsing failedIndexes: ${lost.error}`));
  if (isCompletedNews && completed !== '' && spec.completionMode !== 'Indexed') {
    const text = 'cannot set non-empty completedIndexes when non-indexed completion mode';
    errors.push(invalidError(completedAt, completed, text));
  }
  if (isFailedNews && backoffLimitPerIndex === undefined && failed !== undefined) {
    const text = 'cannot set non-null failedIndexes when backoffLimitPerIndex is null';
    errors.push(invalidError(failedAt, failed, text));
  }
  if (!isCompletedNews && !isFailedNews) return errors;
  if (!done || !lost || 'error' in done || 'error' in lost) return errors;
  const shared = overlapAt(done.intervals, lost.intervals);
  const text = `failedIndexes and completedIndexes overlap at index: ${shared}`;
  return shared === undefined ? errors : [...errors, invalidError(failedAt, failed, text)];
}

function checkNumbers({ status }: Read, { status: old }: Read): readonly FieldError[] {
  const { ready, active = 0 } = status;
  const isNews = ready !== old.ready || active !== (old.active ?? 0);
  const text = 'cannot set more ready pods than active';
  return isNews && ready !== undefined && ready > active
    ? [invalidError(at.child('ready'), ready, text)]
    : [];
}

function checkExclusive(job: Read): readonly FieldError[] {
  const isMet = is(job, 'SuccessCriteriaMet');
  const errors: FieldError[] = [];
  for (const type of ['Failed', 'FailureTarget'])
    if (isMet && is(job, type))
      errors.push(
        aboutConditions(`cannot set SuccessCriteriaMet=True and ${type}=true conditions`),
      );
  const text = 'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True';
  if (job.spec.successPolicy && !isMet && is(job, 'Complete')) errors.push(aboutConditions(text));
  return errors;
}

/** What was said once for all stays said. */
function checkTransition(job: Read, old: Read): readonly FieldError[] {
  const { spec, status } = job;
  const errors: FieldError[] = [];
  for (const type of ['Failed', 'Complete', 'FailureTarget'])
    if (is(old, type) && !is(job, type))
      errors.push(aboutConditions(`cannot disable the terminal ${type}=True condition`));
  const decreases = (field: 'failed' | 'succeeded'): void => {
    if ((status[field] ?? 0) < (old.status[field] ?? 0))
      errors.push(
        invalidError(at.child(field), status[field] ?? 0, `cannot decrease the ${field} counter`),
      );
  };
  decreases('failed');
  // An Indexed Job with equal completions and parallelism may be scaled down.
  if (spec.completionMode !== 'Indexed' || spec.completions !== spec.parallelism)
    decreases('succeeded');
  const { completionTime, startTime } = status;
  const end = old.status.completionTime;
  if (completionTime !== undefined && end !== undefined && completionTime !== end) {
    const text = 'completionTime cannot be mutated';
    errors.push(invalidError(at.child('completionTime'), completionTime, text));
  }
  const start = old.status.startTime;
  // Resuming starts the time anew.
  const isResumed = is(old, 'Suspended') && startTime !== undefined;
  if (start !== undefined && start !== startTime && spec.suspend !== true && !isResumed) {
    const text = 'startTime cannot be removed for unsuspended job';
    errors.push(requiredError(at.child('startTime'), text));
  }
  const [wasMet, isMet] = [is(old, 'SuccessCriteriaMet'), is(job, 'SuccessCriteriaMet')];
  if (wasMet && !isMet)
    errors.push(aboutConditions('cannot disable the SuccessCriteriaMet=True condition'));
  if (is(old, 'Complete') && !wasMet && isMet)
    errors.push(
      aboutConditions(
        'cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions',
      ),
    );
  return errors;
}
