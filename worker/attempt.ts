import { type ClusterPlace, clusterObjectName, clusterSeed } from './clusters.ts';
import type { Assignment } from './db/assignments.ts';
import { type Attempt, insertAttempt, selectOptionalAttempt } from './db/attempts.ts';
import type { Bindings, Database, Person } from './env.ts';
import { newId, newToken } from './ids.ts';
import { clusterObject } from './objects.ts';
import { problems } from './problem.ts';

/** Who starts what. */
export interface Start {
  readonly assignment: Assignment;
  readonly person: Person;
  /** Only a learner's progress is shown on the board; staff try a lab unseen. */
  readonly onBoard: boolean;
}

/** The person's attempt at the assignment, with its cluster; made now if there is none yet. */
export async function startAttempt(
  env: Bindings,
  database: Database,
  start: Start,
): Promise<Attempt> {
  const { assignment, person } = start;
  const now = Date.now();
  if (start.onBoard && now < (assignment.opensAt ?? 0)) throw problems.notOpen();
  const known = await selectOptionalAttempt(database, assignment.id, person.id);
  const attempt = known ?? (await firstAttempt(database, assignment, person, now));
  const place = placeOf(assignment, attempt);
  // Also for a known attempt: the first request may have ended between the row and the cluster.
  await clusterObject(env, clusterObjectName(place)).create({
    seed: clusterSeed(place),
    secret: newToken(),
    lab: assignment.lab,
    ...(start.onBoard ? { learner: learnerOf(assignment, attempt, person) } : {}),
  });
  return attempt;
}

async function firstAttempt(
  database: Database,
  assignment: Assignment,
  person: Person,
  now: number,
): Promise<Attempt> {
  const attempt: Attempt = {
    id: newId(),
    assignmentId: assignment.id,
    personId: person.id,
    number: 1,
    clusterId: newId(),
    startedAt: now,
  };
  const made = await insertAttempt(database, attempt, {
    id: attempt.clusterId,
    objectName: clusterObjectName(placeOf(assignment, attempt)),
    sandbox: false,
    createdAt: now,
  });
  if (made) return attempt;
  const other = await selectOptionalAttempt(database, assignment.id, person.id);
  if (!other) throw new Error(`attempt at ${assignment.id} neither made nor found`);
  return other;
}

function placeOf(assignment: Assignment, attempt: Attempt): ClusterPlace {
  const { classId, id: assignmentId } = assignment;
  return { classId, assignmentId, personId: attempt.personId, number: attempt.number };
}

function learnerOf(assignment: Assignment, attempt: Attempt, person: Person) {
  return {
    classId: assignment.classId,
    assignmentId: assignment.id,
    attemptId: attempt.id,
    personId: person.id,
    name: person.name,
  };
}
