import { isMet, type Outcome, type Progress } from './outcome.ts';
import type { CheckResult } from './results.ts';
import type { Check, ExperimentCheck, TaskSpec } from './schema.ts';
import { texts } from './texts.ts';

/** A check that has a result: those within an experiment have one each, the experiment none. */
export type ScoredCheck = Check | ExperimentCheck;

export function scoredChecks(check: Check): readonly ScoredCheck[] {
  return check.experiment ? check.experiment.checks : [check];
}

/** All of a task. */
export function checksOf(task: TaskSpec): readonly ScoredCheck[] {
  return task.checks.flatMap(scoredChecks);
}

/** A check's result, and how far along the learner is with it. */
export interface Judged {
  readonly check: ScoredCheck;
  readonly result: CheckResult;
  readonly progress: Progress;
}

/** Points are given for the part that is right, rounded down. */
export function judge(check: ScoredCheck, outcome: Outcome): Judged {
  const { id, title, points, failure } = check;
  const { part, of, expected, observed, why, evidence, progress } = outcome;
  const met = isMet(outcome);
  const said = failure ? [failure, ...why] : why;
  const result: CheckResult = {
    id,
    title,
    points,
    score: Math.floor((points * part) / of),
    met,
    expected,
    observed,
    why: met ? [] : said,
    evidence,
  };
  return { check, result, progress };
}

/** A check that needs a copy of the cluster and has not had one. */
export function notTried(check: ScoredCheck): Judged {
  return judge(check, {
    part: 0,
    of: 1,
    progress: 'todo',
    expected: check.title,
    observed: texts.notChecked,
    why: [],
    evidence: [],
  });
}

/** A check that does not count yet, because one that it needs is not met. */
export function comesLater(check: ScoredCheck, first: ScoredCheck): Judged {
  return judge(check, {
    part: 0,
    of: 1,
    progress: 'todo',
    expected: check.title,
    observed: texts.comesAfter(first.title),
    why: [],
    evidence: [],
  });
}
