import type { Verb } from '../../verb.ts';
import { rolloutPause, rolloutRestart, rolloutResume } from './change.ts';
import { rolloutHistory } from './history.ts';
import { rolloutStatusVerb } from './status.ts';
import { rolloutUndo } from './undo.ts';

/** `kubectl rollout ...`. */
export const rolloutVerbs: readonly Verb[] = [
  rolloutHistory,
  rolloutPause,
  rolloutRestart,
  rolloutResume,
  rolloutStatusVerb,
  rolloutUndo,
];
