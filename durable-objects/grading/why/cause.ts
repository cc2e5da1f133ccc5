import { gradingLimits } from '../limits.ts';
import type { Text } from '../results.ts';

/** A causal chain, effect first and root last. */
export interface Cause {
  readonly why: readonly Text[];
  /** Time alone won't change it. */
  readonly isStuck?: boolean;
}

/** A chain that people can read: its middle is left out when it is too long. */
export function shorten(cause: Cause): Cause {
  const { why } = cause;
  if (why.length <= gradingLimits.chain) return cause;
  const head = why.slice(0, gradingLimits.chain / 2);
  return { ...cause, why: [...head, ...why.slice(-gradingLimits.chain / 2)] };
}

/** The chain with its effects put in front. */
export function because(effects: readonly Text[], cause: Cause): Cause {
  return { ...cause, why: [...effects, ...cause.why] };
}
