import type { Assignment } from './db/assignments.ts';
import type { ClassPerson } from './db/classes.ts';
import type { GradeOverride, SubmissionSummary } from './db/submissions.ts';
import { graded } from './policy.ts';

/** A class's grades: learners by assignments. */
export interface Gradebook {
  readonly assignments: readonly GradebookColumn[];
  readonly rows: readonly GradebookRow[];
}

export interface GradebookColumn {
  readonly id: string;
  readonly title: { readonly ko: string; readonly en: string };
  readonly points: number;
  readonly dueAt: number | null;
}

export interface GradebookRow {
  readonly person: Pick<ClassPerson, 'id' | 'name' | 'section'>;
  /** One per assignment, in order. */
  readonly cells: readonly GradebookCell[];
}

export interface GradebookCell {
  /** Null: nothing was handed in and nothing was set. */
  readonly score: number | null;
  /** Points that lateness took off the score. */
  readonly deduction: number;
  readonly submissions: number;
  readonly override?: { readonly score: number; readonly reason: string };
}

/** What a gradebook is made from; `points` is what an assignment's lab gives at most. */
export interface GradebookSource {
  readonly assignments: readonly Assignment[];
  readonly people: readonly ClassPerson[];
  readonly submissions: readonly SubmissionSummary[];
  readonly overrides: readonly GradeOverride[];
  readonly points: (assignment: Assignment) => number;
}

export function gradebook(source: GradebookSource): Gradebook {
  const learners = source.people.filter((person) => person.role === 'learner');
  return {
    assignments: source.assignments.map((assignment) => ({
      id: assignment.id,
      title: { ko: assignment.titleKo, en: assignment.titleEn },
      points: source.points(assignment),
      dueAt: assignment.dueAt,
    })),
    rows: learners.map(({ id, name, section }) => ({
      person: { id, name, section },
      cells: source.assignments.map((assignment) => cell(source, assignment, id)),
    })),
  };
}

function cell(source: GradebookSource, assignment: Assignment, personId: string): GradebookCell {
  const isHere = (row: { assignmentId: string; personId: string }): boolean =>
    row.assignmentId === assignment.id && row.personId === personId;
  const submissions = source.submissions.filter(isHere);
  const override = source.overrides.find(isHere);
  const counted = graded(assignment.policy, assignment.dueAt, submissions);
  return {
    score: override?.score ?? counted?.score ?? null,
    deduction: override ? 0 : (counted?.deduction ?? 0),
    submissions: submissions.length,
    ...(override ? { override: { score: override.score, reason: override.reason } } : {}),
  };
}

/** The gradebook as Canvas imports it: its five columns, then one per assignment. */
export function canvasCsv(book: Gradebook, locale: 'ko' | 'en'): string {
  const blank = ['', '', '', ''];
  const lines = [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'].concat(
      book.assignments.map((assignment) => assignment.title[locale]),
    ),
    ['    Points Possible', ...blank].concat(book.assignments.map(({ points }) => String(points))),
    ...book.rows.map(({ person, cells }) =>
      [person.name, person.id, person.id, '', person.section ?? ''].concat(
        cells.map(({ score }) => (score === null ? '' : String(score))),
      ),
    ),
  ];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** One field of a CSV. A leading sign would make a spreadsheet take a name for a formula. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
