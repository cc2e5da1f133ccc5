import { Hono } from 'hono';
import { z } from 'zod';
import { forgetAccess } from '../access.ts';
import { clusterObjectName, clusterSeed } from '../clusters.ts';
import {
  deleteCluster,
  insertCluster,
  insertClusterToken,
  selectOptionalSandbox,
} from '../db/clusters.ts';
import { insertPerson, insertSignInLink } from '../db/people.ts';
import { seedDemo } from '../demo-class.ts';
import type { AppEnv } from '../env.ts';
import { hashToken, newId, newToken } from '../ids.ts';
import { kubeconfig, reachedAt } from '../kubeconfig.ts';
import { jsonBody } from '../middleware/body.ts';
import { operatorOnly } from '../middleware/operator.ts';
import { clusterObject } from '../objects.ts';
import { problems } from '../problem.ts';

const linkMs = 7 * 86_400_000;

/** Empty clusters of nobody's, for trials and tests. */
export const sandboxRoutes = new Hono<AppEnv>()
  .use(operatorOnly)
  .post('/', async (c) => {
    const id = newId();
    const token = newToken();
    const place = { sandbox: id };
    const objectName = clusterObjectName(place);
    const createdAt = Date.now();
    const database = c.var.database;
    await insertCluster(database, { id, objectName, sandbox: true, createdAt });
    const tokenHash = await hashToken(token);
    await insertClusterToken(database, { tokenHash, clusterId: id, createdAt });
    await clusterObject(c.env, objectName).create({ seed: clusterSeed(place), secret: newToken() });
    const at = reachedAt(c.req.url, c.env);
    const text = kubeconfig({ ...at, clusterId: id, token, context: 'labset' });
    return c.json({ id, kubeconfig: text }, 201);
  })
  .delete('/:id', async (c) => {
    const sandbox = await selectOptionalSandbox(c.var.database, c.req.param('id'));
    if (!sandbox) throw problems.notFound({ ko: '이 샌드박스', en: 'This sandbox' });
    await clusterObject(c.env, sandbox.objectName).destroy();
    await deleteCluster(c.var.database, sandbox.id);
    forgetAccess(sandbox.id);
    return c.json({ done: true });
  });

/** What an operator does before there is anybody to sign in. */
export const operatorRoutes = new Hono<AppEnv>()
  .use(operatorOnly)
  .post(
    '/instructors',
    jsonBody(z.strictObject({ name: z.string().trim().min(1).max(60) })),
    async (c) => {
      const now = Date.now();
      const person = { id: newId(), name: c.req.valid('json').name, teaches: true };
      const token = newToken();
      await insertPerson(c.var.database, { ...person, createdAt: now });
      await insertSignInLink(c.var.database, {
        tokenHash: await hashToken(token),
        personId: person.id,
        expiresAt: now + linkMs,
      });
      // After the `#`, so that it is in nobody's log.
      return c.json({ person, link: `${new URL(c.req.url).origin}/join#${token}` }, 201);
    },
  )
  .post('/demo', async (c) => {
    if (c.env.DEMO !== '1') throw problems.notFound();
    return c.json(await seedDemo(c.var.database, Date.now()));
  });
