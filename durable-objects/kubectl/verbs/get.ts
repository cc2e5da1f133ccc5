import type { Resource } from '../../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf, type RequestOptions } from '../cluster-client.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { listOf, newPrintState } from '../print/output.ts';
import { sortBy } from '../print/sort.ts';
import { newTableState, rowsOf, tableLines } from '../print/table.ts';
import { parseTargets, type Target } from '../targets.ts';
import { type Call, type Outcome, usageOf, type Verb } from '../verb.ts';
import { namespaceOf, outputOf, sayNothing, selectorQuery, tableOptions } from './get-options.ts';
import { resumeWatch, startWatch } from './get-watch.ts';

/** `kubectl get`. Follows k8s.io/kubectl/pkg/cmd/get. */
export const get: Verb = {
  name: 'get',
  short: 'Display one or many resources',
  long: `Display one or many resources.

 Prints a table of the most important information about the specified resources. You can filter the list using a label selector and the --selector flag. If the desired resource type is namespaced you will only see results in the current namespace if you don't specify any namespace.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `  # List all pods in ps output format
  kubectl get pods

  # List all pods in ps output format with more information (such as node name)
  kubectl get pods -o wide

  # List a single pod in JSON output format
  kubectl get -o json pod web-pod-13je7

  # List all replication controllers and services together in ps output format
  kubectl get rc,services`,
  usage:
    'get [(-o|--output=)json|yaml|name|wide|custom-columns=...|jsonpath=...] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]',
  flags: [
    flag(
      '-A, --all-namespaces=false',
      'If present, list the requested object(s) across all namespaces.',
    ),
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.",
    ),
    flag(
      '--ignore-not-found=false',
      'If set to true, suppresses NotFound error for specific objects that do not exist.',
    ),
    flag(
      '-L, --label-columns=[]',
      'Accepts a comma separated list of labels that are going to be presented as columns.',
    ),
    flag(
      '--no-headers=false',
      "When using the default or custom-column output format, don't print headers (default print headers).",
    ),
    flag(
      "-o, --output=''",
      'Output format. One of: (json, yaml, name, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide).',
    ),
    flag(
      '--output-watch-events=false',
      'Output watch event objects when --watch or --watch-only is used.',
    ),
    flag(
      "--raw=''",
      'Raw URI to request from the server.  Uses the transport specified by the kubeconfig file.',
    ),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    flag('--show-kind=false', 'If present, list the resource type for the requested object(s).'),
    flag(
      '--show-labels=false',
      'When printing, show all labels as the last column (default hide labels column)',
    ),
    flag(
      '--show-managed-fields=false',
      'If true, keep the managedFields when printing objects in JSON or YAML format.',
    ),
    flag("--sort-by=''", 'If non-empty, sort list types using this field specification.'),
    flag('-w, --watch=false', 'After listing/getting the requested object, watch for changes.'),
    flag(
      '--watch-only=false',
      'Watch for changes to the requested object(s), without listing/getting first.',
    ),
    flag('--chunk-size=500', 'Return large lists in chunks rather than all at once.'),
    flag("--subresource=''", '', { isRefused: true }),
    flag("--template=''", '', { isRefused: true }),
    flag('-f, --filename=[]', '', { isRefused: true }),
    flag("-k, --kustomize=''", '', { isRefused: true }),
    flag('--server-print=true', '', { isRefused: true }),
  ],
  run,
  resume: resumeWatch,
};

function run(call: Call): Outcome {
  const { args } = call;
  if (args.has('raw')) return raw(call);
  const output = outputOf(call);
  if (args.words.length === 0) throw noType(call);
  const targets = parseTargets(args.words, call.kinds);
  checkSelectors(call, targets);
  if (args.is('watch') || args.is('watch-only')) return startWatch(call, targets, output);
  if (output.form === 'objects') return printObjects(call, targets, output.print);
  return printTables(call, targets, output.wide);
}

function noType(call: Call): KubectlError {
  call.err(
    'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  );
  return new KubectlError(
    `Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\n${usageOf(call)}`,
  );
}

function checkSelectors({ args }: Call, targets: readonly Target[]): void {
  const hasNames = targets.some(({ names }) => names.length > 0);
  if (!hasNames) return;
  if (args.text('selector') !== '' || args.text('field-selector') !== '')
    throw new KubectlError('name cannot be provided when a selector is specified');
  if (args.is('all-namespaces'))
    throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
}

function raw(call: Call): number {
  const [path = '', query = ''] = call.args.text('raw').split('?');
  if (!path.startsWith('/')) throw new KubectlError('the raw URI must be a path such as /version');
  call.out(call.cluster.rawText(path, query));
  return 0;
}

interface Group {
  readonly resource: Resource;
  readonly tables: readonly JsonObject[];
}

function printTables(call: Call, targets: readonly Target[], wide: boolean): number {
  const { args } = call;
  const groups: Group[] = [];
  const failures = attempt(targets, (target) => {
    const tables: JsonObject[] = [];
    const own = attempt(requestsOf(call, target), (request) => tables.push(...request()));
    groups.push({ resource: target.resource, tables });
    throwAll(own);
  }).filter((error) => !isIgnored(call, error));
  const kinds = new Set(groups.map(({ resource }) => resource));
  let written = 0;
  let last: { resource: Resource; state: ReturnType<typeof newTableState> } | undefined;
  for (const { resource, tables } of groups) {
    const merged = mergeTables(tables, args.text('sort-by'));
    if (!merged || rowsOf(merged).length === 0) continue;
    if (last?.resource !== resource) {
      if (last && !args.is('no-headers') && written > 0) call.err('\n');
      last = { resource, state: newTableState() };
    }
    const options = tableOptions(call, resource, wide, kinds.size > 1);
    call.out(tableLines(merged, last.state, options));
    written += 1;
  }
  if (written === 0 && failures.length === 0 && !args.is('ignore-not-found'))
    sayNothing(call, targets);
  throwAll(failures);
  return 0;
}

function requestsOf(call: Call, { resource, names }: Target): readonly (() => JsonObject[])[] {
  const { cluster, namespace, args } = call;
  const extra = args.text('sort-by') === '' ? {} : { includeObject: 'Object' };
  if (names.length > 0)
    return names.map((name) => () => [cluster.table(pathOf(resource, namespace, name), extra)]);
  return [
    () => pages(call, pathOf(resource, namespaceOf(call)), { ...selectorQuery(call), ...extra }),
  ];
}

/** All chunks of a list as Tables. */
function pages(
  call: Call,
  path: string,
  query: NonNullable<RequestOptions['query']>,
): JsonObject[] {
  const limit = call.args.number('chunk-size');
  const tables: JsonObject[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const table = call.cluster.table(path, {
      ...query,
      limit: limit > 0 ? String(limit) : undefined,
      continue: next || undefined,
    });
    tables.push(table);
    const { continue: more } = isObject(table.metadata) ? table.metadata : {};
    next = typeof more === 'string' && more !== '' ? more : undefined;
  }
  return tables;
}

function mergeTables(tables: readonly JsonObject[], field: string): JsonObject | undefined {
  const [first] = tables;
  if (!first) return undefined;
  const rows = tables.flatMap(rowsOf);
  return { ...first, rows: field === '' ? rows : sortBy(rows, field, (row) => row.object ?? null) };
}

function isIgnored({ args }: Call, error: Error): boolean {
  return (
    args.is('ignore-not-found') && error instanceof StatusFailure && error.reason === 'NotFound'
  );
}

function printObjects(
  call: Call,
  targets: readonly Target[],
  print: (object: JsonObject, state: ReturnType<typeof newPrintState>) => string,
): number {
  const { cluster, namespace, args } = call;
  let objects: JsonObject[] = [];
  const failures = attempt(targets, ({ resource, names }) => {
    if (names.length === 0)
      objects.push(...cluster.list(resource, namespaceOf(call), selectorQuery(call)).items);
    const own = attempt(names, (name) => objects.push(cluster.get(resource, namespace, name)));
    throwAll(own);
  }).filter((error) => !isIgnored(call, error));
  if (args.text('sort-by') !== '')
    objects = sortBy(objects, args.text('sort-by'), (one): Json => one);
  const isSingle = targets.length === 1 && targets[0]?.names.length === 1;
  const [only] = objects;
  if (isSingle && !only) {
    throwAll(failures);
    return 0;
  }
  if (objects.length > 0 || failures.length === 0)
    call.out(print(isSingle && only ? only : listOf(objects), newPrintState()));
  throwAll(failures);
  return 0;
}
