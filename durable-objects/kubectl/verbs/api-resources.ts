import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { pluralName } from '../kinds.ts';
import { alignRemembering, newTableState } from '../print/table.ts';
import type { Call, Verb } from '../verb.ts';

/** `kubectl api-resources`. */
export const apiResources: Verb = {
  name: 'api-resources',
  short: 'Print the supported API resources on the server',
  long: 'Print the supported API resources on the server.',
  examples: `  # Print the supported API resources
  kubectl api-resources

  # Print the supported API resources with more information
  kubectl api-resources -o wide

  # Print the supported namespaced resources
  kubectl api-resources --namespaced=true`,
  usage: 'api-resources [options]',
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
    flag("-o, --output=''", 'Output format. One of: (wide, name).'),
    flag(
      "--sort-by=''",
      "If non-empty, sort list of resources using specified field. The field can be either 'name' or 'kind'.",
    ),
    flag('--verbs=[]', 'Limit to resources that support the specified verbs.'),
    flag('--cached=false', '', { isRefused: true }),
  ],
  run(call) {
    const { args, out } = call;
    const output = args.text('output');
    if (!['', 'wide', 'name'].includes(output))
      throw new KubectlError(`--output ${output} is not available`);
    const chosen = [...call.kinds.all]
      .filter((resource) => isChosen(call, resource))
      .sort(order(args.text('sort-by')));
    if (output === 'name') {
      out(chosen.map((resource) => `${pluralName(resource)}\n`).join(''));
      return 0;
    }
    const isWide = output === 'wide';
    const headers = [
      'NAME',
      'SHORTNAMES',
      'APIVERSION',
      'NAMESPACED',
      'KIND',
      ...(isWide ? ['VERBS', 'CATEGORIES'] : []),
    ];
    const rows = chosen.map((resource) => [
      resource.plural,
      resource.shortNames.join(','),
      apiVersionOf(resource),
      String(resource.namespaced),
      resource.kind,
      ...(isWide ? [verbsOf(resource).join(','), resource.categories.join(',')] : []),
    ]);
    out(alignRemembering(args.is('no-headers') ? rows : [headers, ...rows], newTableState()));
    return 0;
  },
};

function isChosen({ args }: Call, resource: Resource): boolean {
  if (args.has('api-group') && resource.group !== args.text('api-group')) return false;
  if (args.has('namespaced') && resource.namespaced !== args.is('namespaced')) return false;
  if (!args.list('categories').every((one) => resource.categories.includes(one))) return false;
  return args.list('verbs').every((verb) => verbsOf(resource).includes(verb));
}

const everyVerb = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

function verbsOf({ verbs = everyVerb }: Resource): readonly string[] {
  return verbs;
}

function order(field: string): (a: Resource, b: Resource) => number {
  const key = (resource: Resource): string => {
    if (field === 'name') return resource.plural;
    if (field === 'kind') return resource.kind;
    return `${resource.group}/${resource.plural}`;
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
  run({ kinds, out }) {
    const versions = [...new Set(kinds.all.map((resource) => apiVersionOf(resource)))].sort();
    out(versions.map((one) => `${one}\n`).join(''));
    return 0;
  },
};
