import type { Group } from '../../verb.ts';
import { canI } from './can-i.ts';
import { reconcile } from './reconcile.ts';
import { whoami } from './whoami.ts';

/** `kubectl auth ...`. */
export const auth: Group = {
  name: 'auth',
  short: 'Inspect authorization',
  long: 'Inspect authorization.',
  examples: '',
  usage: 'auth [flags] [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [canI, reconcile, whoami],
};
