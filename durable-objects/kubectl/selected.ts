import type { Resource } from '../apimachinery/resource.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import { attempt, KubectlError, throwAll } from './failure.ts';
import { readManifests, selectorText } from './manifest.ts';
import { parseTargets } from './targets.ts';
import type { Call } from './verb.ts';

/** An object that a command line points at: live, or as a file has it. */
export interface Selected {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
  /** The file it was named in. */
  readonly source?: string;
}

/** What a command line points at, and what of it could not be found. */
export interface Selection {
  readonly objects: readonly Selected[];
  readonly failures: readonly Error[];
}

/**
 * The objects that `-f`, `-k`, TYPE NAME, `-l`, `--field-selector` or `--all` point at. Throws
 * KubectlError. Follows k8s.io/cli-runtime/pkg/resource Builder.
 */
export function selectObjects(
  call: Call,
  words: readonly string[] = call.args.words,
  /** Whether a kind alone means all objects of it. */
  allowsAll = false,
): Selection {
  const { cluster, namespace, args, kinds } = call;
  if (hasFiles(call)) {
    const { objects, failures } = localObjects(call, words);
    const live: Selected[] = [];
    const own = attempt(objects, (one) => {
      live.push({ ...one, object: cluster.get(one.resource, one.namespace, one.name) });
    });
    return { objects: live, failures: [...failures, ...own] };
  }
  const targets = parseTargets(requireTargets(words), kinds);
  const isBare = targets.every(({ names }) => names.length === 0);
  const query = selectorQuery(call) ?? (allowsAll && isBare ? {} : undefined);
  const isPairs = words.some((word) => word.includes('/'));
  if (query && isPairs)
    throw new KubectlError(
      'selectors and the all flag cannot be used when passing resource/name arguments',
    );
  if (query && targets.some(({ names }) => names.length > 0))
    throw new KubectlError('name cannot be provided when a selector is specified');
  if (!query && isBare)
    throw new KubectlError('resource(s) were provided, but no name was specified');
  const everywhere = args.is('all-namespaces');
  if (!query && everywhere && targets.some(({ resource }) => resource.namespaced))
    throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
  const objects: Selected[] = [];
  const failures = attempt(targets, ({ resource, names }) => {
    if (query) {
      const list = cluster.list(resource, everywhere ? '' : namespace, query);
      objects.push(...list.items.map((item) => selected(resource, item)));
      return;
    }
    const own = attempt(names, (name) =>
      objects.push(selected(resource, cluster.get(resource, namespace, name))),
    );
    throwAll(own);
  });
  return { objects, failures };
}

/** An object's name and place, without the object. */
export type Named = Omit<Selected, 'object'>;

/** The same without reading objects that are named: only lists are asked for. */
export function namedObjects(call: Call): {
  readonly objects: readonly Named[];
  readonly failures: readonly Error[];
} {
  const { args, kinds, namespace } = call;
  if (hasFiles(call)) return localObjects(call);
  if (args.is('all') && selectorText(call) !== '')
    throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
  if (selectorQuery(call)) return selectObjects(call);
  const targets = parseTargets(requireTargets(args.words), kinds);
  if (targets.every(({ names }) => names.length === 0))
    throw new KubectlError('resource(s) were provided, but no name was specified');
  if (args.is('all-namespaces') && targets.some(({ resource }) => resource.namespaced))
    throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
  const objects = targets.flatMap(({ resource, names }) =>
    names.map((name) => ({ resource, namespace: resource.namespaced ? namespace : '', name })),
  );
  return { objects, failures: [] };
}

/** The same without asking the cluster: `--local` takes files only. Throws KubectlError. */
export function localObjects(call: Call, words: readonly string[] = call.args.words): Selection {
  if (call.args.is('local') && (words.length > 0 || !hasFiles(call)))
    throw new KubectlError(localText);
  if (!hasFiles(call)) throw missingResource();
  if (words.length > 0)
    throw new KubectlError(
      'when paths, URLs, or stdin is provided as resource input, you may not specify resource arguments as well',
    );
  const { manifests, failures } = readManifests(call);
  return { objects: manifests, failures };
}

/** Whether a command line means one object, not a list that may have one. */
export function isOneObject(call: Call, words: readonly string[]): boolean {
  if (hasFiles(call)) {
    const [file = '', ...more] = call.args.list('filename');
    return more.length === 0 && call.files.type(file) === 'file';
  }
  if (selectorQuery(call)) return false;
  const names = parseTargets(words, call.kinds).flatMap((target) => target.names);
  return names.length === 1;
}

/** True for a command line with `-f` or `-k`. */
export function hasFiles({ args }: Pick<Call, 'args'>): boolean {
  return args.list('filename').length > 0 || args.text('kustomize') !== '';
}

/** What `-l`, `--field-selector` and `--all` ask for; undefined without them. */
function selectorQuery(
  call: Call,
): { labelSelector: string | undefined; fieldSelector: string | undefined } | undefined {
  const { args } = call;
  const labels = selectorText(call);
  const fields = args.text('field-selector');
  if (labels === '' && fields === '' && !args.is('all')) return undefined;
  return { labelSelector: labels || undefined, fieldSelector: fields || undefined };
}

function requireTargets(words: readonly string[]): readonly string[] {
  if (words.length === 0) throw missingResource();
  return words;
}

function missingResource(): KubectlError {
  return new KubectlError(missingText);
}

const missingText = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

const localText = `error: you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`;

/** An object with its place. */
export function selected(resource: Resource, object: JsonObject): Selected {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return {
    resource,
    namespace: String(metadata.namespace ?? ''),
    name: String(metadata.name ?? ''),
    object,
  };
}

/** An object's name, '' when it has none. */
export function nameIn({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata.name ?? '') : '';
}
