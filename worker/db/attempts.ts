import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '../env.ts';
import { problems } from '../problem.ts';
import { assignments, attempts, clusters, people } from './schema.ts';

export type Attempt = typeof attempts.$inferSelect;

/** An attempt with what it belongs to. */
export interface AttemptPlace {
  readonly attempt: Attempt;
  readonly assignment: typeof assignments.$inferSelect;
  readonly cluster: typeof clusters.$inferSelect;
  readonly learner: { readonly id: string; readonly name: string };
}

export async function selectAttemptPlace(
  database: Database,
  attemptId: string,
): Promise<AttemptPlace> {
  const found = await database
    .select({
      attempt: attempts,
      assignment: assignments,
      cluster: clusters,
      learner: { id: people.id, name: people.name },
    })
    .from(attempts)
    .innerJoin(assignments, eq(assignments.id, attempts.assignmentId))
    .innerJoin(clusters, eq(clusters.id, attempts.clusterId))
    .innerJoin(people, eq(people.id, attempts.personId))
    .where(eq(attempts.id, attemptId))
    .get();
  if (!found) throw problems.notFound({ ko: '이 과제', en: 'This attempt' });
  return found;
}

/** A learner's newest try at an assignment. */
export async function selectOptionalAttempt(
  database: Database,
  assignmentId: string,
  personId: string,
): Promise<Attempt | undefined> {
  return database
    .select()
    .from(attempts)
    .where(and(eq(attempts.assignmentId, assignmentId), eq(attempts.personId, personId)))
    .orderBy(desc(attempts.number))
    .limit(1)
    .get();
}

/** All of a learner's attempts. */
export async function selectAttemptsOf(
  database: Database,
  personId: string,
): Promise<readonly Attempt[]> {
  return database
    .select()
    .from(attempts)
    .where(eq(attempts.personId, personId))
    .orderBy(attempts.startedAt);
}

/**
 * Makes an attempt and its cluster together; false when that try exists already, made a moment ago
 * from another tab.
 */
export async function insertAttempt(
  database: Database,
  attempt: typeof attempts.$inferInsert,
  cluster: typeof clusters.$inferInsert,
): Promise<boolean> {
  try {
    await database.batch([
      database.insert(clusters).values(cluster),
      database.insert(attempts).values(attempt),
    ]);
    return true;
  } catch (error) {
    // The batch is one transaction, so nothing of it is left; only a duplicate is expected.
    const text = error instanceof Error ? `${error.message} ${String(error.cause)}` : '';
    if (text.includes('UNIQUE constraint failed')) return false;
    throw error;
  }
}
