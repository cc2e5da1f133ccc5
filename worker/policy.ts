import { z } from 'zod';

const day = 86_400_000;

/** How an assignment's submissions become a grade. */
export const policySchema = z.strictObject({
  /** Which submission counts. */
  keep: z.enum(['best', 'last']).default('best'),
  /** How often a submission may be handed in; absent: without limit. */
  submissions: z.int().min(1).max(100).optional(),
  /** Percent of the points lost per day begun after the due time. */
  latePercentPerDay: z.number().min(0).max(100).default(10),
  /** However late, lateness alone never takes a grade below this percentage of the points. */
  lateFloorPercent: z.number().min(0).max(100).default(0),
});

export type Policy = z.infer<typeof policySchema>;

export const defaultPolicy: Policy = policySchema.parse({});

/** What the policy needs to know of a submission. */
export interface Handed {
  readonly at: number;
  readonly score: number;
  readonly points: number;
  readonly late: boolean;
}

/** A submission with what its lateness costs. */
export interface Graded<S extends Handed> {
  readonly submission: S;
  /** Points taken off for lateness. */
  readonly deduction: number;
  /** What counts: the score without the deduction. */
  readonly score: number;
}

/** The submission that counts, and its score; undefined when nothing was handed in. */
export function graded<S extends Handed>(
  policy: Policy,
  dueAt: number | null,
  submissions: readonly S[],
): Graded<S> | undefined {
  const all = submissions.map((submission) => deducted(policy, dueAt, submission));
  const better = policy.keep === 'best' ? isBetter : isLater;
  return all.reduce<Graded<S> | undefined>(
    (kept, next) => (kept === undefined || better(next, kept) ? next : kept),
    undefined,
  );
}

function deducted<S extends Handed>(
  policy: Policy,
  dueAt: number | null,
  submission: S,
): Graded<S> {
  const { score, points, late, at } = submission;
  if (!late || dueAt === null) return { submission, deduction: 0, score };
  const days = Math.ceil((at - dueAt) / day);
  const lost = Math.round((points * policy.latePercentPerDay * days) / 100);
  const floor = Math.min(score, Math.round((points * policy.lateFloorPercent) / 100));
  const left = Math.max(floor, score - lost);
  return { submission, deduction: score - left, score: left };
}

/** Of two equal ones the earlier counts. */
function isBetter(a: Graded<Handed>, b: Graded<Handed>): boolean {
  return a.score > b.score || (a.score === b.score && a.submission.at < b.submission.at);
}

function isLater(a: Graded<Handed>, b: Graded<Handed>): boolean {
  return a.submission.at > b.submission.at;
}
