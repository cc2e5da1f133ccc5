import { hour, second } from '../lib/instant.ts';

/** How far a lab's checks may go; a result that ran into one says which. */
export const gradingLimits = {
  /** More nodes than the map draws well, and each costs at bootstrap. */
  nodes: 12,
  /** Steps of one experiment: it is a perturbation and a look, not a script. */
  experimentSteps: 40,
  /** Simulated seconds that one experiment may let pass. */
  experimentSeconds: (2 * hour) / second,
  /** Steps of a solution or a mistake, which play a whole lab. */
  rehearsalSteps: 200,
  /** Times that a wait looks again, however busy the cluster's processes are. */
  waitLooks: 5_000,
  /** Simulated milliseconds between two looks at a running command, and for all of it. */
  execLookMs: 100,
  execMs: 30 * second,
  /** Characters of a command's output that are kept. */
  outputLength: 4_096,
  /** Revisions after which what was seen of the history is written down, change or not. */
  unsavedRevisions: 500,
  /** Lines of a causal chain. */
  chain: 8,
} as const;
