import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../env.ts';
import { problems } from '../problem.ts';
import { assignments } from './schema.ts';

export type Assignment = typeof assignments.$inferSelect;

export async function selectAssignment(
  database: Database,
  assignmentId: string,
): Promise<Assignment> {
  const found = await database
    .select()
    .from(assignments)
    .where(eq(assignments.id, assignmentId))
    .get();
  if (!found) throw problems.notFound({ ko: '이 과제', en: 'This assignment' });
  return found;
}

/** The classes' assignments, oldest first. */
export async function selectAssignmentsOf(
  database: Database,
  classIds: readonly string[],
): Promise<readonly Assignment[]> {
  if (classIds.length === 0) return [];
  return database
    .select()
    .from(assignments)
    .where(inArray(assignments.classId, [...classIds]))
    .orderBy(assignments.createdAt, assignments.id);
}

export async function insertAssignment(
  database: Database,
  assignment: typeof assignments.$inferInsert,
): Promise<void> {
  await database.insert(assignments).values(assignment);
}
