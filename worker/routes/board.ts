import { type Context, Hono } from 'hono';
import type { BoardRow } from '../../durable-objects/rpc.ts';
import { type Assignment, selectAssignment } from '../db/assignments.ts';
import { selectClassPeople } from '../db/classes.ts';
import type { AppEnv } from '../env.ts';
import { optionalLab } from '../labs.ts';
import { staffOf } from '../middleware/roles.ts';
import { classObject } from '../objects.ts';
import { problems } from '../problem.ts';

/** A class at work on an assignment, for its staff. */
export const boardRoutes = new Hono<AppEnv>()
  .get('/:class/live/:assignment', async (c) => {
    const assignment = await boardOf(c, c.req.param('class'), c.req.param('assignment'));
    const [rows, people] = await Promise.all([
      boardRows(c, assignment),
      selectClassPeople(c.var.database, assignment.classId),
    ]);
    const lab = optionalLab(assignment.lab);
    return c.json({
      title: { ko: assignment.titleKo, en: assignment.titleEn },
      dueAt: assignment.dueAt,
      tasks: (lab?.tasks ?? []).map(({ id, title, short, points }) => ({
        id,
        title,
        short,
        points,
      })),
      /** Everybody who should have a row; some have not begun. */
      learners: people.filter((person) => person.role === 'learner'),
      rows,
    });
  })
  .get('/:class/live/:assignment/socket', async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw problems.upgradeNeeded();
    const assignment = await boardOf(c, c.req.param('class'), c.req.param('assignment'));
    const request = new Request(new URL(`/live/${assignment.id}`, c.req.url), c.req.raw);
    request.headers.delete('cookie');
    return classObject(c.env, assignment.classId).fetch(request);
  });

/** An assignment of this class, for its staff. */
async function boardOf(
  c: Context<AppEnv>,
  classId: string,
  assignmentId: string,
): Promise<Assignment> {
  await staffOf(c, classId);
  const assignment = await selectAssignment(c.var.database, assignmentId);
  if (assignment.classId !== classId)
    throw problems.notFound({ ko: '이 과제', en: 'This assignment' });
  return assignment;
}

async function boardRows(c: Context<AppEnv>, assignment: Assignment): Promise<readonly BoardRow[]> {
  return classObject(c.env, assignment.classId).rows(assignment.id);
}
