import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { selectAssignment, selectAssignmentsOf } from '../db/assignments.ts';
import { insertAuditEntry, selectClassPeople, selectOptionalMembership } from '../db/classes.ts';
import {
  deleteOverride,
  insertOverride,
  selectClassOverrides,
  selectClassSubmissions,
  selectSubmissions,
} from '../db/submissions.ts';
import type { AppEnv } from '../env.ts';
import { canvasCsv, type Gradebook, gradebook } from '../gradebook.ts';
import { newId } from '../ids.ts';
import { optionalLab } from '../labs.ts';
import { jsonBody } from '../middleware/body.ts';
import { instructorOf, staffOf } from '../middleware/roles.ts';
import { problems } from '../problem.ts';

const overrideSchema = z.strictObject({
  score: z.number().min(0).max(100_000),
  reason: z.string().trim().min(1).max(500),
});

/** A class's grades, for its staff. */
export const gradeRoutes = new Hono<AppEnv>()
  .get('/:class/grades', async (c) => {
    const classId = c.req.param('class');
    await staffOf(c, classId);
    return c.json(await gradebookOf(c, classId));
  })
  .get('/:class/grades.csv', async (c) => {
    const classId = c.req.param('class');
    await staffOf(c, classId);
    const locale = c.req.query('locale') === 'en' ? 'en' : 'ko';
    return c.body(canvasCsv(await gradebookOf(c, classId), locale), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="grades.csv"',
      'cache-control': 'no-store',
    });
  })
  .get('/:class/grades/:assignment/:person', async (c) => {
    const { class: classId, assignment: assignmentId, person: personId } = c.req.param();
    await staffOf(c, classId);
    await requireCell(c, classId, assignmentId, personId);
    const submissions = await selectSubmissions(c.var.database, assignmentId, personId);
    return c.json({ submissions });
  })
  .put('/:class/grades/:assignment/:person', jsonBody(overrideSchema), async (c) => {
    const { class: classId, assignment: assignmentId, person: personId } = c.req.param();
    const { person } = await instructorOf(c, classId);
    await requireCell(c, classId, assignmentId, personId);
    const override = { ...c.req.valid('json'), byPersonId: person.id, at: Date.now() };
    await insertOverride(c.var.database, { ...override, assignmentId, personId });
    await audit(c, 'grade.override', { ...override, classId, assignmentId, personId });
    return c.json({ done: true });
  })
  .delete('/:class/grades/:assignment/:person', async (c) => {
    const { class: classId, assignment: assignmentId, person: personId } = c.req.param();
    const { person } = await instructorOf(c, classId);
    await requireCell(c, classId, assignmentId, personId);
    await deleteOverride(c.var.database, assignmentId, personId);
    const at = Date.now();
    await audit(c, 'grade.restore', { classId, assignmentId, personId, byPersonId: person.id, at });
    return c.json({ done: true });
  });

async function gradebookOf(c: Context<AppEnv>, classId: string): Promise<Gradebook> {
  const database = c.var.database;
  const [assignments, people, submissions, overrides] = await Promise.all([
    selectAssignmentsOf(database, [classId]),
    selectClassPeople(database, classId),
    selectClassSubmissions(database, classId),
    selectClassOverrides(database, classId),
  ]);
  const points = ({ lab }: { lab: string }): number => optionalLab(lab)?.points ?? 0;
  return gradebook({ assignments, people, submissions, overrides, points });
}

/** Throws unless the assignment and the person both belong to the class. */
async function requireCell(
  c: Context<AppEnv>,
  classId: string,
  assignmentId: string,
  personId: string,
): Promise<void> {
  const assignment = await selectAssignment(c.var.database, assignmentId);
  const membership = await selectOptionalMembership(c.var.database, classId, personId);
  if (assignment.classId !== classId || membership?.role !== 'learner')
    throw problems.notFound({ ko: '이 점수', en: 'This grade' });
}

async function audit(
  c: Context<AppEnv>,
  action: string,
  entry: {
    readonly classId: string;
    readonly assignmentId: string;
    readonly personId: string;
    readonly byPersonId: string;
    readonly at: number;
  },
): Promise<void> {
  const { classId, assignmentId, personId, byPersonId, at, ...detail } = entry;
  await insertAuditEntry(c.var.database, {
    id: newId(),
    at,
    classId,
    personId: byPersonId,
    action,
    subject: `${assignmentId}/${personId}`,
    detail,
  });
}
