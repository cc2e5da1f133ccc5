import { Hono } from 'hono';
import { z } from 'zod';
import { insertAssignment, selectAssignmentsOf } from '../db/assignments.ts';
import {
  insertAuditEntry,
  insertClass,
  selectClass,
  selectClassesOf,
  selectClassPeople,
  selectOptionalJoinCode,
} from '../db/classes.ts';
import type { AppEnv } from '../env.ts';
import { newId, newJoinCode } from '../ids.ts';
import { optionalLab } from '../labs.ts';
import { jsonBody } from '../middleware/body.ts';
import { instructorOf, isStaff, memberOf, staffOf } from '../middleware/roles.ts';
import { signedIn } from '../middleware/session.ts';
import { defaultPolicy, policySchema } from '../policy.ts';
import { problems } from '../problem.ts';

const instant = z.int().min(0).max(8.64e15).nullable().default(null);

const assignmentSchema = z.strictObject({
  lab: z.string(),
  /** Absent: the lab's own title. */
  title: z
    .strictObject({ ko: z.string().min(1).max(120), en: z.string().min(1).max(120) })
    .optional(),
  opensAt: instant,
  dueAt: instant,
  closesAt: instant,
  policy: policySchema.default(defaultPolicy),
});

/** Classes, their people and their assignments. */
export const classRoutes = new Hono<AppEnv>()
  .get('/', async (c) => c.json({ classes: await selectClassesOf(c.var.database, signedIn(c).id) }))
  .post('/', jsonBody(z.strictObject({ name: z.string().trim().min(1).max(80) })), async (c) => {
    const person = signedIn(c);
    if (!person.teaches) throw problems.notAllowed();
    const made = { id: newId(), name: c.req.valid('json').name, createdAt: Date.now() };
    const code = newJoinCode();
    await insertClass(c.var.database, { class: made, code, instructorId: person.id });
    return c.json({ class: made, joinCode: code }, 201);
  })
  .get('/:class', async (c) => {
    const classId = c.req.param('class');
    const member = await memberOf(c, classId);
    const code = await selectOptionalJoinCode(c.var.database, classId);
    return c.json({
      class: await selectClass(c.var.database, classId),
      role: member.role,
      joinCode: isStaff(member) ? (code ?? null) : null,
    });
  })
  .get('/:class/people', async (c) => {
    const classId = c.req.param('class');
    await staffOf(c, classId);
    return c.json({ people: await selectClassPeople(c.var.database, classId) });
  })
  .get('/:class/assignments', async (c) => {
    const classId = c.req.param('class');
    await memberOf(c, classId);
    return c.json({ assignments: await selectAssignmentsOf(c.var.database, [classId]) });
  })
  .post('/:class/assignments', jsonBody(assignmentSchema), async (c) => {
    const classId = c.req.param('class');
    const { person } = await instructorOf(c, classId);
    const { title, ...asked } = c.req.valid('json');
    const lab = optionalLab(asked.lab);
    if (!lab) throw problems.noSuchLab(asked.lab);
    if (!isInOrder([asked.opensAt, asked.dueAt, asked.closesAt])) throw problems.datesOutOfOrder();
    const { ko: titleKo, en: titleEn } = title ?? lab.title;
    const assignment = {
      ...asked,
      id: newId(),
      classId,
      titleKo,
      titleEn,
      labVersion: lab.version,
      createdAt: Date.now(),
    };
    await insertAssignment(c.var.database, assignment);
    await insertAuditEntry(c.var.database, {
      id: newId(),
      at: assignment.createdAt,
      classId,
      personId: person.id,
      action: 'assignment.create',
      subject: assignment.id,
    });
    return c.json({ assignment }, 201);
  });

/** True when the moments that are set never go back. */
function isInOrder(moments: readonly (number | null)[]): boolean {
  const set = moments.filter((moment) => moment !== null);
  return set.every((moment, i) => i === 0 || moment >= (set[i - 1] ?? 0));
}
