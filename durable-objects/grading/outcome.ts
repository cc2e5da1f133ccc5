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

/** What a sentence is about; those that say the same of several name them together. */
export interface Subject {
  /** '' when the name says enough. */
  readonly kind: string;
  readonly name: string;
}

/** A sentence about what it is given: `StatefulSet web`, or several names in a list. */
export type Told = (subject: string) => Text;

/** One thing that was looked at, e.g. one of several objects. */
export interface Finding {
  readonly subject: Subject;
  readonly met: boolean;
  readonly progress: Progress;
  readonly expected: Told;
  readonly observed: Told;
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
    expected: texts.list(gather(findings, 'expected')),
    observed: texts.list([...count, ...gather(shown, 'observed')]),
    why: first?.why ?? [],
    evidence: findings.flatMap((finding) => finding.evidence),
  };
}

/** Begun on one is begun; then anything wrong outweighs what is only under way. */
function progressOf(wrong: readonly Finding[]): Progress {
  if (wrong.every((finding) => finding.progress === 'todo')) return 'todo';
  return wrong.some((finding) => finding.progress === 'unmet') ? 'unmet' : 'waiting';
}

/** What one finding says. */
export function say(finding: Finding, which: 'expected' | 'observed'): Text {
  return finding[which](titleOf(finding.subject.kind, [finding.subject.name]));
}

/** What findings say, each sentence once with everything that it is said of. */
function gather(findings: readonly Finding[], which: 'expected' | 'observed'): readonly Text[] {
  const groups = new Map<string, { told: Told; kind: string; names: string[] }>();
  for (const { subject, [which]: told } of findings) {
    const { kind, name } = subject;
    const key = `${kind} ${told('').en}`;
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { told, kind, names: [name] });
  }
  return [...groups.values()].map(({ told, kind, names }) => told(titleOf(kind, names)));
}

function titleOf(kind: string, names: readonly string[]): string {
  const list = names.join(', ');
  return kind === '' || list === '' ? `${kind}${list}` : `${kind} ${list}`;
}
