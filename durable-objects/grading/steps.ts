import type { Cluster } from '../cluster/index.ts';
import { unreachable } from '../lib/assert.ts';
import { type Duration, second } from '../lib/instant.ts';
import { findingOf } from './check-state.ts';
import { ApiFailure, apply, graderUser, remove, scale } from './client.ts';
import { execIn } from './exec.ts';
import { gradingLimits } from './limits.ts';
import { stateOf, titleOf } from './object-texts.ts';
import { say } from './outcome.ts';
import type { Text } from './results.ts';
import type { PartialObject, Step } from './schema.ts';
import { texts } from './texts.ts';

/** What it takes to carry out steps, and what they may use up. */
export interface Run {
  readonly cluster: Cluster;
  /** The manifests of a file, for `apply`. */
  readonly manifests: (file: string) => readonly PartialObject[];
  /** Simulated milliseconds that may still pass. */
  budget: Duration;
}

/** Why a run could not go on. */
export interface StepFailure {
  readonly observed: Text;
  readonly why: readonly Text[];
}

/** Carries out one step; undefined when it worked. */
export function takeStep(run: Run, step: Step): StepFailure | undefined {
  try {
    return carryOut(run, step);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return { observed: texts.stepFailed(stepText(step), error.message), why: [] };
  }
}

function carryOut(run: Run, step: Step): StepFailure | undefined {
  const api = run.cluster.as(graderUser);
  if (step.scale) scale(api, step.scale, step.scale.replicas);
  else if (step.delete) remove(api, step.delete);
  else if (step.apply) {
    const { file, object } = step.apply;
    const objects = object ? [object] : run.manifests(file ?? '');
    for (const one of objects) apply(api, one);
  } else if (step.exec) {
    const result = execIn(run.cluster, step.exec);
    if (result.ended === 'exited' && result.code === 0) return undefined;
    const why = result.ended === 'refused' ? result.message : JSON.stringify(result);
    return { observed: texts.stepFailed(stepText(step), why), why: [] };
  } else if (step.skip) return pass(run, step.skip.seconds * second);
  else if (step.wait) return wait(run, step.wait);
  else unreachable(step as never);
  return undefined;
}

/** What a step does, as a learner would type it. */
export function stepText(step: Step): string {
  const { scale: scaled, delete: deleted, apply: applied, exec, skip, wait: waited } = step;
  if (scaled) return `scale ${titleOf(scaled)} to ${scaled.replicas}`;
  if (deleted) return `delete ${titleOf(deleted)}`;
  if (applied) return `apply ${applied.object ? titleOf(applied.object) : applied.file}`;
  if (exec) return `exec ${exec.pod} -- ${exec.command.join(' ')}`;
  if (skip) return `skip ${skip.seconds} s`;
  return waited ? `wait for ${stateOf(waited.for).en}` : '';
}

function pass(run: Run, by: Duration): StepFailure | undefined {
  if (by > run.budget) return overBudget();
  run.cluster.skip(by);
  run.budget -= by;
  return undefined;
}

/** From deadline to deadline, never less than a second, until the object is as it should be. */
function wait(
  run: Run,
  { seconds, for: state }: NonNullable<Step['wait']>,
): StepFailure | undefined {
  const { cluster } = run;
  let left = seconds * second;
  for (let looks = 0; ; looks += 1) {
    const found = findingOf(cluster.read, state);
    if (found.met) return undefined;
    const observed = say(found, 'observed');
    const { why } = found;
    const next = cluster.nextDeadline();
    if (!next) return { observed: texts.nothingLeft(stateOf(state), observed), why };
    if (left <= 0) return { observed: texts.waitedInVain(stateOf(state), seconds, observed), why };
    if (looks >= gradingLimits.waitLooks) {
      return { observed: texts.limitReached('waitLooks', gradingLimits.waitLooks), why };
    }
    const { now, skipped } = cluster.clock;
    const by = Math.min(Math.max(next.at - (now - skipped), second), left);
    const failure = pass(run, by);
    if (failure) return failure;
    left -= by;
  }
}

function overBudget(): StepFailure {
  const { experimentSeconds } = gradingLimits;
  return { observed: texts.limitReached('experimentSeconds', experimentSeconds), why: [] };
}
