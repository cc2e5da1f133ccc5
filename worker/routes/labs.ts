import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { labNames, optionalLab } from '../labs.ts';
import { signedIn } from '../middleware/session.ts';

/** The catalogue that an instructor chooses from. */
export const labRoutes = new Hono<AppEnv>().get('/', (c) => {
  signedIn(c);
  const labs = labNames().flatMap((name) => {
    const lab = optionalLab(name);
    if (!lab) return [];
    const { id, version, title, summary, minutes, points } = lab;
    return [{ id, version, title, summary, minutes, points }];
  });
  return c.json({ labs });
});
