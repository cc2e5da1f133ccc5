import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { selectClassesOf, selectOptionalJoinCode } from '../db/classes.ts';
import { selectDemoPeople, selectOptionalDemoPerson } from '../db/people.ts';
import type { AppEnv } from '../env.ts';
import { jsonBody } from '../middleware/body.ts';
import { signIn } from '../middleware/session.ts';
import { problems } from '../problem.ts';

const demoOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (c.env.DEMO !== '1') throw problems.notFound();
  return next();
});

/** The demo people, as whom anybody may sign in; on a public installation all of it is 404. */
export const demoRoutes = new Hono<AppEnv>()
  .use(demoOnly)
  .get('/', async (c) => {
    const people = await selectDemoPeople(c.var.database);
    const teacher = people.find((person) => person.teaches);
    const [taught] = teacher ? await selectClassesOf(c.var.database, teacher.id) : [];
    const code = taught ? await selectOptionalJoinCode(c.var.database, taught.id) : undefined;
    return c.json({ people, class: taught ?? null, joinCode: code ?? null });
  })
  .post('/sign-in', jsonBody(z.strictObject({ personId: z.string() })), async (c) => {
    const { personId } = c.req.valid('json');
    const person = await selectOptionalDemoPerson(c.var.database, personId);
    if (!person) throw problems.notFound({ ko: '이 사람', en: 'This person' });
    await signIn(c, person.id);
    return c.json({ person });
  });

/** `/demo/PERSON`: the links that `npm start` prints. */
export const demoLinks = new Hono<AppEnv>().use(demoOnly).get('/:person', async (c) => {
  const person = await selectOptionalDemoPerson(c.var.database, c.req.param('person'));
  if (!person) throw problems.notFound({ ko: '이 사람', en: 'This person' });
  await signIn(c, person.id);
  return c.redirect('/');
});
