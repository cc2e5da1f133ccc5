import { Hono } from 'hono';
import { startAttempt } from '../attempt.ts';
import { type Assignment, selectAssignmentsOf } from '../db/assignments.ts';
import { selectAttemptsOf, selectOptionalAttempt } from '../db/attempts.ts';
import { selectClassesOf } from '../db/classes.ts';
import { selectOverridesOf, selectSubmissions, selectSubmissionsOf } from '../db/submissions.ts';
import type { AppEnv } from '../env.ts';
import { optionalLab } from '../labs.ts';
import { assignmentFor, isStaff } from '../middleware/roles.ts';
import { signedIn } from '../middleware/session.ts';
import { graded } from '../policy.ts';
import { problems } from '../problem.ts';

/** Assignments as those see them who do them. */
export const assignmentRoutes = new Hono<AppEnv>()
  .get('/', async (c) => {
    const person = signedIn(c);
    const database = c.var.database;
    const [classes, attempts, submissions, overrides] = await Promise.all([
      selectClassesOf(database, person.id),
      selectAttemptsOf(database, person.id),
      selectSubmissionsOf(database, person.id),
      selectOverridesOf(database, person.id),
    ]);
    const learned = classes.filter((found) => found.role === 'learner');
    const found = await selectAssignmentsOf(
      database,
      learned.map((known) => known.id),
    );
    const assignments = found.map((assignment) => {
      const isHere = (row: { assignmentId: string }) => row.assignmentId === assignment.id;
      const lab = optionalLab(assignment.lab);
      return {
        ...described(assignment),
        className: classes.find((known) => known.id === assignment.classId)?.name ?? '',
        minutes: lab?.minutes ?? null,
        points: lab?.points ?? 0,
        attempt: attempts.filter(isHere).at(-1) ?? null,
        score:
          overrides.find(isHere)?.score ??
          graded(assignment.policy, assignment.dueAt, submissions.filter(isHere))?.score ??
          null,
      };
    });
    return c.json({ assignments });
  })
  .get('/:assignment', async (c) => {
    const { assignment, member } = await assignmentFor(c, c.req.param('assignment'));
    const lab = optionalLab(assignment.lab);
    if (!lab) throw problems.noSuchLab(assignment.lab);
    const database = c.var.database;
    const [attempt, submissions] = await Promise.all([
      selectOptionalAttempt(database, assignment.id, member.person.id),
      selectSubmissions(database, assignment.id, member.person.id),
    ]);
    const counted = graded(assignment.policy, assignment.dueAt, submissions);
    // A lab that isn't open yet tells its title and nothing else.
    const isOpen = isStaff(member) || Date.now() >= (assignment.opensAt ?? 0);
    return c.json({
      assignment: described(assignment),
      role: member.role,
      lab: isOpen ? lab : null,
      attempt: attempt ?? null,
      submissions: submissions.length,
      counted: counted ?? null,
    });
  })
  .post('/:assignment/attempt', async (c) => {
    const { assignment, member } = await assignmentFor(c, c.req.param('assignment'));
    const start = { assignment, person: member.person, onBoard: !isStaff(member) };
    return c.json({ attempt: await startAttempt(c.env, c.var.database, start) });
  });

/** An assignment as the console reads it. */
function described({ titleKo, titleEn, ...assignment }: Assignment) {
  return { ...assignment, title: { ko: titleKo, en: titleEn } };
}
