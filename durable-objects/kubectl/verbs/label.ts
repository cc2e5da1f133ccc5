import { labelValueErrors } from '../../apimachinery/names.ts';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { kindName } from '../kinds.ts';
import { requireWords, type Selected, selectObjects } from '../selected.ts';
import { type Call, usageOf, type Verb } from '../verb.ts';

const sharedFlags = [
  flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
  flag('-A, --all-namespaces=false', 'If true, check the specified action in all namespaces.'),
  dryRunFlag,
  flag(
    '-f, --filename=[]',
    'Filename, directory, or URL to files identifying the resource to update',
  ),
  flag('--list=false', 'If true, display what the given resource has.'),
  flag(
    '--overwrite=false',
    'If true, allow values to be overwritten, otherwise reject updates that overwrite existing ones.',
  ),
  flag(
    "--resource-version=''",
    'If non-empty, the update will only succeed if this is the current resource-version for the object.',
  ),
  flag('-R, --recursive=false', 'Process the directory used in -f, --filename recursively.'),
  flag(
    "-l, --selector=''",
    "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
  ),
  ...[
    "--field-selector=''",
    "--field-manager=''",
    '--local=false',
    "-o, --output=''",
    "-k, --kustomize=''",
  ].map((notation) => flag(notation, '', { isRefused: true })),
];

/** `kubectl label`. */
export const label: Verb = {
  name: 'label',
  short: 'Update the labels on a resource',
  long: `Update the labels on a resource.

  *  A label key and value must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters each.
  *  If --overwrite is true, then existing labels can be overwritten, otherwise attempting to overwrite a label will result in an error.`,
  examples: `  # Update pod 'foo' with the label 'unhealthy' and the value 'true'
  kubectl label pods foo unhealthy=true

  # Update pod 'foo' by removing a label named 'bar' if it exists
  kubectl label pods foo bar-`,
  usage:
    'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
  flags: sharedFlags,
  run: (call) => run(call, 'labels', 'label'),
};

/** `kubectl annotate`. */
export const annotate: Verb = {
  name: 'annotate',
  short: 'Update the annotations on a resource',
  long: 'Update the annotations on one or more resources.\n\n All Kubernetes objects support the ability to store additional data with the object as annotations.',
  examples: `  # Update pod 'foo' with the annotation 'description' and the value 'my frontend'
  kubectl annotate pods foo description='my frontend'

  # Update pod 'foo' by removing an annotation named 'description' if it exists
  kubectl annotate pods foo description-`,
  usage:
    'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
  flags: sharedFlags,
  run: (call) => run(call, 'annotations', 'annotation'),
};

type Field = 'labels' | 'annotations';

interface Changes {
  readonly set: readonly (readonly [key: string, value: string])[];
  readonly remove: readonly string[];
}

function run(call: Call, field: Field, noun: string): number {
  const { args } = call;
  requireWords(call);
  const isChange = (word: string): boolean => word.includes('=') || word.endsWith('-');
  const first = args.words.findIndex(isChange);
  const words = first < 0 ? args.words : args.words.slice(0, first);
  const changes = parseChanges(first < 0 ? [] : args.words.slice(first), noun);
  if (changes.set.length + changes.remove.length === 0 && !args.is('list'))
    throw new KubectlError(`at least one ${noun} update is required\n${usageOf(call)}`);
  const { objects, failures } = selectObjects(call, words);
  const own = attempt(objects, (object) => changeOne(call, object, field, noun, changes));
  throwAll([...failures, ...own]);
  return 0;
}

function parseChanges(words: readonly string[], noun: string): Changes {
  const set: [string, string][] = [];
  const remove: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) {
      const value = word.slice(at + 1);
      const [why] = noun === 'label' ? labelValueErrors(value) : [];
      if (why !== undefined)
        throw new KubectlError(`invalid label value: ${JSON.stringify(word)}: ${why}`);
      set.push([word.slice(0, at), value]);
    } else if (word.endsWith('-') && at < 0) remove.push(word.slice(0, -1));
    else throw new KubectlError(`unknown ${noun} spec: ${word}`);
  }
  for (const key of remove)
    if (set.some(([other]) => other === key))
      throw new KubectlError(`can not both modify and remove a ${noun} in the same command`);
  return { set, remove };
}

function changeOne(
  call: Call,
  { resource, namespace, name, object }: Selected,
  field: Field,
  noun: string,
  changes: Changes,
): void {
  const { args, cluster } = call;
  const before = valuesOf(object, field);
  const title = `${kindName(resource)}/${name}`;
  if (args.is('list')) {
    for (const [key, value] of Object.entries(before)) call.out(`${key}=${String(value)}\n`);
    if (changes.set.length + changes.remove.length === 0) return;
  }
  checkOverwrite(call, before, changes, noun);
  const patch: { [key: string]: string | null } = {};
  for (const [key, value] of changes.set) if (before[key] !== value) patch[key] = value;
  for (const key of changes.remove) {
    if (before[key] !== undefined) patch[key] = null;
    else if (noun === 'label') call.out(`label "${key}" not found.\n`);
  }
  const { mode, query, suffix } = dryRunOf(args);
  const version = args.text('resource-version');
  const body = {
    metadata: { [field]: patch, ...(version === '' ? {} : { resourceVersion: version }) },
  };
  if (mode !== 'client' && Object.keys(patch).length > 0)
    cluster.patch(pathOf(resource, namespace, name), 'merge', body, {
      fieldManager: `kubectl-${call.verb.name}`,
      ...query,
    });
  call.out(`${title} ${outcome(noun, patch)}${suffix}\n`);
}

function outcome(noun: string, patch: { readonly [key: string]: string | null }): string {
  const values = Object.values(patch);
  if (noun === 'annotation') return 'annotated';
  if (values.length === 0) return 'not labeled';
  return values.every((value) => value === null) ? 'unlabeled' : 'labeled';
}

function checkOverwrite({ args }: Call, before: JsonObject, { set }: Changes, noun: string): void {
  if (args.is('overwrite')) return;
  const failures = set.flatMap(([key, value]) => {
    const old = before[key];
    if (old === undefined || (noun === 'label' && old === value)) return [];
    return [`'${key}' already has a value (${String(old)}), and --overwrite is false`];
  });
  if (failures.length === 0) return;
  if (noun === 'label') throw new KubectlError(failures.join('\n'));
  const found = set.filter(([key]) => before[key] !== undefined).map(([key]) => key);
  throw new KubectlError(
    `--overwrite is false but found the following declared annotation(s): ${found.map((key) => `'${key}' already has a value (${String(before[key])})`).join('; ')}`,
  );
}

function valuesOf(object: JsonObject, field: Field): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const values = metadata[field];
  return isObject(values) ? values : {};
}
