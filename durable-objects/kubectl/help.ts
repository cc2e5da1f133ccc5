import { lastWord } from './find-command.ts';
import type { Flag } from './flags.ts';
import { globalFlags } from './global-flags.ts';
import type { Command, Root } from './verb.ts';

/** The help of a command, in the form of k8s.io/kubectl/pkg/util/templates. */
export function helpText(command: Command, root: Root): string {
  return command === root
    ? `${root.long}\n\n${rootUsage(root)}`
    : `${command.long}\n\n${usageText(command)}`;
}

function usageText(command: Command): string {
  const { aliases = [], examples, flags, subcommands = [], name, usage } = command;
  const names = [lastWord(name), ...aliases].join(', ');
  const parts = [
    aliases.length === 0 ? '' : `Aliases:\n${names}\n\n`,
    examples === '' ? '' : `Examples:\n${indentBlank(examples)}\n\n`,
    subcommands.length === 0 ? '' : `Available Commands:\n${commandLines(subcommands)}\n`,
    optionsText(flags),
    `Usage:\n  kubectl ${usage}\n\n`,
    subcommands.length === 0 ? '' : more(`${name} `),
    options,
  ];
  return parts.join('');
}

/** The help of `kubectl` without its first lines. */
export function rootUsage({ sections, usage }: Root): string {
  const all = sections.flatMap(({ commands }) => commands);
  const parts = sections.map(({ title, commands }) => {
    const lines = commands.length === 0 ? '' : commandLines(commands, widthOf(all));
    return `${title}:\n${lines}\n`;
  });
  return `${parts.join('')}Usage:\n  kubectl ${usage}\n\n${more('')}${options}`;
}

/** `kubectl options`. */
export function globalOptions(): string {
  return `The following options can be passed to any command:\n\n${flagTexts(globalFlags)}\n\n`;
}

const options =
  'Use "kubectl options" for a list of global command-line options (applies to all commands).\n';

function more(parent: string): string {
  return `Use "kubectl ${parent}<command> --help" for more information about a given command.\n`;
}

/** Cobra's least width of a column of names. */
const leastWidth = 11;

function widthOf(commands: readonly Command[]): number {
  return Math.max(leastWidth, ...commands.map(({ name }) => lastWord(name).length));
}

function commandLines(commands: readonly Command[], width = widthOf(commands)): string {
  return commands
    .map(({ name, short }) => `  ${lastWord(name).padEnd(width)}   ${short}\n`)
    .join('');
}

/** Empty lines between examples carry their indent, as upstream's do. */
function indentBlank(examples: string): string {
  return examples.replace(/^$/gm, '  ');
}

function optionsText(flags: readonly Flag[]): string {
  const text = flagTexts(flags);
  return text === '' ? '' : `Options:\n${text}\n\n`;
}

function flagTexts(flags: readonly Flag[]): string {
  return flags
    .filter(({ isRefused, isHidden }) => !isRefused && !isHidden)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(flagText)
    .join('\n\n');
}

function flagText({ name, short, type, fallback, usage }: Flag): string {
  const own = short === undefined ? `    --${name}` : `    -${short}, --${name}`;
  const value = type === 'string' ? `'${fallback}'` : type === 'list' ? `[${fallback}]` : fallback;
  return `${own}=${value}:\n\t${usage}`;
}
