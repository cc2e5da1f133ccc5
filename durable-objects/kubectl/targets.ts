import type { Resource } from '../apimachinery/resource.ts';
import { KubectlError } from './failure.ts';
import type { Kinds } from './kinds.ts';

/** What a command line points at: a kind, and objects of it by name (none: the whole list). */
export interface Target {
  readonly resource: Resource;
  readonly names: readonly string[];
}

/**
 * Reads `TYPE`, `TYPE NAME...`, `TYPE,TYPE` and `TYPE/NAME...` as the resource builder of
 * k8s.io/cli-runtime does; `all` stands for its category. Throws KubectlError.
 */
export function parseTargets(words: readonly string[], kinds: Kinds): readonly Target[] {
  if (words.some((word) => word.includes('/')))
    return words.map((word) => pairOf(word, words, kinds));
  const [types = '', ...names] = words;
  const parts = types.split(',');
  const resources = parts.flatMap((part) => {
    if (part === 'all') return kinds.inCategory('all');
    return [kinds.require(part)];
  });
  const seen = resources.filter((resource, i) => resources.indexOf(resource) === i);
  return seen.map((resource) => ({ resource, names }));
}

function pairOf(word: string, words: readonly string[], kinds: Kinds): Target {
  const parts = word.split('/');
  if (parts.length === 1)
    throw new KubectlError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  const [type = '', name = ''] = parts;
  if (parts.length > 2 || words.length === 0)
    throw new KubectlError('arguments in resource/name form may not have more than one slash');
  if (type === '' || name === '')
    throw new KubectlError('arguments in resource/name form must have a single resource and name');
  return { resource: kinds.require(type), names: [name] };
}

/** Targets with the same kind next to each other become one. */
export function objectsOf(
  targets: readonly Target[],
): readonly { readonly resource: Resource; readonly name: string }[] {
  return targets.flatMap(({ resource, names }) => names.map((name) => ({ resource, name })));
}
