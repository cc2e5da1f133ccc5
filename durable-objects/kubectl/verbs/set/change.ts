import { isObject, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { attempt, isFailure, KubectlError, StatusFailure, throwAll } from '../../failure.ts';
import { type ResultPrinter, resultPrinter } from '../../result.ts';
import { localObjects, type Selected, type Selection, selectObjects } from '../../selected.ts';
import { threeWayPatch } from '../../three-way.ts';
import { typedObject } from '../../typed.ts';
import type { Call } from '../../verb.ts';

/** How a verb changes one object. */
export interface ObjectChange {
  /** What is said of a changed object: `image updated`. */
  readonly operation: string;
  /** How a refusal of the server is told. */
  readonly failure: string;
  /** Whether what is the same as before is reported too. */
  readonly reportsUnchanged?: boolean;
  /** The object as it should be; undefined: it is left alone. Throws KubectlError. */
  change(selected: Selected): JsonObject | undefined;
}

/** The objects of a `set` command, in the cluster or with `--local` in files. */
export function setTargets(call: Call, words: readonly string[]): Selection {
  const { args } = call;
  return args.is('local') ? localObjects(call, words) : selectObjects(call, words);
}

/** Throws the error for flags of a `set` command that exclude each other. */
export function checkSetFlags({ args }: Call): void {
  if (args.is('local') && dryRunOf(args).mode === 'server')
    throw new KubectlError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
  if (args.is('all') && args.text('selector') !== '')
    throw new KubectlError('cannot set --all and --selector at the same time');
}

/** Changes each object by a strategic merge patch (k8s.io/kubectl/pkg/cmd/set CalculatePatches). */
export function changeObjects(
  call: Call,
  objects: readonly Selected[],
  how: ObjectChange,
  earlier: readonly Error[] = [],
  /** What `change` found wrong without giving up. */
  found: readonly Error[] = [],
): number {
  const print = resultPrinter(call, true);
  const failures = attempt(objects, (selected) => changeOne(call, selected, how, print));
  throwAll([...earlier, ...found, ...failures]);
  return 0;
}

function changeOne(call: Call, selected: Selected, how: ObjectChange, print: ResultPrinter): void {
  const { args, cluster, kinds } = call;
  const { resource, namespace, name, object } = selected;
  const before = typedObject(object, kinds);
  const after = changed(selected, how);
  if (!after) return;
  const wanted = typedObject(after, kinds);
  const patch = threeWayPatch(before, wanted, before, resource.schema);
  if (Object.keys(patch).length === 0 && !how.reportsUnchanged) return;
  const dryRun = dryRunOf(args);
  if (args.is('local') || dryRun.mode === 'client') {
    print(resource, wanted, how.operation);
    return;
  }
  const query = { ...dryRun.query, fieldManager: args.text('field-manager') };
  const path = pathOf(resource, namespace, name);
  print(
    resource,
    typedObject(
      told(how, () => cluster.patch(path, 'strategic-merge', patch, query)),
      kinds,
    ),
    how.operation,
  );
}

function changed(selected: Selected, how: ObjectChange): JsonObject | undefined {
  try {
    return how.change(selected);
  } catch (error) {
    if (how.failure === '' || !isFailure(error)) throw error;
    const { resource, name } = selected;
    throw new KubectlError(`error: ${resource.plural}/${name} ${error.message}\n`);
  }
}

function told(how: ObjectChange, request: () => JsonObject): JsonObject {
  try {
    return request();
  } catch (error) {
    if (how.failure === '' || !(error instanceof StatusFailure)) throw error;
    throw new KubectlError(`${how.failure}${error.message}`);
  }
}

/** The object with its pod's or template's spec changed. Throws KubectlError when it has none. */
export function withPodSpec(
  { object, resource }: Selected,
  change: (spec: JsonObject) => JsonObject,
): JsonObject {
  const spec = memberOf(object, 'spec');
  if (Array.isArray(spec.containers)) return { ...object, spec: change(spec) };
  const job = memberOf(spec, 'jobTemplate');
  if (isObject(spec.jobTemplate)) {
    const own = memberOf(job, 'spec');
    return {
      ...object,
      spec: { ...spec, jobTemplate: { ...job, spec: withTemplate(own, change) } },
    };
  }
  if (!isObject(spec.template))
    throw new KubectlError(
      `the object is not a pod or does not have a pod template: *${resource.version}.${resource.kind}`,
    );
  return { ...object, spec: withTemplate(spec, change) };
}

function withTemplate(spec: JsonObject, change: (spec: JsonObject) => JsonObject): JsonObject {
  const template = memberOf(spec, 'template');
  return { ...spec, template: { ...template, spec: change(memberOf(template, 'spec')) } };
}

function memberOf(object: JsonObject, key: string): JsonObject {
  const member = object[key];
  return isObject(member) ? member : {};
}

/** A pod's spec with some of its containers changed; undefined: left alone. */
export function withContainers(
  spec: JsonObject,
  change: (container: JsonObject) => JsonObject,
): JsonObject {
  const result: { [key: string]: JsonObject[string] } = { ...spec };
  for (const list of ['containers', 'initContainers']) {
    const all = spec[list];
    if (Array.isArray(all)) result[list] = all.map((one) => (isObject(one) ? change(one) : one));
  }
  return result;
}

/** The names of all containers that a pattern with `*` matches. */
export function matchingContainers(spec: JsonObject, pattern: string): readonly string[] {
  const expression = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's');
  return ['containers', 'initContainers'].flatMap((list): readonly string[] => {
    const all = spec[list];
    if (!Array.isArray(all)) return [];
    return all
      .filter(isObject)
      .map(({ name }: JsonObject) => String(name))
      .filter((name: string) => expression.test(name));
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
