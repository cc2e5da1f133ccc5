import { type Flag, flag } from './flags.ts';
import type { Verb } from './verb.ts';

/** `-h, --help`, which every command has. */
export const helpFlag: Flag = flag('-h, --help=false', '');

/** The help of one command, in the form of k8s.io/kubectl/pkg/util/templates. */
export function helpText(verb: Verb): string {
  const shown = verb.flags.filter(({ isRefused }) => !isRefused);
  const options =
    shown.length === 0 ? '' : `Options:\n${shown.map((one) => flagText(one)).join('\n\n')}\n\n`;
  const examples = verb.examples === '' ? '' : `Examples:\n${verb.examples}\n\n`;
  return `${verb.long}\n\n${examples}${options}Usage:\n  kubectl ${verb.usage.replace('\n', '\n  ')}\n\nUse "kubectl options" for a list of global command-line options (applies to all commands).\n`;
}

function flagText({ name, short, type, fallback, usage }: Flag): string {
  const own = short === undefined ? `    --${name}` : `    -${short}, --${name}`;
  const value = type === 'string' ? `'${fallback}'` : type === 'list' ? '[]' : fallback;
  return `${own}=${value}:\n\t${usage}`;
}

/** `kubectl` alone: what works here. */
export function overview(verbs: readonly Verb[]): string {
  const top = verbs.filter(({ name }) => !name.includes(' '));
  const parents = [
    ...new Set(
      verbs.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[0] ?? ''),
    ),
  ];
  const lines = [
    ...top.map(({ name, short }) => ({ name, short })),
    ...parents
      .filter((name) => !top.some((verb) => verb.name === name))
      .map((name) => ({ name, short: parentTexts[name] ?? '' })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(...lines.map(({ name }) => name.length));
  return `kubectl controls the Kubernetes cluster manager.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/

Commands available in this terminal:
${lines.map(({ name, short }) => `  ${name.padEnd(width)}   ${short}`).join('\n')}

Usage:
  kubectl [flags] [options]

Use "kubectl <command> --help" for more information about a given command.
`;
}

const parentTexts: Readonly<Record<string, string>> = {
  rollout: 'Manage the rollout of a resource',
  config: 'Modify kubeconfig files',
  set: 'Set specific features on objects',
};
