import { insertAssignment, selectAssignmentsOf } from './db/assignments.ts';
import { insertClass, insertMembership, selectOptionalJoinCode } from './db/classes.ts';
import { insertPerson, selectOptionalDemoPerson } from './db/people.ts';
import type { Database } from './env.ts';
import { newJoinCode } from './ids.ts';
import { optionalLab } from './labs.ts';
import { defaultPolicy } from './policy.ts';

const week = 7 * 86_400_000;
const classId = 'demo';
const assignmentId = 'demo-scale-to-zero';
const lab = 'scale-to-zero';

const instructor = { id: 'demo-instructor', name: '오민수', section: null };
const learners = [
  { id: 'demo-seojun', name: '이서준', section: 'A' },
  { id: 'demo-haeun', name: '박하은', section: 'A' },
  { id: 'demo-jiwoo', name: '최지우', section: 'A' },
  { id: 'demo-amelia', name: 'Amelia Hart', section: 'B' },
  { id: 'demo-noah', name: 'Noah Okafor', section: 'B' },
  { id: 'demo-yerin', name: '정예린', section: 'B' },
];

/** What the demo class is, for who prints or opens it. */
export interface DemoClass {
  readonly instructor: { readonly id: string; readonly name: string };
  readonly learner: { readonly id: string; readonly name: string };
  readonly classId: string;
  readonly joinCode: string;
  /** Absent while the catalogue has no lab for it. */
  readonly assignmentId?: string;
}

/** Makes the demo class; whatever of it is there already stays as it is. */
export async function seedDemo(database: Database, now: number): Promise<DemoClass> {
  for (const [i, { section: _, ...person }] of [instructor, ...learners].entries())
    if (!(await selectOptionalDemoPerson(database, person.id)))
      await insertPerson(database, { ...person, teaches: i === 0, demo: true, createdAt: now + i });
  const known = await selectOptionalJoinCode(database, classId);
  const joinCode = known ?? newJoinCode();
  const made = { id: classId, name: 'Stateful 7', createdAt: now };
  if (known === undefined)
    await insertClass(database, { class: made, code: joinCode, instructorId: instructor.id });
  for (const { id: personId, section } of learners) {
    const membership = { classId, personId, section, role: 'learner' as const, createdAt: now };
    await insertMembership(database, membership);
  }
  const assigned = await seedAssignment(database, now);
  const [learner] = learners;
  if (!learner) throw new Error('the demo class has no learners');
  return { instructor, learner, classId, joinCode, ...(assigned ? { assignmentId } : {}) };
}

async function seedAssignment(database: Database, now: number): Promise<boolean> {
  const texts = optionalLab(lab);
  if (!texts) return false;
  const known = await selectAssignmentsOf(database, [classId]);
  if (known.some((assignment) => assignment.id === assignmentId)) return true;
  await insertAssignment(database, {
    id: assignmentId,
    classId,
    lab,
    labVersion: texts.version,
    titleKo: texts.title.ko,
    titleEn: texts.title.en,
    opensAt: now,
    dueAt: now + week,
    closesAt: null,
    policy: defaultPolicy,
    createdAt: now,
  });
  return true;
}
