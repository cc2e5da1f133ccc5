import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import type { Call } from '../../verb.ts';
import { generatorVerb, metadataOf, requireName } from './generator.ts';
import { checkResources, policyRules, resourcesOf, unique, verbsOf, warnOfVerbs } from './rules.ts';

/** `kubectl create role`. */
export const createRole = generatorVerb({
  name: 'create role',
  short: 'Create a role with single rule',
  long: 'Create a role with single rule.',
  examples: `  # Create a role named "pod-reader" that allows user to perform "get", "watch" and "list" on pods
  kubectl create role pod-reader --verb=get --verb=list --verb=watch --resource=pods

  # Create a role named "pod-reader" with ResourceName specified
  kubectl create role pod-reader --verb=get --resource=pods --resource-name=readablepod --resource-name=anotherpod

  # Create a role named "foo" with API Group specified
  kubectl create role foo --verb=get,list,watch --resource=rs.apps

  # Create a role named "foo" with SubResource specified
  kubectl create role foo --verb=get,list,watch --resource=pods,pods/status`,
  usage:
    'create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--resource=[]', 'Resource that the rule applies to'),
    flag(
      '--resource-name=[]',
      'Resource in the white list that the rule applies to, repeat this flag for multiple items',
    ),
    flag('--verb=[]', 'Verb that applies to the resources contained in the rule'),
  ],
  makes: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    kind: 'Role',
    plural: 'roles',
    singular: 'role',
    namespaced: true,
  },
  build(call, name) {
    const { args } = call;
    requireName(name);
    const verbs = verbsOf(call);
    const resources = resourcesOf(call);
    if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
    warnOfVerbs(call, verbs);
    if (resources.length === 0) throw new KubectlError('at least one resource must be specified');
    checkResources(call, resources, verbs);
    const names = unique(args.all('resource-name'));
    return { metadata: metadataOf(call, name), rules: policyRules(call, verbs, resources, names) };
  },
});

const nonResourceVerbs = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options'];

/** `kubectl create clusterrole`. */
export const createClusterRole = generatorVerb({
  name: 'create clusterrole',
  short: 'Create a cluster role',
  long: 'Create a cluster role.',
  examples: `  # Create a cluster role named "pod-reader" that allows user to perform "get", "watch" and "list" on pods
  kubectl create clusterrole pod-reader --verb=get,list,watch --resource=pods

  # Create a cluster role named "pod-reader" with ResourceName specified
  kubectl create clusterrole pod-reader --verb=get --resource=pods --resource-name=readablepod --resource-name=anotherpod

  # Create a cluster role named "foo" with API Group specified
  kubectl create clusterrole foo --verb=get,list,watch --resource=rs.apps

  # Create a cluster role named "foo" with SubResource specified
  kubectl create clusterrole foo --verb=get,list,watch --resource=pods,pods/status

  # Create a cluster role name "foo" with NonResourceURL specified
  kubectl create clusterrole "foo" --verb=get --non-resource-url=/logs/*

  # Create a cluster role name "monitoring" with AggregationRule specified
  kubectl create clusterrole monitoring --aggregation-rule="rbac.example.com/aggregate-to-monitoring=true"`,
  usage:
    'create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--aggregation-rule=', 'An aggregation label selector for combining ClusterRoles.'),
    flag('--non-resource-url=[]', 'A partial url that user should have access to.'),
    flag('--resource=[]', 'Resource that the rule applies to'),
    flag(
      '--resource-name=[]',
      'Resource in the white list that the rule applies to, repeat this flag for multiple items',
    ),
    flag('--verb=[]', 'Verb that applies to the resources contained in the rule'),
  ],
  makes: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    kind: 'ClusterRole',
    plural: 'clusterroles',
    singular: 'clusterrole',
    namespaced: false,
  },
  build(call, name) {
    const { args } = call;
    requireName(name);
    const verbs = verbsOf(call);
    const resources = resourcesOf(call);
    const names = unique(args.all('resource-name'));
    const urls = unique(args.list('non-resource-url'));
    const aggregated = aggregationOf(call);
    if (aggregated) {
      if (verbs.length + resources.length + names.length + urls.length > 0)
        throw new KubectlError(
          'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
        );
      const aggregationRule = { clusterRoleSelectors: [{ matchLabels: aggregated }] };
      return { metadata: { name }, rules: null, aggregationRule };
    }
    if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
    if (resources.length + urls.length === 0)
      throw new KubectlError('one of resource or nonResourceURL must be specified');
    if (resources.length > 0) {
      warnOfVerbs(call, verbs);
      checkResources(call, resources, verbs);
    }
    if (urls.length > 0) checkUrls(urls, verbs);
    const rules = [
      ...policyRules(call, verbs, resources, names),
      ...(urls.length === 0 ? [] : [{ verbs, nonResourceURLs: urls }]),
    ];
    return { metadata: { name }, rules };
  },
});

function checkUrls(urls: readonly string[], verbs: readonly string[]): void {
  for (const verb of verbs)
    if (!nonResourceVerbs.includes(verb))
      throw new KubectlError(`invalid verb: '${verb}' for nonResourceURL`);
  for (const url of urls) {
    if (url === '*') continue;
    if (!url.startsWith('/')) throw new KubectlError('nonResourceURL should start with /');
    if (url.slice(0, -1).includes('*'))
      throw new KubectlError(
        "nonResourceURL only supports wildcard matches when '*' is at the end",
      );
  }
}

function aggregationOf({ args }: Call): JsonObject | undefined {
  const pairs = args.list('aggregation-rule').filter((pair) => pair !== '');
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 0)
        throw new KubectlError(
          `invalid argument ${JSON.stringify(args.text('aggregation-rule'))} for "--aggregation-rule" flag: malformed pair, expect string=string\nSee 'kubectl create clusterrole --help' for usage.`,
        );
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
