import type { Group } from '../verb.ts';
import { notHere } from './not-here.ts';

/** `kubectl alpha ...`. */
export const alpha: Group = {
  name: 'alpha',
  short: 'Commands for features in alpha',
  long: 'These commands correspond to alpha features that are not enabled in Kubernetes clusters by default.',
  examples: '',
  usage: 'alpha [options]',
  flags: [],
  alone: 'helps',
  subcommands: [
    notHere('alpha kuberc', 'Manage kuberc configuration files', 'this terminal has no kuberc'),
  ],
};
