import { and, eq } from 'drizzle-orm';
import type { Database } from '../env.ts';
import { assignments, attempts, gradeOverrides, submissions } from './schema.ts';

export type Submission = typeof submissions.$inferSelect;
export type GradeOverride = typeof gradeOverrides.$inferSelect;

/** A submission without its results, which may be long. */
export interface SubmissionSummary {
  readonly id: string;
  readonly assignmentId: string;
  readonly personId: string;
  readonly at: number;
  readonly score: number;
  readonly points: number;
  readonly late: boolean;
}

const summaryColumns = {
  id: submissions.id,
  assignmentId: attempts.assignmentId,
  personId: attempts.personId,
  at: submissions.at,
  score: submissions.score,
  points: submissions.points,
  late: submissions.late,
};

export async function insertSubmission(
  database: Database,
  submission: typeof submissions.$inferInsert,
): Promise<void> {
  await database.insert(submissions).values(submission);
}

/** What a learner handed in, for every assignment, oldest first. */
export async function selectSubmissionsOf(
  database: Database,
  personId: string,
): Promise<readonly SubmissionSummary[]> {
  return database
    .select(summaryColumns)
    .from(submissions)
    .innerJoin(attempts, eq(attempts.id, submissions.attemptId))
    .where(eq(attempts.personId, personId))
    .orderBy(submissions.at);
}

/** What a class handed in, oldest first. */
export async function selectClassSubmissions(
  database: Database,
  classId: string,
): Promise<readonly SubmissionSummary[]> {
  return database
    .select(summaryColumns)
    .from(submissions)
    .innerJoin(attempts, eq(attempts.id, submissions.attemptId))
    .innerJoin(assignments, eq(assignments.id, attempts.assignmentId))
    .where(eq(assignments.classId, classId))
    .orderBy(submissions.at);
}

/** A learner's submissions for one assignment with their results, oldest first. */
export async function selectSubmissions(
  database: Database,
  assignmentId: string,
  personId: string,
): Promise<readonly Submission[]> {
  const rows = await database
    .select({ submission: submissions })
    .from(submissions)
    .innerJoin(attempts, eq(attempts.id, submissions.attemptId))
    .where(and(eq(attempts.assignmentId, assignmentId), eq(attempts.personId, personId)))
    .orderBy(submissions.at);
  return rows.map((row) => row.submission);
}

/** The class's scores that were set by hand. */
export async function selectClassOverrides(
  database: Database,
  classId: string,
): Promise<readonly GradeOverride[]> {
  const rows = await database
    .select({ override: gradeOverrides })
    .from(gradeOverrides)
    .innerJoin(assignments, eq(assignments.id, gradeOverrides.assignmentId))
    .where(eq(assignments.classId, classId));
  return rows.map((row) => row.override);
}

/** A learner's scores that were set by hand. */
export async function selectOverridesOf(
  database: Database,
  personId: string,
): Promise<readonly GradeOverride[]> {
  return database.select().from(gradeOverrides).where(eq(gradeOverrides.personId, personId));
}

/** Sets a score by hand, in the place of one that was set before. */
export async function insertOverride(database: Database, override: GradeOverride): Promise<void> {
  const { score, reason, byPersonId, at } = override;
  await database
    .insert(gradeOverrides)
    .values(override)
    .onConflictDoUpdate({
      target: [gradeOverrides.assignmentId, gradeOverrides.personId],
      set: { score, reason, byPersonId, at },
    });
}

export async function deleteOverride(
  database: Database,
  assignmentId: string,
  personId: string,
): Promise<void> {
  await database
    .delete(gradeOverrides)
    .where(
      and(eq(gradeOverrides.assignmentId, assignmentId), eq(gradeOverrides.personId, personId)),
    );
}
