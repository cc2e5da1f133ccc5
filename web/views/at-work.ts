import type { ClassAssignment } from '../connection/types.ts';

/** The assignment that a class works on now: open, and due next; else the one that was last. */
export function assignmentAtWork(
  assignments: readonly ClassAssignment[],
  now: number,
): ClassAssignment | undefined {
  const due = ({ dueAt }: ClassAssignment): number => dueAt ?? Number.MAX_SAFE_INTEGER;
  const open = assignments.filter(({ opensAt }) => (opensAt ?? 0) <= now);
  const ahead = open.filter((assignment) => due(assignment) >= now);
  const next = ahead.toSorted((a, b) => due(a) - due(b))[0];
  return next ?? open.toSorted((a, b) => due(b) - due(a))[0];
}
