import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import type { Group, Verb } from '../verb.ts';

const list: Verb = {
  name: 'plugin list',
  short: "List all visible plugin executables on a user's PATH",
  long: 'List all available plugin files on a user\'s PATH. To see plugins binary names without the full path use --name-only flag.\n\n Available plugin files are those that are: - executable - anywhere on the user\'s PATH - begin with "kubectl-"',
  examples: '  # Plugins of this terminal\n  kubectl plugin list',
  usage: 'plugin list [flags] [options]',
  flags: [
    flag(
      '--name-only=false',
      'If true, display only the binary name of each plugin, rather than its full path',
    ),
  ],
  run() {
    // Nothing in this terminal's PATH begins with `kubectl-`, and no file of one's own is in it.
    throw new KubectlError('unable to find any kubectl plugins in your PATH');
  },
};

/** `kubectl plugin ...`. */
export const plugin: Group = {
  name: 'plugin',
  short: 'Provides utilities for interacting with plugins',
  long: 'Provides utilities for interacting with plugins.\n\n Plugins provide extended functionality that is not part of the major command-line distribution. This terminal has none.',
  examples: '  # Plugins of this terminal\n  kubectl plugin list',
  usage: 'plugin [flags] [options]',
  flags: [],
  alone: 'fails with an error',
  subcommands: [list],
};
