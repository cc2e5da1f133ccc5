import { describeGeneric } from '../../apimachinery/describe/generic.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { DescribeContext, Resource } from '../../apimachinery/resource.ts';
import { parseTime } from '../../lib/instant.ts';
import { type Frozen, isObject, type JsonObject } from '../../lib/json.ts';
import { attempt, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { readManifests } from '../manifest.ts';
import { requireWords } from '../selected.ts';
import { parseTargets, type Target } from '../targets.ts';
import type { Call, Verb } from '../verb.ts';
import { namespaceOf, sayNothing } from './get-options.ts';

/** `kubectl describe`: each kind brings its own text, others get a generic one. */
export const describe: Verb = {
  name: 'describe',
  short: 'Show details of a specific resource or group of resources',
  long: `Show details of a specific resource or group of resources.

 Print a detailed description of the selected resources, including related resources such as events or controllers. You may select a single object by name, all objects of that type, provide a name prefix, or label selector.`,
  examples: `  # Describe a node
  kubectl describe nodes kubernetes-node-emt8.c.myproject.internal

  # Describe a pod
  kubectl describe pods/nginx

  # Describe all pods
  kubectl describe pods

  # Describe pods by label name=myLabel
  kubectl describe pods -l name=myLabel`,
  usage: 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]',
  flags: [
    flag(
      '-A, --all-namespaces=false',
      'If present, list the requested object(s) across all namespaces.',
    ),
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files containing the resource to describe',
    ),
    flag('-R, --recursive=false', 'Process the directory used in -f, --filename recursively.'),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    flag('--show-events=true', 'If true, display events related to the described object.'),
    flag('--chunk-size=500', 'Return large lists in chunks rather than all at once.'),
    flag("-k, --kustomize=''", '', { isRefused: true }),
  ],
  run(call) {
    requireWords(call);
    const texts: string[] = [];
    const failures: Error[] = [];
    const targets = targetsOf(call, failures);
    failures.push(
      ...attempt(targets, ({ resource, objects }) => {
        for (const object of objects) texts.push(textOf(call, resource, object));
      }),
    );
    call.out(texts.join('\n\n'));
    if (texts.length === 0 && failures.length === 0)
      sayNothing(
        call,
        targets.map(({ resource }) => ({ resource, names: [] })),
      );
    throwAll(failures);
    return 0;
  },
};

interface Described {
  readonly resource: Resource;
  readonly objects: readonly JsonObject[];
}

function targetsOf(call: Call, failures: Error[]): readonly Described[] {
  const { args, cluster, kinds } = call;
  const found: Described[] = [];
  if (args.list('filename').length > 0) {
    const read = readManifests(call);
    failures.push(...read.failures);
    const own = attempt(read.manifests, ({ resource, namespace, name }) =>
      found.push({ resource, objects: [cluster.get(resource, namespace, name)] }),
    );
    failures.push(...own);
    return found;
  }
  const targets = parseTargets(args.words, kinds);
  failures.push(...attempt(targets, (target) => found.push(...objectsOf(call, target))));
  return found;
}

function objectsOf(call: Call, { resource, names }: Target): readonly Described[] {
  const { cluster, args, namespace } = call;
  if (names.length === 0) {
    const query = { labelSelector: args.text('selector') || undefined };
    return [{ resource, objects: cluster.list(resource, namespaceOf(call), query).items }];
  }
  const objects: JsonObject[] = [];
  const failures = attempt(names, (name) =>
    objects.push(...namedOrPrefixed(call, resource, namespace, name)),
  );
  if (objects.length === 0) throwAll(failures);
  return [{ resource, objects }];
}

/** A name that doesn't exist may still be the beginning of some. */
function namedOrPrefixed(
  { cluster }: Call,
  resource: Resource,
  namespace: string,
  name: string,
): readonly JsonObject[] {
  try {
    return [cluster.get(resource, namespace, name)];
  } catch (error) {
    if (!(error instanceof StatusFailure) || error.reason !== 'NotFound') throw error;
    const others = cluster
      .list(resource, namespace)
      .items.filter(({ metadata }) => isObject(metadata) && String(metadata.name).startsWith(name));
    if (others.length === 0) throw error;
    return others;
  }
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
      if (!args.is('show-events')) return [];
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
