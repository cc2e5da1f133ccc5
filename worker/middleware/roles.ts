import type { Context } from 'hono';
import { type Assignment, selectAssignment } from '../db/assignments.ts';
import { type AttemptPlace, selectAttemptPlace } from '../db/attempts.ts';
import { type Membership, selectOptionalMembership } from '../db/classes.ts';
import type { AppEnv, Person } from '../env.ts';
import { problems } from '../problem.ts';
import { signedIn } from './session.ts';

export interface Member {
  readonly person: Person;
  readonly role: Membership['role'];
}

/** Who is asking, as a member of the class. Others learn nothing, not even that it exists. */
export async function memberOf(c: Context<AppEnv>, classId: string): Promise<Member> {
  const person = signedIn(c);
  const membership = await selectOptionalMembership(c.var.database, classId, person.id);
  if (!membership) throw problems.notFound({ ko: '이 반', en: 'This class' });
  return { person, role: membership.role };
}

/** Who is asking, as an instructor or assistant of the class. */
export async function staffOf(c: Context<AppEnv>, classId: string): Promise<Member> {
  const member = await memberOf(c, classId);
  if (!isStaff(member)) throw problems.notAllowed();
  return member;
}

/** Who is asking, as an instructor of the class. */
export async function instructorOf(c: Context<AppEnv>, classId: string): Promise<Member> {
  const member = await memberOf(c, classId);
  if (member.role !== 'instructor') throw problems.notAllowed();
  return member;
}

export function isStaff(member: Member): boolean {
  return member.role !== 'learner';
}

/** An assignment, for a member of its class. */
export async function assignmentFor(
  c: Context<AppEnv>,
  assignmentId: string,
): Promise<{ readonly assignment: Assignment; readonly member: Member }> {
  signedIn(c);
  const assignment = await selectAssignment(c.var.database, assignmentId);
  return { assignment, member: await memberOf(c, assignment.classId) };
}

export interface AttemptAccess {
  readonly place: AttemptPlace;
  readonly person: Person;
  /** False for the class's instructors and assistants, who may only look. */
  readonly own: boolean;
}

/** An attempt, for its learner and for the staff of its class. */
export async function attemptFor(c: Context<AppEnv>, attemptId: string): Promise<AttemptAccess> {
  const person = signedIn(c);
  const place = await selectAttemptPlace(c.var.database, attemptId);
  if (place.attempt.personId === person.id) return { place, person, own: true };
  const membership = await selectOptionalMembership(
    c.var.database,
    place.assignment.classId,
    person.id,
  );
  if (!membership || membership.role === 'learner')
    throw problems.notFound({ ko: '이 과제', en: 'This attempt' });
  return { place, person, own: false };
}

/** An attempt, for its learner alone. */
export async function ownAttempt(c: Context<AppEnv>, attemptId: string): Promise<AttemptAccess> {
  const access = await attemptFor(c, attemptId);
  if (!access.own) throw problems.notOwner();
  return access;
}
