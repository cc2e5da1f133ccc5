import { KubectlError } from './failure.ts';
import type { Flag } from './flags.ts';
import { globalFlags } from './global-flags.ts';
import type { Command, Group, Root } from './verb.ts';

/** The command that a line means, and the line without its words. */
export interface Found {
  readonly command: Command;
  readonly rest: readonly string[];
}

/**
 * Finds the command as cobra's Find does: flags may stand before it and between its words, and a
 * flag that is not known to be a switch takes the word after it along.
 */
export function findCommand(root: Root, argv: readonly string[]): Found {
  let command: Command = root;
  let rest = argv;
  for (;;) {
    const at = firstWord(rest, [...command.flags, ...globalFlags]);
    const next: Command | undefined = command.subcommands?.find((one) =>
      isCalled(one, rest[at] ?? ''),
    );
    if (!next) return { command, rest };
    command = next;
    rest = rest.filter((_word, i) => i !== at);
  }
}

function isCalled({ name, aliases = [] }: Command, word: string): boolean {
  return lastWord(name) === word || aliases.includes(word);
}

/** `status` of `rollout status`. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** Where the first word is that is neither a flag nor a flag's value; -1 when there is none. */
function firstWord(argv: readonly string[], flags: readonly Flag[]): number {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') return -1;
    if (word !== '' && !word.startsWith('-')) return at;
    if (takesNext(word, flags)) at += 1;
  }
  return -1;
}

function takesNext(word: string, flags: readonly Flag[]): boolean {
  if (word.includes('=')) return false;
  if (word.startsWith('--'))
    return flags.find(({ name }) => name === word.slice(2))?.whenBare === undefined;
  return word.length === 2 && flags.find(({ short }) => short === word[1])?.whenBare === undefined;
}

/** The error for words after a command that only has others below it. */
export function unknownCommand(group: Group, words: readonly string[]): KubectlError {
  if (group.name !== '') {
    const said = JSON.stringify(words.join(' '));
    return new KubectlError(
      `unknown command ${said}\nSee 'kubectl ${group.name} -h' for help and examples`,
    );
  }
  const [word = ''] = words;
  const close = group.subcommands
    .map(({ name }) => name)
    .filter((name) => distance(word.toLowerCase(), name) <= 2 || startsWith(name, word));
  const hint =
    close.length === 0
      ? ''
      : `\n\nDid you mean this?\n${close.map((name) => `\t${name}`).join('\n')}`;
  return new KubectlError(`unknown command ${JSON.stringify(word)} for "kubectl"${hint}`);
}

function startsWith(name: string, word: string): boolean {
  return name.startsWith(word.toLowerCase());
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_cell, i) => i);
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, y] of [...b].entries())
      next.push(
        Math.min((row[j] ?? 0) + (x === y ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
