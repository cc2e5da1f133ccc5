import type { Instant } from '../lib/instant.ts';

/** A text that people read, in both languages of the platform. */
export interface Text {
  readonly ko: string;
  readonly en: string;
}

/** - `todo`: not attempted; `waiting`: under way; `partly`: some points; `unmet`: attempted. */
export type TaskStanding = 'todo' | 'waiting' | 'partly' | 'met' | 'unmet' | 'locked';

/** What a check saw. Follows Gradescope's results.json where that has a field for it. */
export interface CheckResult {
  readonly id: string;
  readonly title: Text;
  readonly points: number;
  /** 0 to `points`. */
  readonly score: number;
  readonly met: boolean;
  readonly expected: Text;
  readonly observed: Text;
  /** Effect first, root cause last; empty when met. */
  readonly why: readonly Text[];
  /** The facts behind it, with times. */
  readonly evidence: readonly { readonly at?: Instant; readonly text: string }[];
}

export interface TaskResult {
  readonly id: string;
  readonly title: Text;
  readonly standing: TaskStanding;
  readonly points: number;
  readonly score: number;
  readonly checks: readonly CheckResult[];
}

/** The outcome of grading one cluster: the same cluster always gets the same one. */
export interface Results {
  readonly lab: string;
  readonly labVersion: number;
  readonly points: number;
  readonly score: number;
  readonly tasks: readonly TaskResult[];
  /** The cluster's revision that was graded. */
  readonly revision: number;
}
