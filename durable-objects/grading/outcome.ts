import type { Instant } from '../lib/instant.ts';
import type { CheckResult, Text } from './results.ts';
import { texts } from './texts.ts';

/** How far along the learner is with a check that is not met. */
export type Progress = 'todo' | 'waiting' | 'unmet';

export type Evidence = CheckResult['evidence'];

/** What looking at a check found: `part` of `of` things are as they should be. */
export interface Outcome {
  readonly part: number;
  readonly of: number;
  /** Ignored when met. */
  readonly progress: Progress;
  readonly expected: Text;
  readonly observed: Text;
  readonly why: readonly Text[];
  readonly evidence: Evidence;
}

/** One thing that was looked at, e.g. one of several objects. */
export interface Finding {
  readonly met: boolean;
  readonly progress: Progress;
  readonly expected: Text;
  readonly observed: Text;
  readonly why: readonly Text[];
  readonly evidence: readonly { readonly at?: Instant; readonly text: string }[];
}

export function isMet(outcome: Pick<Outcome, 'part' | 'of'>): boolean {
  return outcome.part === outcome.of;
}

/** Several findings as one outcome: the first that is wrong is explained. */
export function combine(findings: readonly Finding[]): Outcome {
  const wrong = findings.filter((finding) => !finding.met);
  const first = wrong[0];
  const shown = first ? wrong : findings;
  const part = findings.length - wrong.length;
  const count = first && part > 0 ? [texts.someRight(part, findings.length)] : [];
  return {
    part,
    of: findings.length,
    progress: first ? progressOf(wrong) : 'unmet',
    expected: texts.list(distinct(findings.map((finding) => finding.expected))),
    observed: texts.list([...count, ...distinct(shown.map((finding) => finding.observed))]),
    why: first?.why ?? [],
    evidence: findings.flatMap((finding) => finding.evidence),
  };
}

/** Begun on one is begun; then anything wrong outweighs what is only under way. */
function progressOf(wrong: readonly Finding[]): Progress {
  if (wrong.every((finding) => finding.progress === 'todo')) return 'todo';
  return wrong.some((finding) => finding.progress === 'unmet') ? 'unmet' : 'waiting';
}

export function distinct(list: readonly Text[]): readonly Text[] {
  return list.filter((text, i) => list.findIndex((other) => other.en === text.en) === i);
}
