import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { compactJson } from '../print/json.ts';
import { type ResultPrinter, resultPrinter } from '../result.ts';
import { hasFiles, isOneObject, localObjects, type Selected, selectObjects } from '../selected.ts';
import type { Call } from '../verb.ts';

/** What a command line sets and removes. */
export interface Changes {
  readonly set: readonly (readonly [key: string, value: string])[];
  readonly remove: readonly string[];
}

/** It may always be overwritten. */
const changeCause = 'kubernetes.io/change-cause';

type Noun = 'label' | 'annotation';

const fields = { label: 'labels', annotation: 'annotations' } as const;
/** What errors call a file. */
const files = { label: 'pod', annotation: 'rsrc' } as const;

/** Labels or annotates the objects of a command line. */
export function changeMetadata(
  call: Call,
  noun: Noun,
  words: readonly string[],
  changes: Changes,
): number {
  const { args } = call;
  dryRunOf(args);
  // Upstream's label makes a printer for each object.
  const print = noun === 'annotation' ? resultPrinter(call) : undefined;
  resultPrinter(call);
  check(call, noun, words, changes);
  const { objects, failures } = args.is('local')
    ? localObjects(call, words)
    : selectObjects(call, words);
  const isOne = isOneObject(call, words);
  if (!isOne && args.text('resource-version') !== '')
    throw new KubectlError('--resource-version may only be used with a single resource');
  const own = attempt(objects, (selected) => {
    const after = changeOne(call, noun, selected, changes, print ?? resultPrinter(call));
    if (args.is('list')) list(call, noun, selected, after, isOne);
  });
  throwAll([...failures, ...own]);
  return 0;
}

function check(call: Call, noun: Noun, words: readonly string[], changes: Changes): void {
  const { args } = call;
  const refuse = (isWrong: boolean, why: string): void => {
    if (isWrong) throw new KubectlError(why);
  };
  const hasNone = words.length === 0 && !hasFiles(call);
  const file = files[noun];
  refuse(
    args.is('list') && args.text('output') !== '',
    '--list and --output may not be specified together',
  );
  refuse(
    args.is('all') && args.text('selector') !== '',
    'cannot set --all and --selector at the same time',
  );
  refuse(
    args.is('all') && args.text('field-selector') !== '',
    'cannot set --all and --field-selector at the same time',
  );
  if (args.is('local')) {
    refuse(
      dryRunOf(args).mode === 'server',
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
    refuse(
      words.length > 0,
      `can only use local files by -f ${file}.yaml or --filename=${file}.json when --local=true is set`,
    );
    refuse(
      hasNone,
      `one or more files must be specified as -f ${file}.yaml or --filename=${file}.json`,
    );
  }
  refuse(
    hasNone,
    'one or more resources must be specified as <resource> <name> or <resource>/<name>',
  );
  refuse(
    changes.set.length + changes.remove.length === 0 && !args.is('list'),
    `at least one ${noun} update is required`,
  );
  const both = changes.remove.filter((key) => changes.set.some(([other]) => other === key));
  refuse(
    both.length > 0,
    `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
  );
}

/** The object as it is afterwards. */
function changeOne(
  call: Call,
  noun: Noun,
  selected: Selected,
  changes: Changes,
  print: ResultPrinter,
): JsonObject {
  const { args, cluster } = call;
  const { resource, namespace, name, object } = selected;
  const field = fields[noun];
  const before = valuesOf(object, noun);
  const dryRun = dryRunOf(args);
  const isLocal = args.is('local') || args.is('list') || dryRun.mode === 'client';
  if (noun === 'label' && !isLocal)
    for (const key of changes.remove)
      if (before[key] === undefined) call.out(`label ${JSON.stringify(key)} not found.\n`);
  checkOverwrite(call, before, changes, noun);
  const after = withValues(object, field, before, changes);
  const operation = noun === 'label' ? outcome(object, after, args.is('overwrite')) : 'annotated';
  if (isLocal) {
    if (!args.is('list')) print(resource, after, operation);
    return after;
  }
  const query = { ...dryRun.query, fieldManager: args.text('field-manager') };
  const body = patchOf(before, changes, field, args.text('resource-version'));
  const patched = cluster.patch(pathOf(resource, namespace, name), 'merge', body, query);
  print(resource, noun === 'label' ? after : patched, operation);
  return patched;
}

function withValues(
  object: JsonObject,
  field: 'labels' | 'annotations',
  before: JsonObject,
  { set, remove }: Changes,
): JsonObject {
  const values: { [key: string]: Json | undefined } = { ...before, ...Object.fromEntries(set) };
  for (const key of remove) delete values[key];
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { [field]: _old, ...rest } = metadata;
  const isEmpty = Object.keys(values).length === 0;
  return { ...object, metadata: isEmpty ? rest : { ...rest, [field]: values } };
}

function patchOf(
  before: JsonObject,
  { set, remove }: Changes,
  field: string,
  version: string,
): JsonObject {
  const patch: { [key: string]: string | null } = {};
  for (const [key, value] of set) if (before[key] !== value) patch[key] = value;
  for (const key of remove) if (before[key] !== undefined) patch[key] = null;
  const values = Object.keys(patch).length === 0 ? {} : { [field]: patch };
  const metadata = version === '' ? values : { ...values, resourceVersion: version };
  return Object.keys(metadata).length === 0 ? {} : { metadata };
}

/** By the length of the object's text: that is how upstream tells. */
function outcome(before: JsonObject, after: JsonObject, overwrite: boolean): string {
  const [old, fresh] = [compactJson(before), compactJson(after)];
  if (old === fresh) return 'not labeled';
  return !overwrite && fresh.length < old.length ? 'unlabeled' : 'labeled';
}

function list(
  call: Call,
  noun: Noun,
  { resource, name }: Selected,
  object: JsonObject,
  isOne: boolean,
): void {
  if (!isOne) call.out(`Listing ${fields[noun]} for ${resource.kind}.${resource.group}/${name}:\n`);
  const indent = isOne ? '' : ' ';
  for (const [key, value] of Object.entries(valuesOf(object, noun)))
    call.out(`${indent}${key}=${String(value)}\n`);
}

function checkOverwrite({ args }: Call, before: JsonObject, { set }: Changes, noun: Noun): void {
  if (args.is('overwrite')) return;
  const taken = set
    .filter(([key, value]) => before[key] !== undefined && before[key] !== value)
    .filter(([key]) => noun === 'label' || key !== changeCause)
    .map(([key]) => `'${key}' already has a value (${String(before[key])})`);
  if (taken.length === 0) return;
  if (noun === 'label')
    throwAll(taken.map((text) => new KubectlError(`${text}, and --overwrite is false`)));
  throw new KubectlError(
    `--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`,
  );
}

function valuesOf(object: JsonObject, noun: Noun): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const values = metadata[fields[noun]];
  return isObject(values) ? values : {};
}
