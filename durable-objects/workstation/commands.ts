import { createKubectl, type KubectlHost } from '../kubectl/index.ts';
import {
  busyboxCommands,
  type Command,
  type CommandRegistry,
  commandRegistry,
  defineCommand,
  defineShell,
} from '../shell/index.ts';

/** Everything that can be typed, besides the shell's own words. */
export function commandsFor(host: KubectlHost): CommandRegistry {
  return commandRegistry(busyboxCommands, own, [
    createKubectl('kubectl', host),
    createKubectl('k', host),
  ]);
}

const clear = defineCommand('clear', ({ out }) => {
  out('\x1b[H\x1b[2J\x1b[3J');
  return 0;
});

const help = defineCommand('help', ({ out }) => {
  out(`This terminal is a simulated Linux computer that is connected to your cluster.

  kubectl, k     the Kubernetes client; kubectl --help lists what works here
  ls, cat, ...   the usual tools on files, with pipes, variables, loops and functions
  clear          empties the screen

Files are edited beside the terminal; they are in your home folder.
`);
  return 0;
});

const editors = ['vi', 'vim', 'nano', 'emacs', 'code', 'edit'].map((name) =>
  defineCommand(name, ({ err }) => {
    err(`${name}: the editor is beside the terminal; open the file there\n`);
    return 1;
  }),
);

const own: readonly Command[] = [defineShell('bash', 'bash'), clear, help, ...editors];
