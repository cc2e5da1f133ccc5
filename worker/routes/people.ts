import { Hono } from 'hono';
import { z } from 'zod';
import {
  insertMembership,
  selectMemberCount,
  selectOptionalClassByCode,
  selectOptionalMembership,
} from '../db/classes.ts';
import { insertPerson, takeOptionalSignInLink } from '../db/people.ts';
import type { AppEnv, Database, Person } from '../env.ts';
import { hashToken, newId, normalJoinCode } from '../ids.ts';
import { jsonBody } from '../middleware/body.ts';
import { signedIn, signIn, signOut } from '../middleware/session.ts';
import { problems } from '../problem.ts';

// A class is taught by people; a board and a gradebook of more rows is of use to nobody.
const memberLimit = 500;

const joinSchema = z.strictObject({
  code: z.string().max(20),
  /** Needed the first time; who is signed in keeps the name they have. */
  name: z.string().trim().max(60).optional(),
});

/** Who is asking: joining, signing in and out. */
export const peopleRoutes = new Hono<AppEnv>()
  .get('/me', (c) => c.json({ person: c.var.person ?? null, demo: c.env.DEMO === '1' }))
  .post('/join', jsonBody(joinSchema), async (c) => {
    const { code, name } = c.req.valid('json');
    const database = c.var.database;
    const joined = await selectOptionalClassByCode(database, normalJoinCode(code));
    if (!joined) throw problems.wrongCode();
    const known = c.var.person;
    const isMember =
      known && (await selectOptionalMembership(database, joined.id, known.id)) !== undefined;
    if (!isMember && (await selectMemberCount(database, joined.id)) >= memberLimit)
      throw problems.classFull(memberLimit);
    const person = known ?? (await newLearner(database, name));
    await insertMembership(database, {
      classId: joined.id,
      personId: person.id,
      role: 'learner',
      createdAt: Date.now(),
    });
    if (!known) await signIn(c, person.id);
    return c.json({ person, class: { id: joined.id, name: joined.name } });
  })
  .post('/sign-in', jsonBody(z.strictObject({ token: z.string().max(100) })), async (c) => {
    const hash = await hashToken(c.req.valid('json').token);
    const link = await takeOptionalSignInLink(c.var.database, hash, Date.now());
    if (!link) throw problems.notFound({ ko: '이 로그인 링크', en: 'This sign-in link' });
    await signIn(c, link.personId);
    return c.json({ done: true });
  })
  .post('/sign-out', async (c) => {
    signedIn(c);
    await signOut(c);
    return c.json({ done: true });
  });

async function newLearner(database: Database, name: string | undefined): Promise<Person> {
  if (!name) throw problems.nameNeeded();
  const person = { id: newId(), name, teaches: false };
  await insertPerson(database, { ...person, createdAt: Date.now() });
  return person;
}
