import type { Reader } from '../storage/store.ts';
import { findingOf } from './check-state.ts';
import type { Break, HistoryProgress, Moment } from './history-progress.ts';
import { changeText, stateOf, subjectOf, titleOf } from './object-texts.ts';
import { isAskedFor, nearest } from './objects.ts';
import { combine, type Finding, isMet, type Outcome, say } from './outcome.ts';
import type { Text } from './results.ts';
import type { FieldsOf, HistorySpec, PartialObject } from './schema.ts';
import { texts } from './texts.ts';
import { whyAbsent, whyRemoved } from './why/index.ts';

/** What a history check has seen, told with the cluster as it is now. */
export function tellHistory(read: Reader, spec: HistorySpec, progress: HistoryProgress): Outcome {
  const { sequence, after } = spec;
  const sequenceFindings = sequence ? [tellSequence(read, sequence, progress)] : [];
  if (after && !progress.window) {
    return whole(combine([...sequenceFindings, ...tellNotYet(read, spec, after)]));
  }
  const unchanged = (spec.unchanged ?? []).map((one, i) => tellWatched(read, one, i, progress));
  const never = (spec.never ?? []).map((state, i) => tellNever(state, i, progress));
  return whole(combine([...sequenceFindings, ...unchanged, ...never]));
}

/** A history is one statement: it holds or it does not, there is no part of it. */
function whole(outcome: Outcome): Outcome {
  return { ...outcome, part: isMet(outcome) ? 1 : 0, of: 1 };
}

function tellSequence(
  read: Reader,
  states: readonly PartialObject[],
  { reached }: HistoryProgress,
): Finding {
  const told = states.map(stateOf);
  const expected = (): Text => texts.sequence(told);
  const subject = { kind: '', name: '' };
  const evidence = reached.map((moment, i) => evidenceOf(moment, told[i]?.en ?? ''));
  const next = states[reached.length];
  if (!next) {
    const observed = (): Text => texts.reached(told);
    return { subject, met: true, progress: 'unmet', expected, observed, why: [], evidence };
  }
  const now = findingOf(read, next);
  const count = states.length > 1 ? [texts.reachedSome(reached.length, states.length)] : [];
  return {
    subject,
    met: false,
    // Having come this far and not having gone on is no failure.
    progress: reached.length === 0 ? now.progress : isUnderWay(read, next) ? now.progress : 'todo',
    expected,
    observed: () => texts.list([...count, say(now, 'observed')]),
    why: now.why,
    evidence,
  };
}

function isUnderWay(read: Reader, state: PartialObject): boolean {
  const found = nearest(read, state);
  return found !== undefined && isAskedFor(found.differences);
}

function tellNotYet(read: Reader, spec: HistorySpec, after: PartialObject): readonly Finding[] {
  const { progress } = findingOf(read, after);
  const notYet = {
    met: false,
    progress: progress === 'waiting' && isUnderWay(read, after) ? progress : 'todo',
    observed: () => texts.notYet(stateOf(after)),
    why: [],
    evidence: [],
  } as const;
  const unchanged = (spec.unchanged ?? []).map((one) => ({
    ...notYet,
    subject: subjectOf(one),
    expected: (title: string) => texts.staysUnchanged(title, one.fields),
  }));
  const never = (spec.never ?? []).map((state) => ({
    ...notYet,
    subject: subjectOf(state),
    expected: () => texts.neverIs(stateOf(state)),
  }));
  return [...unchanged, ...never];
}

function tellWatched(
  read: Reader,
  watched: FieldsOf,
  index: number,
  progress: HistoryProgress,
): Finding {
  const title = titleOf(watched);
  const expected = (of: string): Text => texts.staysUnchanged(of, watched.fields);
  const { window } = progress;
  const broken = progress.broken.find((one) => one.index === index);
  const begin = window ? [evidenceOf(window, `${title}: ${valuesText(window.values[index])}`)] : [];
  const base = { subject: subjectOf(watched), progress: 'unmet', expected } as const;
  if (!window?.values[index]) {
    const byPolicy = whyRemoved(read, watched);
    const why = byPolicy.length > 0 ? byPolicy : whyGone(read, watched);
    return { ...base, met: false, observed: texts.wasMissing, why, evidence: begin };
  }
  if (!broken) {
    return { ...base, met: true, observed: texts.stayed, why: [], evidence: begin };
  }
  const { field } = broken;
  const observed = field ? (of: string) => texts.fieldChanged(of, field.path) : texts.wasGone;
  const fact = field ? changeText(field) : `deleted by ${broken.by}`;
  const evidence = [...begin, evidenceOf(broken, `${title}: ${fact}`)];
  const byPolicy = whyRemoved(read, watched);
  const isByPerson = !field && byPolicy.length === 0 && broken.by !== 'controllers';
  const why = isByPerson ? [texts.removedBy(title, broken.by)] : byPolicy;
  return { ...base, met: false, observed, why, evidence };
}

function tellNever(state: PartialObject, index: number, progress: HistoryProgress): Finding {
  const violated = progress.violated.find((one) => one.index === index);
  const expected = (): Text => texts.neverIs(stateOf(state));
  const base = { subject: subjectOf(state), progress: 'unmet', expected } as const;
  if (!violated) {
    return { ...base, met: true, observed: () => texts.neverWas, why: [], evidence: [] };
  }
  const observed = texts.happened(stateOf(state));
  const evidence = [evidenceOf(violated, observed.en)];
  return { ...base, met: false, observed: () => observed, why: [], evidence };
}

function whyGone(read: Reader, { apiVersion, kind, namespace, name }: FieldsOf): readonly Text[] {
  return whyAbsent(read, { apiVersion, kind, metadata: { namespace, name } }).why;
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
