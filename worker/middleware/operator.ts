import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../env.ts';
import { tokensMatch } from '../ids.ts';
import { problems } from '../problem.ts';

/** Lets only the operator pass, who knows the installation's secret. */
export const operatorOnly = createMiddleware<AppEnv>(async (c, next) => {
  const secret = c.env.OPERATOR_TOKEN;
  const [scheme, given] = (c.req.header('authorization') ?? '').split(' ');
  const passes =
    secret && scheme?.toLowerCase() === 'bearer' && given && (await tokensMatch(given, secret));
  if (!passes) throw problems.operatorOnly();
  return next();
});
