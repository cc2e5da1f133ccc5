import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from '../env.ts';

const headers = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  referrerPolicy: 'same-origin',
  // Only sensible over https, where the deployed host's own setting says so.
  strictTransportSecurity: false,
});

/**
 * Security headers of the API's answers; those of the console's files stand in web/public/_headers,
 * because files are served without the worker. A WebSocket's answer takes no headers.
 */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.header('upgrade') !== undefined) return next();
  await headers(c, next);
  // What the API says depends on who asks: no cache may give it to the next person.
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
});
