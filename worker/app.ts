import { drizzle } from 'drizzle-orm/d1';
import { Hono } from 'hono';
import * as schema from './db/schema.ts';
import type { AppEnv } from './env.ts';
import { limitBody } from './middleware/body.ts';
import { answerError } from './middleware/errors.ts';
import { securityHeaders } from './middleware/headers.ts';
import { sameSite } from './middleware/same-site.ts';
import { session } from './middleware/session.ts';
import { problems } from './problem.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { attemptRoutes } from './routes/attempts.ts';
import { boardRoutes } from './routes/board.ts';
import { classRoutes } from './routes/classes.ts';
import { clusterRoutes } from './routes/clusters.ts';
import { demoLinks, demoRoutes } from './routes/demo.ts';
import { gradeRoutes } from './routes/grades.ts';
import { labRoutes } from './routes/labs.ts';
import { operatorRoutes, sandboxRoutes } from './routes/operator.ts';
import { peopleRoutes } from './routes/people.ts';

const api = new Hono<AppEnv>()
  .use(securityHeaders)
  .use(limitBody)
  .use(sameSite)
  .use(session)
  .get('/health', (c) => c.json({ healthy: true }))
  .route('/', peopleRoutes)
  .route('/demo', demoRoutes)
  .route('/labs', labRoutes)
  .route('/classes', classRoutes)
  .route('/classes', boardRoutes)
  .route('/classes', gradeRoutes)
  .route('/assignments', assignmentRoutes)
  .route('/attempts', attemptRoutes)
  .route('/sandboxes', sandboxRoutes)
  .route('/operator', operatorRoutes);

/** The worker's routes; files of the console are served before it is asked. */
export const app = new Hono<AppEnv>()
  .use(async (c, next) => {
    c.set('database', drizzle(c.env.DB, { schema }));
    await next();
  })
  .route('/clusters', clusterRoutes)
  .route('/demo', demoLinks)
  .route('/api', api)
  .onError(answerError)
  .notFound((c) => answerError(problems.notFound(), c));

/** For the console's typed client (hono/client). */
export type App = typeof app;
