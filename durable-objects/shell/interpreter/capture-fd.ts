import { limits } from '../limits.ts';

/** The descriptor that a substitution within so many words reads from: out of scripts' way. */
export function captureFd(depth: number): number {
  return limits.fileDescriptors + depth;
}
