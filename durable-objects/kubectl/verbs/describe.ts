import { describeGeneric } from '../../apimachinery/describe/generic.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { DescribeContext, Resource } from '../../apimachinery/resource.ts';
import { parseTime } from '../../lib/instant.ts';
import { type Frozen, isObject, type JsonObject } from '../../lib/json.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { hasFiles } from '../selected.ts';
import type { Call, Verb } from '../verb.ts';
import {
  allNamespacesFlag,
  chunkSizeFlag,
  kustomizeFlag,
  recursiveFlag,
  selectorFlag,
} from './get-flags.ts';
import { checkSelectors, type GetTarget, targetsOf } from './get-options.ts';

/** `kubectl describe`: each kind brings its own text, others get a generic one. */
export const describe: Verb = {
  name: 'describe',
  short: 'Show details of a specific resource or group of resources',
  long: `Show details of a specific resource or group of resources.

 Print a detailed description of the selected resources, including related resources such as events or controllers. You may select a single object by name, all objects of that type, provide a name prefix, or label selector.`,
  examples: `  # A node
  kubectl describe node node-1

  # All pods that a stateful set has made, by the beginning of their names
  kubectl describe pods web

  # What a file describes
  kubectl describe -f web.yaml

  # Claims with a label, of all namespaces
  kubectl describe pvc -l app=web -A`,
  usage: 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]',
  flags: [
    allNamespacesFlag,
    chunkSizeFlag,
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files containing the resource to describe',
    ),
    kustomizeFlag,
    recursiveFlag,
    selectorFlag,
    flag('--show-events=true', 'If true, display events related to the described object.'),
  ],
  run(call) {
    const { args, out, err, namespace } = call;
    if (args.words.length === 0 && !hasFiles(call))
      throw new KubectlError(
        'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
      );
    const { targets, failures } = targetsOf(call);
    checkSelectors(call, targets);
    const texts: string[] = [];
    const own = attempt(targets, (target) => {
      const failed = attempt(readsOf(call, target), (read) =>
        texts.push(...read().map((object) => textOf(call, target.resource, object))),
      );
      const [only] = failed;
      const prefixed = only && prefixedBy(call, targets, only);
      if (!prefixed) return throwAll(failed);
      // What a prefix finds is parted as lines are, not as descriptions.
      for (const object of prefixed) out(`${textOf(call, target.resource, object)}\n`);
      texts.push('');
    });
    out(texts.join('\n\n'));
    const all = [...failures, ...own];
    if (texts.length === 0 && all.length === 0)
      err(
        args.is('all-namespaces')
          ? 'No resources found\n'
          : `No resources found in ${namespace} namespace.\n`,
      );
    throwAll(all);
    return 0;
  },
};

/** The requests for a target: one for each name, or the list. */
function readsOf(
  { args, cluster }: Call,
  { resource, namespace, names }: GetTarget,
): readonly (() => readonly JsonObject[])[] {
  if (names.length > 0) return names.map((name) => () => [cluster.get(resource, namespace, name)]);
  const query = { labelSelector: args.text('selector') || undefined };
  return [() => cluster.list(resource, namespace, query).items];
}

/** What a single name that doesn't exist is the beginning of, if it is. */
function prefixedBy(
  { args, cluster }: Call,
  [target, ...others]: readonly GetTarget[],
  error: Error,
): readonly JsonObject[] | undefined {
  if (!(error instanceof StatusFailure) || error.reason !== 'NotFound') return undefined;
  const isForm = args.words.length === 2 && !args.words.some((word) => word.includes('/'));
  const [name] = target?.names ?? [];
  if (!target || others.length > 0 || name === undefined || !isForm) return undefined;
  const found = cluster
    .list(target.resource, target.namespace)
    .items.filter(({ metadata }) => isObject(metadata) && String(metadata.name).startsWith(name));
  return found.length === 0 ? undefined : found;
}

function textOf(call: Call, resource: Resource, json: JsonObject): string {
  // What the API serves as this kind is of its type.
  const object = json as unknown as Frozen<KubeObject>;
  return (resource.describe ?? describeGeneric)(object, contextOf(call));
}

function contextOf({ cluster, kinds, now, args }: Call): DescribeContext {
  const list = (plural: string, group: string, namespace = ''): readonly Frozen<KubeObject>[] => {
    const resource = kinds.all.find((one) => one.plural === plural && one.group === group);
    if (!resource) return [];
    return cluster.list(resource, namespace).items as unknown as readonly Frozen<KubeObject>[];
  };
  return {
    now,
    list,
    events: ({ metadata }) => {
      if (!args.is('show-events')) return undefined;
      const events = kinds.all.find((one) => one.plural === 'events');
      if (!events) return [];
      const fieldSelector = `involvedObject.name=${metadata.name},involvedObject.uid=${metadata.uid}`;
      const { items } = cluster.list(events, metadata.namespace ?? '', { fieldSelector });
      const found = items as unknown as readonly Frozen<KubeObject>[];
      return [...found].sort((a, b) => lastSeen(a) - lastSeen(b));
    },
  };
}

function lastSeen(event: object): number {
  for (const field of ['lastTimestamp', 'eventTime', 'firstTimestamp']) {
    const text: unknown = Reflect.get(event, field);
    const at = typeof text === 'string' ? parseTime(text) : undefined;
    if (at !== undefined) return at;
  }
  return 0;
}
