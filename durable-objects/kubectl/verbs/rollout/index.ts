import type { Group } from '../../verb.ts';
import { rolloutPause, rolloutRestart, rolloutResume } from './change.ts';
import { rolloutHistory } from './history.ts';
import { rolloutStatusVerb } from './status.ts';
import { rolloutUndo } from './undo.ts';

/** `kubectl rollout ...`. */
export const rollout: Group = {
  name: 'rollout',
  short: 'Manage the rollout of a resource',
  long: `Manage the rollout of one or many resources.
        
 Valid resource types include:

  *  deployments
  *  daemonsets
  *  statefulsets`,
  examples: `  # Go back to what a deployment was before
  kubectl rollout undo deployment/web

  # Wait until a stateful set has rolled out
  kubectl rollout status statefulset/db`,
  usage: 'rollout SUBCOMMAND [options]',
  flags: [],
  subcommands: [
    rolloutHistory,
    rolloutPause,
    rolloutRestart,
    rolloutResume,
    rolloutStatusVerb,
    rolloutUndo,
  ],
};
