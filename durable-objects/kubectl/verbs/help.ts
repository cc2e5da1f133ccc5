import { findCommand } from '../find-command.ts';
import { globalOptions, helpText, rootUsage } from '../help.ts';
import type { Verb } from '../verb.ts';

/** `kubectl help`. */
export const help: Verb = {
  name: 'help',
  short: 'Help about any command',
  long: 'Help provides help for any command in the application. Simply type kubectl help [path to command] for full details.',
  examples: '',
  usage: 'help [command] [options]',
  flags: [],
  run({ args, root, out, err }) {
    const { command, rest } = findCommand(root, args.words);
    if (command === root && rest.length > 0) {
      const topics = rest.map((word) => `\`${word}\``).join(' ');
      err(`Unknown help topic [${topics}]\n\n\n${rootUsage(root)}`);
      return 0;
    }
    out(helpText(command, root));
    return 0;
  },
};

/** `kubectl options`. */
export const options: Verb = {
  name: 'options',
  short: 'Print the list of flags inherited by all commands',
  long: 'Print the list of flags inherited by all commands',
  examples: '  # Print flags inherited by all commands\n  kubectl options',
  usage: 'options [options]',
  flags: [],
  run({ out }) {
    out(globalOptions());
    return 0;
  },
};
