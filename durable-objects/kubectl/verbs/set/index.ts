import type { Group } from '../../verb.ts';
import { setEnv } from './env.ts';
import { setImage } from './image.ts';
import { setResources } from './resources.ts';
import { setSelector } from './selector.ts';
import { setServiceAccount } from './service-account.ts';
import { setSubject } from './subject.ts';

/** `kubectl set ...`. */
export const set: Group = {
  name: 'set',
  short: 'Set specific features on objects',
  long: `Configure application resources.

 These commands help you make changes to existing application resources.`,
  examples: '',
  usage: 'set SUBCOMMAND [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [setEnv, setImage, setResources, setSelector, setServiceAccount, setSubject],
};
