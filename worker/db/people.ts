import { and, eq, gt, lt } from 'drizzle-orm';
import type { Database, Person } from '../env.ts';
import { people, sessions, signInLinks } from './schema.ts';

const personColumns = { id: people.id, name: people.name, teaches: people.teaches };

/** Whose session this is, while it lasts. */
export async function selectOptionalSessionPerson(
  database: Database,
  tokenHash: string,
  now: number,
): Promise<Person | undefined> {
  return database
    .select(personColumns)
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now)))
    .get();
}

/** Keeps a new session, and forgets the person's ended ones. */
export async function insertSession(
  database: Database,
  session: typeof sessions.$inferInsert,
): Promise<void> {
  await database.batch([
    database
      .delete(sessions)
      .where(
        and(eq(sessions.personId, session.personId), lt(sessions.expiresAt, session.createdAt)),
      ),
    database.insert(sessions).values(session),
  ]);
}

export async function deleteSession(database: Database, tokenHash: string): Promise<void> {
  await database.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

export async function insertPerson(
  database: Database,
  person: typeof people.$inferInsert,
): Promise<void> {
  await database.insert(people).values(person);
}

/** The people whom anybody may be on an installation with DEMO=1, in the order they were made. */
export async function selectDemoPeople(database: Database): Promise<readonly Person[]> {
  return database
    .select(personColumns)
    .from(people)
    .where(eq(people.demo, true))
    .orderBy(people.createdAt, people.id);
}

/** Absent also for a person who isn't for demonstration. */
export async function selectOptionalDemoPerson(
  database: Database,
  personId: string,
): Promise<Person | undefined> {
  return database
    .select(personColumns)
    .from(people)
    .where(and(eq(people.id, personId), eq(people.demo, true)))
    .get();
}

export async function insertSignInLink(
  database: Database,
  link: typeof signInLinks.$inferInsert,
): Promise<void> {
  await database.insert(signInLinks).values(link);
}

/** Takes a sign-in link: whose it was, once; absent when it is used, unknown or too old. */
export async function takeOptionalSignInLink(
  database: Database,
  tokenHash: string,
  now: number,
): Promise<{ readonly personId: string } | undefined> {
  const [link] = await database
    .delete(signInLinks)
    .where(eq(signInLinks.tokenHash, tokenHash))
    .returning();
  return link && link.expiresAt > now ? { personId: link.personId } : undefined;
}
