import type { Resource } from '../apimachinery/resource.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import { attempt, KubectlError, throwAll } from './failure.ts';
import { readManifests } from './manifest.ts';
import { parseTargets } from './targets.ts';
import { type Call, usageOf } from './verb.ts';

/** A live object that a command line points at. */
export interface Selected {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
}

/** The objects that `-f`, TYPE NAME, `-l` or `--all` point at, and what could not be found. */
export function selectObjects(
  call: Call,
  words: readonly string[] = call.args.words,
): {
  readonly objects: readonly Selected[];
  readonly failures: readonly Error[];
} {
  const { args, cluster, kinds, namespace } = call;
  const objects: Selected[] = [];
  if (args.list('filename').length > 0) {
    const { manifests, failures } = readManifests(call);
    const own = attempt(manifests, (manifest) => {
      const object = cluster.get(manifest.resource, manifest.namespace, manifest.name);
      objects.push({ ...manifest, object });
    });
    return { objects, failures: [...failures, ...own] };
  }
  const targets = parseTargets(words, kinds);
  const failures = attempt(targets, ({ resource, names }) => {
    if (names.length > 0) {
      const own = attempt(names, (name) =>
        objects.push(selected(resource, cluster.get(resource, namespace, name))),
      );
      return throwAll(own);
    }
    const selector = args.text('selector');
    if (selector === '' && !args.is('all'))
      throw new KubectlError('resource(s) were provided, but no name was specified');
    const list = cluster.list(resource, args.is('all-namespaces') ? '' : namespace, {
      labelSelector: selector || undefined,
    });
    objects.push(...list.items.map((item) => selected(resource, item)));
  });
  return { objects, failures };
}

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

/** Throws the error for a command line that points at nothing. */
export function requireWords(call: Call): void {
  if (call.args.words.length > 0 || call.args.list('filename').length > 0) return;
  throw new KubectlError(`You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'
${usageOf(call)}`);
}
