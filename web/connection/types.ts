import type { Results, Text } from '../../durable-objects/grading/results.ts';
import type { BoardRow } from '../../durable-objects/rpc.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly teaches?: boolean;
}

export type Role = 'instructor' | 'assistant' | 'learner';

export interface ClassSummary {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface Assignment {
  readonly id: string;
  readonly classId: string;
  readonly lab: string;
  readonly title: Text;
  readonly opensAt: number | null;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  readonly policy: { readonly latePercentPerDay: number; readonly submissions?: number };
}

export interface Attempt {
  readonly id: string;
  readonly number: number;
  readonly startedAt: number;
}

export interface AssignmentSummary extends Assignment {
  readonly className: string;
  readonly minutes: number | null;
  readonly points: number;
  readonly attempt: Attempt | null;
  readonly score: number | null;
}

export interface LabTask {
  readonly id: string;
  readonly title: Text;
  /** The title in a word or two, for the head of a column. */
  readonly short?: Text;
  readonly text?: Text;
  readonly points: number;
}

export interface Lab {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  readonly minutes: number;
  readonly points: number;
  /** Markdown. */
  readonly guide: Text;
  readonly tasks: readonly LabTask[];
}

export interface Submission {
  readonly id: string;
  readonly at: number;
  readonly score: number;
  readonly points: number;
  readonly late: boolean;
  readonly results: Results;
}

/** What counts of a learner's submissions. */
export interface Counted {
  readonly score: number;
  readonly deduction: number;
  readonly submission: Submission;
}

export interface AssignmentDetail {
  readonly assignment: Assignment;
  readonly role: Role;
  /** Null: it isn't open yet. */
  readonly lab: Lab | null;
  readonly attempt: Attempt | null;
  readonly submissions: number;
  readonly counted: Counted | null;
}

export interface ClassDetail {
  readonly class: { readonly id: string; readonly name: string };
  readonly role: Role;
  readonly joinCode: string | null;
}

export interface ClassPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly section: string | null;
  readonly joinedAt: number;
}

export interface ClassAssignment {
  readonly id: string;
  readonly lab: string;
  readonly titleKo: string;
  readonly titleEn: string;
  readonly opensAt: number | null;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  readonly policy: Assignment['policy'];
}

/** A lab of the catalogue, as an instructor chooses it. */
export type LabSummary = Pick<Lab, 'id' | 'title' | 'summary' | 'minutes' | 'points'>;

/** What a class is given to do; without a title it has the lab's own. */
export interface NewAssignment {
  readonly lab: string;
  readonly title?: Text;
  readonly opensAt: number | null;
  readonly dueAt: number | null;
  readonly closesAt: number | null;
  readonly policy: { readonly latePercentPerDay: number };
}

export interface Live {
  readonly title: Text;
  readonly dueAt: number | null;
  readonly tasks: readonly LabTask[];
  readonly learners: readonly ClassPerson[];
  readonly rows: readonly BoardRow[];
}

export interface Gradebook {
  readonly assignments: readonly {
    readonly id: string;
    readonly title: Text;
    readonly points: number;
    readonly dueAt: number | null;
  }[];
  readonly rows: readonly {
    readonly person: Pick<ClassPerson, 'id' | 'name' | 'section'>;
    readonly cells: readonly GradeCell[];
  }[];
}

export interface GradeCell {
  /** Null: nothing was handed in and nothing was set. */
  readonly score: number | null;
  /** Points that lateness took off. */
  readonly deduction: number;
  readonly submissions: number;
  readonly override?: { readonly score: number; readonly reason: string };
}
