import { labelValueErrors, qualifiedNameErrors } from '../../apimachinery/names.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, BareError, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { type ResultPrinter, resultPrinter } from '../result.ts';
import { type Selected, selectObjects } from '../selected.ts';
import { fieldManagerFlag, printFlags, selectorFlag, validateFlag } from '../shared-flags.ts';
import { threeWayPatch } from '../three-way.ts';
import { type Call, usageOf, type Verb } from '../verb.ts';
import { fieldValidation } from '../while-doing.ts';

/** `kubectl taint`. Follows k8s.io/kubectl/pkg/cmd/taint. */
export const taint: Verb = {
  name: 'taint',
  short: 'Update the taints on one or more nodes',
  long: `Update the taints on one or more nodes.

  *  A taint consists of a key, value, and effect. As an argument here, it is expressed as key=value:effect.
  *  The key must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 253 characters.
  *  Optionally, the key can begin with a DNS subdomain prefix and a single '/', like example.com/my-app.
  *  The value is optional. If given, it must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters.
  *  The effect must be NoSchedule, PreferNoSchedule or NoExecute.
  *  Currently taint can only apply to node.`,
  examples: `  # Update node 'foo' with a taint with key 'dedicated' and value 'special-user' and effect 'NoSchedule'
  # If a taint with that key and effect already exists, its value is replaced as specified
  kubectl taint nodes foo dedicated=special-user:NoSchedule

  # Remove from node 'foo' the taint with key 'dedicated' and effect 'NoSchedule' if one exists
  kubectl taint nodes foo dedicated:NoSchedule-

  # Remove from node 'foo' all the taints with key 'dedicated'
  kubectl taint nodes foo dedicated-

  # Add a taint with key 'dedicated' on nodes having label myLabel=X
  kubectl taint node -l myLabel=X  dedicated=foo:PreferNoSchedule

  # Add to node 'foo' a taint with key 'bar' and no value
  kubectl taint nodes foo bar:NoSchedule`,
  usage: 'taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]',
  flags: [
    flag('--all=false', 'Select all nodes in the cluster'),
    dryRunFlag,
    fieldManagerFlag('kubectl-taint'),
    ...printFlags,
    flag(
      '--overwrite=false',
      'If true, allow taints to be overwritten, otherwise reject taint updates that overwrite existing taints.',
    ),
    selectorFlag,
    validateFlag,
  ],
  run(call) {
    const { args } = call;
    dryRunOf(args);
    fieldValidation(call);
    const { resources, specs } = splitWords(args.words);
    if (resources.length === 0)
      throw new KubectlError('one or more resources must be specified as <resource> <name>');
    if (specs.length === 0) throw new KubectlError('at least one taint update is required');
    const changes = parseTaints(call, specs);
    check(call, resources, changes);
    resultPrinter(call);
    const [, ...names] = resources;
    const isMany = args.is('all') || args.text('selector') !== '';
    const { objects, failures } = selectObjects(call, isMany ? ['nodes'] : ['nodes', ...names]);
    const own = attempt(objects, (node) =>
      taintOne(call, node, changes, resultPrinter(call, false, false)),
    );
    throwAll([...failures, ...own]);
    return 0;
  },
};

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect?: string;
}

interface Changes {
  readonly add: readonly Taint[];
  readonly remove: readonly Taint[];
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

function splitWords(words: readonly string[]): {
  readonly resources: readonly string[];
  readonly specs: readonly string[];
} {
  const isTaint = (word: string): boolean => /[=:]|-$/.test(word);
  const first = words.findIndex(isTaint);
  if (first < 0) return { resources: words, specs: [] };
  const specs = words.slice(first);
  const late = specs.find((word) => !isTaint(word));
  if (late !== undefined)
    throw new KubectlError(`all resources must be specified before taint changes: ${late}`);
  return { resources: words.slice(0, first), specs };
}

function parseTaints(call: Call, specs: readonly string[]): Changes {
  const refuse = (why: string): KubectlError => new KubectlError(`${why}\n${usageOf(call)}`);
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    const isRemoval = spec.endsWith('-');
    const taint = parseTaint(isRemoval ? spec.slice(0, -1) : spec, refuse);
    if (isRemoval) {
      remove.push(taint.effect ? { key: taint.key, effect: taint.effect } : { key: taint.key });
      continue;
    }
    if (!taint.effect) throw refuse(`invalid taint spec: ${spec}`);
    if (add.some((other) => isSame(other, taint)))
      throw refuse(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ''} ${taint.effect} <nil>}`,
      );
    add.push(taint);
  }
  return { add, remove };
}

/** `key=value:effect`, `key:effect` or `key`. */
function parseTaint(spec: string, refuse: (why: string) => KubectlError): Taint {
  const [head = '', effect, ...more] = spec.split(':');
  if (more.length > 0) throw refuse(`invalid taint spec: ${spec}`);
  const check = (errors: readonly string[]): void => {
    if (errors.length > 0) throw refuse(`invalid taint spec: ${spec}, ${errors.join('; ')}`);
  };
  if (effect === undefined) {
    check(qualifiedNameErrors(head));
    return { key: head };
  }
  if (!effects.includes(effect))
    throw refuse(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = '', value, ...rest] = head.split('=');
  if (rest.length > 0) throw refuse(`invalid taint spec: ${spec}`);
  if (value !== undefined) check(labelValueErrors(value));
  check(qualifiedNameErrors(key));
  return { key, ...(value ? { value } : {}), effect };
}

function check(
  { args, kinds }: Call,
  resources: readonly string[],
  { add, remove }: Changes,
): void {
  const [type = ''] = resources;
  const resource = kinds.find(type.toLowerCase());
  if (!resource)
    throw new BareError(`the server doesn't have a resource type ${JSON.stringify(type)}`);
  if (resource.plural !== 'nodes' || resource.group !== '')
    throw new KubectlError(
      `invalid resource type ${type.toLowerCase()}, only node types are supported`,
    );
  const both = add.flatMap(({ key, effect }) =>
    remove.filter((one) => one.key === key && (!one.effect || one.effect === effect)),
  );
  if (both.length > 0)
    throw new KubectlError(
      `can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect ?? ''}`).join(', ')}`,
    );
  const hasSelector = args.text('selector') !== '';
  if (args.is('all') && hasSelector)
    throw new KubectlError("setting 'all' parameter with a non empty selector is prohibited");
  if (!args.is('all') && !hasSelector && resources.length < 2)
    throw new KubectlError(
      "at least one resource name must be specified since 'all' parameter is not set",
    );
}

function taintOne(
  call: Call,
  { resource, name, object }: Selected,
  changes: Changes,
  print: ResultPrinter,
): void {
  const { args, cluster } = call;
  const old = taintsOf(object);
  const taken = changes.add.filter((taint) => old.some((other) => isSame(taint, other)));
  if (!args.is('overwrite') && taken.length > 0)
    throw new KubectlError(
      `node ${name} already has ${taken.map(({ key }) => key).join(',')} taint(s) with same effect(s) and --overwrite is false`,
    );
  const { taints, operation } = reorganized(old, changes, args.is('overwrite'));
  const spec = isObject(object.spec) ? object.spec : {};
  const { taints: _old, ...rest } = spec;
  const after = {
    ...object,
    spec: taints.length === 0 ? rest : { ...rest, taints: taints as unknown as Json },
  };
  const dryRun = dryRunOf(args);
  if (dryRun.mode === 'client') {
    print(resource, after, operation);
    return;
  }
  const patch = threeWayPatch(object, after, object, resource.schema);
  const query = {
    ...dryRun.query,
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  const path = pathOf(resource, '', name);
  print(resource, cluster.patch(path, 'strategic-merge', patch, query), operation);
}

/** New taints come first; those that were there and are not changed follow. */
function reorganized(
  old: readonly Taint[],
  { add, remove }: Changes,
  overwrite: boolean,
): { readonly taints: readonly Taint[]; readonly operation: string } {
  const kept = old.filter((taint) => !add.some((other) => isSame(taint, other)));
  let taints: readonly Taint[] = [...add, ...kept];
  const isAdded = taints.length !== old.length;
  let isRemoved = false;
  const missing: string[] = [];
  for (const one of remove) {
    const left = taints.filter((taint) =>
      one.effect ? !isSame(one, taint) : taint.key !== one.key,
    );
    isRemoved = left.length !== taints.length;
    if (!isRemoved) missing.push(`taint ${JSON.stringify(taintText(one))} not found`);
    taints = left;
  }
  if (missing.length > 0) throw new KubectlError(aggregate(missing));
  if ((isAdded && isRemoved) || overwrite) return { taints, operation: 'modified' };
  return { taints, operation: isAdded ? 'tainted' : 'untainted' };
}

/** Several errors as one, as Go's aggregate says them. */
function aggregate(texts: readonly string[]): string {
  const all = [...new Set(texts)];
  return all.length === 1 ? (all[0] ?? '') : `[${all.join(', ')}]`;
}

function isSame(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect;
}

function taintText({ key, value, effect }: Taint): string {
  if (!effect) return value ? `${key}=${value}:` : key;
  return value ? `${key}=${value}:${effect}` : `${key}:${effect}`;
}

function taintsOf({ spec }: JsonObject): readonly Taint[] {
  const taints: Json | undefined = isObject(spec) ? spec.taints : undefined;
  // What the API server keeps has been decoded.
  return Array.isArray(taints) ? (taints as unknown as readonly Taint[]) : [];
}
