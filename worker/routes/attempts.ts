import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { consolePath } from '../../durable-objects/rpc.ts';
import { forgetAccess } from '../access.ts';
import { insertClusterToken, revokeClusterTokens } from '../db/clusters.ts';
import { insertSubmission, selectSubmissions } from '../db/submissions.ts';
import type { AppEnv } from '../env.ts';
import { hashToken, newId, newToken } from '../ids.ts';
import { contextPattern, kubeconfig, reachedAt } from '../kubeconfig.ts';
import { jsonBody } from '../middleware/body.ts';
import { type AttemptAccess, attemptFor, ownAttempt } from '../middleware/roles.ts';
import { classObject, clusterObject } from '../objects.ts';
import { problems } from '../problem.ts';

const handSchema = z.strictObject({ message: z.string().trim().max(280).default('') });

/** What is done with one attempt and its cluster. */
export const attemptRoutes = new Hono<AppEnv>()
  .get('/:attempt', async (c) => {
    const { place, own } = await attemptFor(c, c.req.param('attempt'));
    const { attempt, assignment, learner } = place;
    return c.json({ attempt, learner, classId: assignment.classId, readOnly: !own });
  })
  .get('/:attempt/kubeconfig', async (c) => {
    const { place } = await ownAttempt(c, c.req.param('attempt'));
    const context = c.req.query('context') ?? 'labset';
    if (!contextPattern.test(context)) throw problems.invalid('context', 'letters, digits, . _ -');
    const token = newToken();
    const clusterId = place.cluster.id;
    await insertClusterToken(c.var.database, {
      tokenHash: await hashToken(token),
      clusterId,
      createdAt: Date.now(),
    });
    return c.body(kubeconfig({ ...reachedAt(c.req.url, c.env), clusterId, token, context }), 200, {
      'content-type': 'text/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${context}.kubeconfig"`,
      'cache-control': 'no-store',
    });
  })
  .delete('/:attempt/kubeconfig', async (c) => {
    const { place } = await ownAttempt(c, c.req.param('attempt'));
    await revokeClusterTokens(c.var.database, place.cluster.id, Date.now());
    forgetAccess(place.cluster.id);
    return c.json({ done: true });
  })
  .get('/:attempt/socket', async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw problems.upgradeNeeded();
    const { place, own } = await attemptFor(c, c.req.param('attempt'));
    const locale = c.req.query('locale') === 'en' ? 'en' : 'ko';
    const request = new Request(new URL(`${consolePath}?locale=${locale}`, c.req.url), c.req.raw);
    request.headers.delete('cookie');
    request.headers.set('x-labset-mode', own ? 'own' : 'read-only');
    return clusterOf(c, { place }).fetch(request);
  })
  .post('/:attempt/check', async (c) => {
    const access = await ownAttempt(c, c.req.param('attempt'));
    return c.json({ results: await clusterOf(c, access).check() });
  })
  .post('/:attempt/submit', async (c) => {
    const access = await ownAttempt(c, c.req.param('attempt'));
    const { assignment, attempt } = access.place;
    const at = Date.now();
    if (assignment.closesAt !== null && at > assignment.closesAt) throw problems.closed();
    const before = await selectSubmissions(c.var.database, assignment.id, attempt.personId);
    const limit = assignment.policy.submissions;
    if (limit !== undefined && before.length >= limit) throw problems.noSubmissionLeft(limit);
    const id = newId();
    const results = await clusterOf(c, access).submit(id);
    const late = assignment.dueAt !== null && at > assignment.dueAt;
    const { score, points } = results;
    const submission = { id, attemptId: attempt.id, at, results, score, points, late };
    await insertSubmission(c.var.database, submission);
    return c.json({ submission }, 201);
  })
  .post('/:attempt/reset', async (c) => {
    const access = await ownAttempt(c, c.req.param('attempt'));
    await clusterOf(c, access).reset();
    return c.json({ done: true });
  })
  .post('/:attempt/hand', jsonBody(handSchema), async (c) => {
    const { place } = await ownAttempt(c, c.req.param('attempt'));
    const { assignment, attempt } = place;
    const board = classObject(c.env, assignment.classId);
    await board.raiseHand(assignment.id, attempt.id, c.req.valid('json').message);
    return c.json({ done: true });
  })
  .delete('/:attempt/hand', async (c) => {
    // The instructor who has come lowers it as well.
    const { place } = await attemptFor(c, c.req.param('attempt'));
    const { assignment, attempt } = place;
    await classObject(c.env, assignment.classId).lowerHand(assignment.id, attempt.id);
    return c.json({ done: true });
  });

function clusterOf(c: Context<AppEnv>, { place }: Pick<AttemptAccess, 'place'>) {
  return clusterObject(c.env, place.cluster.objectName);
}
