import type { AssignmentSummary } from '../connection/types.ts';

/** Assignments by what a learner does with them now; each group by its next date. */
export function groupsOf(
  assignments: readonly AssignmentSummary[],
  now: number,
): Readonly<Record<'todo' | 'later' | 'done', readonly AssignmentSummary[]>> {
  const byDue = (a: AssignmentSummary, b: AssignmentSummary): number =>
    (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER);
  const later = assignments.filter(({ opensAt }) => (opensAt ?? 0) > now);
  const open = assignments.filter((assignment) => !later.includes(assignment));
  const done = open.filter((assignment) => isDone(assignment, now));
  const todo = open.filter((assignment) => !done.includes(assignment));
  return {
    todo: todo.toSorted(byDue),
    later: later.toSorted((a, b) => (a.opensAt ?? 0) - (b.opensAt ?? 0)),
    done: done.toSorted(byDue),
  };
}

/** Full marks, or closed for good. */
function isDone({ score, points, closesAt }: AssignmentSummary, now: number): boolean {
  return (score !== null && score >= points) || (closesAt !== null && closesAt < now);
}

/** The one that was begun last. */
export function resumable(todo: readonly AssignmentSummary[]): AssignmentSummary | undefined {
  return todo
    .filter(({ attempt }) => attempt !== null)
    .toSorted((a, b) => (b.attempt?.startedAt ?? 0) - (a.attempt?.startedAt ?? 0))[0];
}
