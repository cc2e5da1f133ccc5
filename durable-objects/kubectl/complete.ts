import type { ApiClient } from '../apimachinery/api-client.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { isObject } from '../lib/json.ts';
import { ClusterClient } from './cluster-client.ts';
import { containersOf } from './containers.ts';
import { isFailure } from './failure.ts';
import { findCommand, lastWord } from './find-command.ts';
import { globalFlags } from './global-flags.ts';
import { Kinds, pluralName } from './kinds.ts';
import { kubectl } from './verbs/index.ts';

/** What completion may look at. */
export interface CompletionHost {
  readonly api: ApiClient;
  readonly resources: readonly Resource[];
  readonly namespace: string;
}

/** How the last word can go on; `words` are those before it, without `kubectl`. */
export function completeKubectl(
  host: CompletionHost,
  words: readonly string[],
  last: string,
): { readonly offered: readonly string[]; readonly wantsFiles: boolean } {
  const cluster = new ClusterClient(host.api, 'get', () => {});
  try {
    return offer({ ...host, cluster, kinds: new Kinds(host.resources) }, words, last);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return nothing;
  }
}

const nothing = { offered: [], wantsFiles: false };
const files = { offered: [], wantsFiles: true };

interface Source extends CompletionHost {
  readonly cluster: ClusterClient;
  readonly kinds: Kinds;
}

function offer(
  source: Source,
  words: readonly string[],
  last: string,
): { readonly offered: readonly string[]; readonly wantsFiles: boolean } {
  const before = words.at(-1) ?? '';
  const own = { ...source, namespace: namespaceIn(words) ?? source.namespace };
  if (/^(-n|--namespace)$/.test(before)) return only(namesOf(own, 'namespaces'));
  if (/^(-f|--filename)$/.test(before)) return files;
  if (/^(-o|--output)$/.test(before))
    return only(['json', 'yaml', 'wide', 'name', 'jsonpath=', 'custom-columns=']);
  const plain = plainWords(words);
  if (/^(-c|--container)$/.test(before)) return only(containerNames(own, plain.at(-1) ?? ''));
  const { command, rest } = findCommand(kubectl, plain);
  if (last.startsWith('-')) {
    const flags = [...command.flags, ...globalFlags].filter(({ isRefused }) => !isRefused);
    return only(flags.map(({ name, whenBare }) => `--${name}${whenBare === undefined ? '=' : ''}`));
  }
  if (command.subcommands && rest.length === 0)
    return only(command.subcommands.map(({ name }) => lastWord(name)));
  return only(objectsFor(own, command.name, rest, last));
}

function only(offered: readonly string[]): { offered: readonly string[]; wantsFiles: boolean } {
  return { offered, wantsFiles: false };
}

const aboutPods = new Set(['logs', 'exec']);
const withoutObjects = new Set([
  'apply',
  'create',
  'version',
  'cluster-info',
  'api-resources',
  'api-versions',
]);
const aboutWorkloads = new Set([
  'scale',
  'rollout status',
  'rollout restart',
  'rollout undo',
  'rollout history',
  'rollout pause',
  'rollout resume',
]);

function objectsFor(
  source: Source,
  verb: string,
  rest: readonly string[],
  last: string,
): readonly string[] {
  if (withoutObjects.has(verb) || verb.startsWith('config')) return [];
  if (last.includes('/')) {
    const [type = ''] = last.split('/');
    return namesOf(source, type).map((name) => `${type}/${name}`);
  }
  const [type] = rest;
  if (aboutPods.has(verb)) return type === undefined ? namesOf(source, 'pods') : [];
  if (type === undefined) {
    const kinds = source.resources.filter(
      ({ subresources }) => !aboutWorkloads.has(verb) || subresources.scale !== undefined,
    );
    return kinds.map((resource) =>
      isUnique(source, resource) ? resource.plural : pluralName(resource),
    );
  }
  return type.includes('/') ? [] : namesOf(source, type).filter((name) => !rest.includes(name));
}

function isUnique({ resources }: Source, { plural }: Resource): boolean {
  return resources.filter((one) => one.plural === plural).length === 1;
}

function namesOf({ kinds, cluster, namespace }: Source, type: string): readonly string[] {
  const resource = kinds.find(type.split(',')[0] ?? '');
  if (!resource) return [];
  return cluster
    .list(resource, namespace)
    .items.map(({ metadata }) => (isObject(metadata) ? String(metadata.name) : ''));
}

function containerNames({ kinds, cluster, namespace }: Source, pod: string): readonly string[] {
  const name = pod.split('/').at(-1) ?? '';
  return containersOf(cluster.get(kinds.require('pods'), namespace, name)).map((one) => one.name);
}

function namespaceIn(words: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    const joined = /^(?:--namespace=|-n=?)(.+)$/.exec(word);
    if (joined) return joined[1];
    if (word === '-n' || word === '--namespace') return words[i + 1];
  }
  return undefined;
}

/** Words that are neither flags nor the values of flags with one. */
function plainWords(words: readonly string[]): readonly string[] {
  const plain: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (
      /^(-[nofclLs]|--(namespace|output|filename|container|selector|field-selector|sort-by|type|patch|replicas|for|timeout|tail|since))$/.test(
        word,
      )
    )
      i += 1;
    else if (!word.startsWith('-')) plain.push(word);
  }
  return plain;
}
