import { apiVersionOf } from '../../apimachinery/resource.ts';
import type { JsonObject } from '../../lib/json.ts';
import { type Discovered, discover, preferred } from '../discovery.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { pluralName } from '../kinds.ts';
import { newPrintState, type ObjectPrinter, parseOutput } from '../print/output.ts';
import { alignRemembering, newTableState } from '../print/table.ts';
import { type Call, usageError, type Verb } from '../verb.ts';

/** `kubectl api-resources`. */
export const apiResources: Verb = {
  name: 'api-resources',
  short: 'Print the supported API resources on the server',
  long: 'Print the supported API resources on the server.',
  examples: `  # Every kind that the server knows
  kubectl api-resources

  # With verbs and categories
  kubectl api-resources -o wide

  # Kinds of one group that live in namespaces
  kubectl api-resources --api-group=apps --namespaced=true -o name`,
  usage: 'api-resources [flags] [options]',
  flags: [
    flag("--api-group=''", 'Limit to resources in the specified API group.'),
    flag('--categories=[]', 'Limit to resources that belong to the specified categories.'),
    flag(
      '--namespaced=true',
      'If false, non-namespaced resources will be returned, otherwise returning namespaced resources by default.',
    ),
    flag(
      '--no-headers=false',
      "When using the default or custom-column output format, don't print headers (default print headers).",
    ),
    flag("-o, --output=''", 'Output format. One of: (json, yaml, kyaml, name, wide).'),
    flag(
      '--show-managed-fields=false',
      'If true, keep the managedFields when printing objects in JSON or YAML format.',
    ),
    flag(
      "--sort-by=''",
      "If non-empty, sort list of resources using specified field. The field can be either 'name' or 'kind'.",
    ),
    flag('--verbs=[]', 'Limit to resources that support the specified verbs.'),
    flag('--cached=false', 'Use the cached list of resources if available.'),
  ],
  run(call) {
    const { args, out, cluster } = call;
    if (args.words.length > 0)
      throw usageError(call, `unexpected arguments: [${args.words.join(' ')}]`);
    const output = args.text('output');
    const isTable = ['', 'wide', 'name'].includes(output);
    const sortBy = args.text('sort-by');
    if (!['', 'name', 'kind'].includes(sortBy))
      throw new KubectlError('--sort-by accepts only name or kind');
    const print = isTable ? undefined : printerFor(call);
    const chosen = preferred(discover(cluster))
      .filter((one) => one.verbs.length > 0 && isChosen(call, one))
      .sort(order(sortBy));
    if (print) out(print(listObject(chosen), newPrintState()));
    else if (output === 'name') out(chosen.map((one) => `${pluralName(one)}\n`).join(''));
    else out(tableOf(chosen, output === 'wide', !args.is('no-headers')));
    return 0;
  },
};

const objectOutputs = 'json,kyaml,name,wide,yaml';

function printerFor({ args, files }: Call): ObjectPrinter {
  const text = args.text('output');
  if (!objectOutputs.split(',').includes(text))
    throw new KubectlError(
      `unable to match a printer suitable for the output format ${JSON.stringify(text)}, allowed formats are: ${objectOutputs}`,
    );
  const output = parseOutput(text, {
    files,
    resourceOf: () => undefined,
    headers: true,
    managedFields: true,
    isForOneObject: true,
    isTyped: true,
  });
  if (output.form === 'objects') return output.print;
  throw new KubectlError(`--output ${text} is not available`);
}

/** All kinds as one APIResourceList. */
function listObject(chosen: readonly Discovered[]): JsonObject {
  const resources = chosen.map(
    ({ plural, singular, namespaced, group, version, kind, ...one }) => ({
      name: plural,
      singularName: singular,
      namespaced,
      ...(group === '' ? {} : { group }),
      version,
      kind,
      verbs: one.verbs,
      ...(one.shortNames.length > 0 ? { shortNames: one.shortNames } : {}),
      ...(one.categories.length > 0 ? { categories: one.categories } : {}),
    }),
  );
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: '', resources };
}

function tableOf(chosen: readonly Discovered[], isWide: boolean, hasHeaders: boolean): string {
  const wide = isWide ? ['VERBS', 'CATEGORIES'] : [];
  const headers = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...wide];
  const rows = chosen.map((one) => [
    one.plural,
    one.shortNames.join(','),
    apiVersionOf(one),
    String(one.namespaced),
    one.kind,
    ...(isWide ? [one.verbs.join(','), one.categories.join(',')] : []),
  ]);
  return alignRemembering(hasHeaders ? [headers, ...rows] : rows, newTableState());
}

function isChosen({ args }: Call, one: Discovered): boolean {
  if (args.has('api-group') && one.group !== args.text('api-group')) return false;
  if (args.has('namespaced') && one.namespaced !== args.is('namespaced')) return false;
  if (!args.list('categories').every((category) => one.categories.includes(category))) return false;
  return args.list('verbs').every((verb) => one.verbs.includes(verb));
}

function order(field: string): (a: Discovered, b: Discovered) => number {
  const key = (one: Discovered): string => {
    if (field === 'name') return one.plural;
    if (field === 'kind') return one.kind;
    return `${one.group}/${one.plural}`;
  };
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}

/** `kubectl api-versions`. */
export const apiVersions: Verb = {
  name: 'api-versions',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  long: 'Print the supported API versions on the server, in the form of "group/version".',
  examples: `  # Print the supported API versions
  kubectl api-versions`,
  usage: 'api-versions [options]',
  flags: [],
  run(call) {
    const { args, cluster, out } = call;
    if (args.words.length > 0)
      throw usageError(call, `unexpected arguments: [${args.words.join(' ')}]`);
    const versions = [...new Set(discover(cluster).map(apiVersionOf))].sort();
    out(versions.map((one) => `${one}\n`).join(''));
    return 0;
  },
};
