import type { ClassAssignment } from '../../connection/types.ts';

/** Where an assignment stands for its class: not open yet, to be done, past its due or closing. */
export type ClassStanding = 'later' | 'open' | 'past';

type Dates = Pick<ClassAssignment, 'opensAt' | 'dueAt' | 'closesAt'>;

/** Takes ms since the epoch. The moment of opening is open, the moment of the due time still is. */
export function standingAt({ opensAt, dueAt, closesAt }: Dates, now: number): ClassStanding {
  if (opensAt !== null && now < opensAt) return 'later';
  return now > (dueAt ?? closesAt ?? Number.POSITIVE_INFINITY) ? 'past' : 'open';
}

/** Assignments by where they stand: what ends soonest and what opens soonest first, latest past. */
export function byStanding<A extends Dates>(
  assignments: readonly A[],
  now: number,
): Readonly<Record<ClassStanding, readonly A[]>> {
  const those = (wanted: ClassStanding): readonly A[] =>
    assignments.filter((assignment) => standingAt(assignment, now) === wanted);
  return {
    open: those('open').toSorted((a, b) => ends(a) - ends(b)),
    later: those('later').toSorted((a, b) => (a.opensAt ?? 0) - (b.opensAt ?? 0)),
    past: those('past').toSorted((a, b) => ends(b) - ends(a)),
  };
}

function ends({ dueAt, closesAt }: Dates): number {
  return dueAt ?? closesAt ?? Number.MAX_SAFE_INTEGER;
}
