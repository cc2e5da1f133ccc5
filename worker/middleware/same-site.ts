import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../env.ts';
import { problems } from '../problem.ts';

/**
 * Refuses what another site's page asks for in its visitor's name. SameSite=Lax cookies already do
 * so for most requests; WebSockets and other ports of the same host are left to this.
 */
export const sameSite = createMiddleware<AppEnv>(async (c, next) => {
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (reads && c.req.header('upgrade') === undefined) return next();
  const origin = c.req.header('origin');
  if (origin !== undefined && !isSameSite(origin, new URL(c.req.url))) throw problems.otherSite();
  return next();
});

function isSameSite(origin: string, target: URL): boolean {
  if (!URL.canParse(origin)) return false;
  const source = new URL(origin);
  // The console's development server is another port of this machine.
  if (isLoopback(source.hostname) && isLoopback(target.hostname)) return true;
  return source.host === target.host;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}
