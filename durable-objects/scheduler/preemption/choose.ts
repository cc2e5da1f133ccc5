import type { Pod } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { priorityOf } from '../node-info.ts';
import { startOf, type Victims } from './victims.ts';

/** Makes priorities positive, so that fewer victims are a smaller sum. */
const offset = 2 ** 31;

/** What is asked in turn; the least wins, and equals are asked the next question. */
const questions: readonly ((victims: Victims) => number)[] = [
  ({ violations }) => violations,
  ({ pods }) => Math.max(...pods.map(priorityOf)),
  ({ pods }) => pods.reduce((sum, pod) => sum + priorityOf(pod) + offset, 0),
  ({ pods }) => pods.length,
  ({ pods }) => -earliestStart(pods),
];

/** The node where preemption hurts least (pickOneNodeForPreemption). */
export function leastHarm(candidates: readonly Victims[]): Victims | undefined {
  let best = candidates;
  for (const question of questions) {
    const least = Math.min(...best.map(question));
    best = best.filter((victims) => question(victims) === least);
  }
  return best[0];
}

/** When the first of the most important victims began to run. */
function earliestStart(pods: readonly Frozen<Pod>[]): number {
  const most = Math.max(...pods.map(priorityOf));
  return Math.min(...pods.filter((pod) => priorityOf(pod) === most).map(startOf));
}
