import { createKubectl, type KubectlHost } from '../kubectl/index.ts';
import {
  busyboxCommands,
  type Command,
  type CommandRegistry,
  commandRegistry,
  defineCommand,
  defineShell,
} from '../shell/index.ts';
import { editorCommands } from './editors/index.ts';

/** Everything that can be typed, besides the shell's own words. */
export function commandsFor(host: KubectlHost): CommandRegistry {
  return commandRegistry(busyboxCommands, own, editorCommands(host.terminalOf), [
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
  nano, vi       edit a file here; files can also be edited beside the terminal
`);
  return 0;
});

const editors = ['emacs', 'code', 'edit'].map((name) =>
  defineCommand(name, ({ err }) => {
    err(`${name}: the editor is beside the terminal; open the file there\n`);
    return 1;
  }),
);

const own: readonly Command[] = [defineShell('bash', 'bash'), clear, help, ...editors];
