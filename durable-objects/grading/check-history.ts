import type { Reader } from '../storage/store.ts';
import { findingOf } from './check-state.ts';
import type { Break, HistoryProgress, Moment } from './history-progress.ts';
import { stateOf, titleOf } from './object-texts.ts';
import { isAskedFor, nearest } from './objects.ts';
import { combine, type Finding, type Outcome } from './outcome.ts';
import type { FieldsOf, HistorySpec, PartialObject } from './schema.ts';
import { texts } from './texts.ts';
import { whyRemoved } from './why/index.ts';

/** What a history check has seen, told with the cluster as it is now. */
export function tellHistory(read: Reader, spec: HistorySpec, progress: HistoryProgress): Outcome {
  const { sequence, after } = spec;
  const sequenceFindings = sequence ? [tellSequence(read, sequence, progress)] : [];
  if (after && !progress.window) {
    return combine([...sequenceFindings, tellNotYet(read, spec, after)]);
  }
  const unchanged = (spec.unchanged ?? []).map((one, i) => tellWatched(read, one, i, progress));
  const never = (spec.never ?? []).map((state, i) => tellNever(state, i, progress));
  const outcome = combine([...sequenceFindings, ...unchanged, ...never]);
  // A history is one statement: it holds or it does not, there is no part of it.
  return { ...outcome, part: outcome.part === outcome.of ? 1 : 0, of: 1 };
}

function tellSequence(
  read: Reader,
  states: readonly PartialObject[],
  { reached }: HistoryProgress,
): Finding {
  const told = states.map(stateOf);
  const expected = texts.sequence(told);
  const evidence = reached.map((moment, i) => evidenceOf(moment, told[i]?.en ?? ''));
  const next = states[reached.length];
  if (!next) {
    const observed = texts.reached(told);
    return { met: true, progress: 'unmet', expected, observed, why: [], evidence };
  }
  const now = findingOf(read, next);
  const count = states.length > 1 ? [texts.reachedSome(reached.length, states.length)] : [];
  return {
    met: false,
    // Having come this far and not having gone on is no failure.
    progress: reached.length === 0 ? now.progress : isUnderWay(read, next) ? now.progress : 'todo',
    expected,
    observed: texts.list([...count, now.observed]),
    why: now.why,
    evidence,
  };
}

function isUnderWay(read: Reader, state: PartialObject): boolean {
  const found = nearest(read, state);
  return found !== undefined && isAskedFor(found.differences);
}

function tellNotYet(read: Reader, spec: HistorySpec, after: PartialObject): Finding {
  const watched = (spec.unchanged ?? []).map((one) =>
    texts.staysUnchanged(titleOf(one), one.fields),
  );
  const never = (spec.never ?? []).map((state) => texts.neverIs(stateOf(state)));
  const { progress } = findingOf(read, after);
  return {
    met: false,
    progress: progress === 'waiting' && isUnderWay(read, after) ? 'waiting' : 'todo',
    expected: texts.list([...watched, ...never]),
    observed: texts.notYet(stateOf(after)),
    why: [],
    evidence: [],
  };
}

function tellWatched(
  read: Reader,
  watched: FieldsOf,
  index: number,
  progress: HistoryProgress,
): Finding {
  const title = titleOf(watched);
  const expected = texts.staysUnchanged(title, watched.fields);
  const { window, broken } = progress;
  const begin = window ? [evidenceOf(window, `${title}: ${valuesText(window.values[index])}`)] : [];
  const base = { progress: 'unmet' as const, expected };
  if (!window?.values[index]) {
    const why = whyRemoved(read, watched);
    return { ...base, met: false, observed: texts.wasMissing(title), why, evidence: begin };
  }
  if (broken?.index !== index) {
    return { ...base, met: true, observed: texts.stayed(title), why: [], evidence: begin };
  }
  const { field } = broken;
  const observed = field
    ? texts.fieldChanged(title, field.path, field.from, field.to)
    : texts.wasGone(title);
  const evidence = [...begin, evidenceOf(broken, observed.en)];
  return { ...base, met: false, observed, why: whyRemoved(read, watched), evidence };
}

function tellNever(state: PartialObject, index: number, { violated }: HistoryProgress): Finding {
  const expected = texts.neverIs(stateOf(state));
  if (violated?.index !== index) {
    const observed = texts.neverWas;
    return { met: true, progress: 'unmet', expected, observed, why: [], evidence: [] };
  }
  const observed = texts.happened(stateOf(state));
  const evidence = [evidenceOf(violated, observed.en)];
  return { met: false, progress: 'unmet', expected, observed, why: [], evidence };
}

function evidenceOf({ at }: Moment | Break, text: string) {
  return { at, text };
}

function valuesText(values: HistoryProgress['values'][number] | undefined): string {
  if (!values) return 'absent';
  return Object.entries(values)
    .map(([path, value]) => `${path} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
