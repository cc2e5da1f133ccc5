import { failureText, isFailure, oneOfMany } from './failure.ts';
import type { Call } from './verb.ts';

/** A failure that is told later, plain JSON: alone, or as one of several. */
export interface Complaint {
  readonly alone: string;
  readonly among: string;
}

/** Failures as JSON. */
export function complaintsOf(failures: readonly Error[]): readonly Complaint[] {
  return failures.flatMap((failure) => {
    if (!isFailure(failure)) throw failure;
    if ('all' in failure) return complaintsOf(failure.all);
    return [{ alone: failureText(failure), among: `${oneOfMany(failure)}\n` }];
  });
}

/** Tells them and returns the exit code. */
export function complain(call: Call, complaints: readonly Complaint[]): number {
  const [first, ...others] = complaints;
  if (!first) return 0;
  if (others.length === 0) call.err(first.alone);
  else for (const { among } of complaints) call.err(among);
  return 1;
}
