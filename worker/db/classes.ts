import { and, count, eq } from 'drizzle-orm';
import type { Database } from '../env.ts';
import { problems } from '../problem.ts';
import { auditEntries, classes, joinCodes, memberships, people } from './schema.ts';

export type Class = typeof classes.$inferSelect;
export type Membership = typeof memberships.$inferSelect;

export async function selectClass(database: Database, classId: string): Promise<Class> {
  const found = await database.select().from(classes).where(eq(classes.id, classId)).get();
  if (!found) throw problems.notFound({ ko: '이 반', en: 'This class' });
  return found;
}

/** A person's classes, oldest first, with the role they have there. */
export async function selectClassesOf(
  database: Database,
  personId: string,
): Promise<readonly (Class & { readonly role: Membership['role'] })[]> {
  const rows = await database
    .select({ class: classes, role: memberships.role })
    .from(memberships)
    .innerJoin(classes, eq(classes.id, memberships.classId))
    .where(eq(memberships.personId, personId))
    .orderBy(classes.createdAt, classes.id);
  return rows.map((row) => ({ ...row.class, role: row.role }));
}

/** Makes a class with its join code and its first instructor. */
export async function insertClass(
  database: Database,
  made: { readonly class: Class; readonly code: string; readonly instructorId: string },
): Promise<void> {
  const { id: classId, createdAt } = made.class;
  await database.batch([
    database.insert(classes).values(made.class),
    database.insert(joinCodes).values({ code: made.code, classId, createdAt }),
    database
      .insert(memberships)
      .values({ classId, personId: made.instructorId, role: 'instructor', createdAt }),
  ]);
}

/** The class that a join code leads to; `code` in its normal form. */
export async function selectOptionalClassByCode(
  database: Database,
  code: string,
): Promise<Class | undefined> {
  const row = await database
    .select({ class: classes })
    .from(joinCodes)
    .innerJoin(classes, eq(classes.id, joinCodes.classId))
    .where(eq(joinCodes.code, code))
    .get();
  return row?.class;
}

export async function selectOptionalJoinCode(
  database: Database,
  classId: string,
): Promise<string | undefined> {
  const row = await database.select().from(joinCodes).where(eq(joinCodes.classId, classId)).get();
  return row?.code;
}

export async function selectOptionalMembership(
  database: Database,
  classId: string,
  personId: string,
): Promise<Membership | undefined> {
  return database
    .select()
    .from(memberships)
    .where(and(eq(memberships.classId, classId), eq(memberships.personId, personId)))
    .get();
}

export async function selectMemberCount(database: Database, classId: string): Promise<number> {
  const row = await database
    .select({ members: count() })
    .from(memberships)
    .where(eq(memberships.classId, classId))
    .get();
  return row?.members ?? 0;
}

/** Makes a person a member; one who is a member already keeps the role they have. */
export async function insertMembership(
  database: Database,
  membership: typeof memberships.$inferInsert,
): Promise<void> {
  await database.insert(memberships).values(membership).onConflictDoNothing();
}

export interface ClassPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Membership['role'];
  readonly section: string | null;
  readonly joinedAt: number;
}

/** Everybody in a class, by name. */
export async function selectClassPeople(
  database: Database,
  classId: string,
): Promise<readonly ClassPerson[]> {
  return database
    .select({
      id: people.id,
      name: people.name,
      role: memberships.role,
      section: memberships.section,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.classId, classId))
    .orderBy(people.name, people.id);
}

/** Writes down who did what; entries are never changed or removed. */
export async function insertAuditEntry(
  database: Database,
  entry: typeof auditEntries.$inferInsert,
): Promise<void> {
  await database.insert(auditEntries).values(entry);
}
