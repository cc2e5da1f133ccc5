import { KubectlError } from '../failure.ts';
import { type Flag, flag } from '../flags.ts';
import { helpText } from '../help.ts';
import type { Verb } from '../verb.ts';
import { apiResources, apiVersions } from './api-resources.ts';
import { apply, viewLastApplied } from './apply.ts';
import { clusterInfo } from './cluster-info.ts';
import { configVerbs } from './config.ts';
import { create } from './create.ts';
import { deleteVerb } from './delete.ts';
import { describe } from './describe.ts';
import { exec } from './exec.ts';
import { get } from './get.ts';
import { annotate, label } from './label.ts';
import { logs } from './logs.ts';
import { patch } from './patch.ts';
import { rolloutVerbs } from './rollout/index.ts';
import { scale } from './scale.ts';
import { setImage } from './set-image.ts';
import { version } from './version.ts';
import { wait } from './wait.ts';

/** Every verb that works here. */
export const verbs: readonly Verb[] = [
  create,
  setImage,
  get,
  deleteVerb,
  ...rolloutVerbs,
  scale,
  clusterInfo,
  describe,
  logs,
  exec,
  apply,
  viewLastApplied,
  patch,
  wait,
  label,
  annotate,
  apiResources,
  apiVersions,
  ...configVerbs,
  version,
];

/** kubectl's own commands in the order in which it knows them: suggestions follow it. */
export const upstreamCommands: readonly string[] = (
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info ' +
  'top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug ' +
  'events diff apply patch replace wait kustomize label annotate completion alpha api-resources ' +
  'api-versions config plugin version help options'
).split(' ');

/** Flags of every command. */
export const globalFlags: readonly Flag[] = [
  flag("-n, --namespace=''", 'If present, the namespace scope for this CLI request'),
  ...(
    "--as='' --as-group=[] --as-uid='' --cache-dir='' --certificate-authority='' --client-certificate='' " +
    "--client-key='' --cluster='' --context='' --disable-compression=false " +
    "--insecure-skip-tls-verify=false --kubeconfig='' --log-flush-frequency=5s " +
    "--match-server-version=false --password='' --profile='' --profile-output='' " +
    "--request-timeout='' --tls-server-name='' --token='' --user='' --username='' " +
    "--vmodule='' --warnings-as-errors=false"
  )
    .split(' ')
    .map((notation) => flag(notation, '', { isRefused: true })),
  flag("-s, --server=''", '', { isRefused: true }),
  flag('-v, --v=0', '', { isRefused: true }),
];

/** What a command line asks for. */
export type Found =
  | { readonly verb: Verb; readonly rest: readonly string[] }
  | { readonly help: string }
  | { readonly unknown: string; readonly parent: string };

/** Finds the verb in a command line: flags may stand before it and between its words. */
export function findVerb(argv: readonly string[]): Found {
  const words = commandWords(argv);
  const [first] = words;
  if (first === undefined) return { help: '' };
  if (first.word === 'help') return helpFor(words.slice(1).map(({ word }) => word));
  const second = words[1];
  const two = second && verbs.find(({ name }) => name === `${first.word} ${second.word}`);
  if (two && second) return { verb: two, rest: without(argv, [first.at, second.at]) };
  const one = verbs.find(({ name }) => name === first.word);
  if (one) return { verb: one, rest: without(argv, [first.at]) };
  const children = verbs.filter(({ name }) => name.startsWith(`${first.word} `));
  if (children.length === 0) return { unknown: first.word, parent: '' };
  if (second) return { unknown: second.word, parent: first.word };
  return { help: parentHelp(first.word, children) };
}

function helpFor(words: readonly string[]): Found {
  if (words.length === 0) return { help: '' };
  const found = findVerb(words);
  return 'verb' in found ? { help: helpText(found.verb) } : found;
}

function parentHelp(parent: string, children: readonly Verb[]): string {
  const width = Math.max(...children.map(({ name }) => name.length - parent.length - 1));
  const lines = children.map(
    ({ name, short }) => `  ${name.slice(parent.length + 1).padEnd(width)}   ${short}\n`,
  );
  return `Available Commands:\n${lines.join('')}\nUsage:\n  kubectl ${parent} SUBCOMMAND [options]\n\nUse "kubectl ${parent} <command> --help" for more information about a given command.\n`;
}

/** The words that are no flags, up to `--`; a global flag's value is none of them. */
function commandWords(argv: readonly string[]): { word: string; at: number }[] {
  const words: { word: string; at: number }[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    if (!word.startsWith('-')) words.push({ word, at });
    else if (takesValue(word)) at += 1;
  }
  return words;
}

function takesValue(word: string): boolean {
  return globalFlags.some(
    ({ name, short, whenBare }) =>
      whenBare === undefined &&
      (word === `--${name}` || (short !== undefined && word === `-${short}`)),
  );
}

function without(argv: readonly string[], places: readonly number[]): readonly string[] {
  return argv.filter((_word, at) => !places.includes(at));
}

/** The error for a command that kubectl does not have, or that is not here yet. */
export function unknownCommand(word: string, parent: string): KubectlError {
  const full = parent === '' ? word : `${parent} ${word}`;
  if (parent !== '' || upstreamCommands.includes(word))
    return new KubectlError(
      `kubectl ${full} is not available in this terminal yet; it works with your own kubectl and the kubeconfig download`,
    );
  const close = upstreamCommands.filter(
    (name) => distance(word.toLowerCase(), name) <= 2 || name.startsWith(word.toLowerCase()),
  );
  const hint =
    close.length === 0
      ? ''
      : `\n\nDid you mean this?\n${close.map((name) => `\t${name}`).join('\n')}`;
  return new KubectlError(`unknown command ${JSON.stringify(word)} for "kubectl"${hint}`);
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
