import type { UsageSource } from '../../control/usage.ts';

/** Nothing is measured. */
export const noUsage: UsageSource = {
  in: () => () => undefined,
  ofSystem: () => undefined,
  changedBy: () => undefined,
};
