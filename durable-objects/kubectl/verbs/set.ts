import type { Group } from '../verb.ts';
import { notHere } from './not-here.ts';
import { setImage } from './set-image.ts';

/** `kubectl set ...`. */
export const set: Group = {
  name: 'set',
  short: 'Set specific features on objects',
  long: 'Configure application resources.\n\n These commands change single fields of existing objects.',
  examples: '',
  usage: 'set SUBCOMMAND [options]',
  flags: [],
  subcommands: [
    notHere('set env', 'Update environment variables on a pod template'),
    setImage,
    notHere('set resources', 'Update resource requests/limits on objects with pod templates'),
    notHere('set selector', 'Set the selector on a resource'),
    notHere('set serviceaccount', 'Update the service account of a resource'),
    notHere(
      'set subject',
      'Update the user, group, or service account in a role binding or cluster role binding',
    ),
  ],
};
