import type { Cluster } from '../cluster/index.ts';
import { second } from '../lib/instant.ts';
import { runProbe } from './check-probe.ts';
import { lookForAssert, lookForError } from './check-state.ts';
import { changedField, type Values, valuesOf } from './history-progress.ts';
import { gradingLimits } from './limits.ts';
import { changeText, stateOf, subjectOf, titleOf, valueText } from './object-texts.ts';
import { getObject } from './objects.ts';
import { combine, type Finding, type Outcome } from './outcome.ts';
import type { Text } from './results.ts';
import type { ExperimentCheck, ExperimentSpec, FieldsOf, PartialObject } from './schema.ts';
import { type Run, type StepFailure, stepText, takeStep } from './steps.ts';
import { texts } from './texts.ts';
import { whyAbsent } from './why/index.ts';

/**
 * Carries out an experiment on a copy of the cluster, and looks. Returns an outcome for each of
 * its checks, in order. When a step fails none of them is met, for that reason.
 */
export function runExperiment(
  copy: Cluster,
  spec: ExperimentSpec,
  manifests: Run['manifests'],
): readonly Outcome[] {
  const remembered = remember(copy, spec.remember ?? []);
  const run: Run = {
    cluster: copy,
    manifests,
    budget: gradingLimits.experimentSeconds * second,
  };
  const begin = copy.clock.now;
  const evidence: { text: string }[] = [];
  let failure: StepFailure | undefined;
  for (const step of spec.steps) {
    const after = Math.round((copy.clock.now - begin) / second);
    failure = takeStep(run, step);
    evidence.push({ text: `+${after} s ${stepText(step)}${failure ? ': failed' : ''}` });
    if (failure) break;
  }
  return spec.checks.map((check) => {
    const outcome = failure
      ? outcomeOf(failure, check, remembered)
      : look(copy.fork(), check, remembered);
    return { ...outcome, evidence: [...evidence, ...outcome.evidence] };
  });
}

/** Fields of one object as they were before the steps. */
interface Remembered {
  readonly of: FieldsOf;
  readonly values: Values;
  /** Why there was none to begin with. */
  readonly why: readonly Text[];
}

function remember(copy: Cluster, list: readonly FieldsOf[]): readonly Remembered[] {
  return list.map((of) => {
    const object = getObject(copy.read, of);
    if (object) return { of, values: valuesOf(of, object), why: [] };
    return { of, values: null, why: whyAbsent(copy.read, patternOf(of)).why };
  });
}

function look(copy: Cluster, check: ExperimentCheck, remembered: readonly Remembered[]): Outcome {
  if (check.probe) return runProbe(copy, check.probe);
  if (check.assert) return lookForAssert(copy.read, check.assert);
  if (check.error) return lookForError(copy.read, check.error);
  return combine(remembered.map((one) => compare(copy, one)));
}

function compare(copy: Cluster, { of, values, why }: Remembered): Finding {
  const finding = {
    subject: subjectOf(of),
    met: false,
    progress: 'unmet',
    expected: (title: string) => texts.staysUnchanged(title, of.fields),
    evidence: [],
  } as const;
  if (!values) return { ...finding, observed: texts.absent, why };
  const object = getObject(copy.read, of);
  const whyGone = whyAbsent(copy.read, patternOf(of)).why;
  if (!object) return { ...finding, observed: texts.wasGone, why: whyGone };
  const field = changedField(of, values, valuesOf(of, object));
  if (field) {
    const evidence = [{ text: `${titleOf(of)}: ${changeText(field)}` }];
    const observed = (title: string): Text => texts.fieldChanged(title, field.path);
    return { ...finding, observed, why: whyGone, evidence };
  }
  const kept = Object.entries(values).map(([path, value]) => `${path} ${valueText(value)}`);
  const evidence = [{ text: `${titleOf(of)}: ${kept.join(', ')}` }];
  return { ...finding, met: true, observed: texts.stayed, why: [], evidence };
}

/** A check of an experiment that did not get as far: what was missing before explains most. */
function outcomeOf(
  failure: StepFailure,
  check: ExperimentCheck,
  remembered: readonly Remembered[],
): Outcome {
  const before = remembered.find((one) => !one.values);
  const why = failure.why.length > 0 ? failure.why : (before?.why ?? []);
  return {
    part: 0,
    of: 1,
    progress: 'unmet',
    expected: expectationOf(check),
    observed: failure.observed,
    why,
    evidence: [],
  };
}

function expectationOf(check: ExperimentCheck): Text {
  const patterns = check.assert ?? check.error;
  if (!patterns) return check.title;
  return texts.list((Array.isArray(patterns) ? patterns : [patterns]).map(stateOf));
}

function patternOf({ apiVersion, kind, namespace, name }: FieldsOf): PartialObject {
  return { apiVersion, kind, metadata: { namespace, name } };
}
