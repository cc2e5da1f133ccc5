import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { deleteSession, insertSession, selectOptionalSessionPerson } from '../db/people.ts';
import type { AppEnv, Person } from '../env.ts';
import { hashToken, newToken } from '../ids.ts';
import { problems } from '../problem.ts';

const cookieName = 'labset';
// A bootcamp lasts months and a learner has no password to come back with.
const sessionMs = 180 * 86_400_000;

/** Finds out who is asking. */
export const session = createMiddleware<AppEnv>(async (c, next) => {
  const token = getCookie(c, cookieName);
  const person =
    token === undefined
      ? undefined
      : await selectOptionalSessionPerson(c.var.database, await hashToken(token), Date.now());
  c.set('person', person);
  await next();
});

/** The person who is asking; throws when nobody is signed in. */
export function signedIn(c: Context<AppEnv>): Person {
  const person = c.var.person;
  if (!person) throw problems.notSignedIn();
  return person;
}

/** Signs a person in on this browser. */
export async function signIn(c: Context<AppEnv>, personId: string): Promise<void> {
  const token = newToken();
  const now = Date.now();
  await insertSession(c.var.database, {
    tokenHash: await hashToken(token),
    personId,
    createdAt: now,
    expiresAt: now + sessionMs,
  });
  setCookie(c, cookieName, token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: new URL(c.req.url).protocol === 'https:',
    path: '/',
    maxAge: sessionMs / 1000,
  });
}

/** Ends this browser's session; the token is worthless from now on. */
export async function signOut(c: Context<AppEnv>): Promise<void> {
  const token = getCookie(c, cookieName);
  if (token !== undefined) await deleteSession(c.var.database, await hashToken(token));
  deleteCookie(c, cookieName, { path: '/' });
}
