import type { JsonObject } from '../../../lib/json.ts';
import { BareError, KubectlError } from '../../failure.ts';
import type { Call } from '../../verb.ts';

/** `--resource`: `deployments.apps/scale`. */
export interface RuleResource {
  readonly resource: string;
  readonly group: string;
  readonly subresource: string | undefined;
}

const standardVerbs = [
  ...['*', 'get', 'delete', 'list', 'create', 'update', 'patch', 'watch', 'proxy'],
  ...['deletecollection', 'use', 'bind', 'escalate', 'impersonate'],
];

const rbac = 'rbac.authorization.k8s.io';

/** What verbs beside the usual ones can be done with, as `resource.group`. */
const specialVerbs: { readonly [verb: string]: readonly string[] | undefined } = {
  use: ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'],
  bind: [`roles.${rbac}`, `clusterroles.${rbac}`],
  escalate: [`roles.${rbac}`, `clusterroles.${rbac}`],
  impersonate: ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io'],
};

/** The same without repetitions. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** `--verb`; `*` stands for all. */
export function verbsOf({ args }: Call): readonly string[] {
  const verbs = unique(args.list('verb'));
  return verbs.includes('*') ? ['*'] : verbs;
}

/** Says which verbs are none that the API server knows. */
export function warnOfVerbs(call: Call, verbs: readonly string[]): void {
  for (const verb of verbs)
    if (!standardVerbs.includes(verb))
      call.err(`Warning: '${verb}' is not a standard resource verb\n`);
}

/** `--resource`; `*` alone stands for all. */
export function resourcesOf({ args }: Call): readonly RuleResource[] {
  const all = args.list('resource').map((text): RuleResource => {
    const [name = '', ...sub] = text.split('/');
    const [resource = '', ...group] = name.split('.');
    return {
      resource,
      group: group.join('.'),
      subresource: sub.length === 0 ? undefined : sub.join('/'),
    };
  });
  const everything = all.find(
    ({ resource, group, subresource }) =>
      resource === '*' && group === '' && subresource === undefined,
  );
  return everything ? [everything] : all;
}

/** Throws KubectlError for resources that the cluster does not have or verbs they don't know. */
export function checkResources(
  call: Call,
  resources: readonly RuleResource[],
  verbs: readonly string[],
): void {
  for (const one of resources) {
    if (one.resource === '')
      throw new KubectlError('resource must be specified if apiGroup/subresource specified');
    if (one.resource === '*') return;
    const known = knownOf(call, one);
    const { resource, group } = known ?? one;
    let isSpecial = false;
    for (const verb of verbs) {
      const things = specialVerbs[verb];
      if (!things) continue;
      if (!things.includes(`${resource}.${group}`))
        throw new KubectlError(`can not perform '${verb}' on '${resource}' in group '${group}'`);
      isSpecial = true;
    }
    if (!known && !isSpecial) throw unknownResource(one);
  }
}

function unknownResource({ resource, group }: RuleResource): KubectlError {
  return new BareError(
    group === ''
      ? `the server doesn't have a resource type ${JSON.stringify(resource)}`
      : `the server doesn't have a resource type ${JSON.stringify(resource)} in group ${JSON.stringify(group)}`,
  );
}

/** By any of its names; the group may be a prefix of the real one. */
function knownOf(
  { kinds }: Call,
  { resource, group }: RuleResource,
): { readonly resource: string; readonly group: string } | undefined {
  const found = kinds.find(group === '' ? resource : `${resource}.${group}`);
  return found && { resource: found.plural, group: found.group };
}

/** One rule for each API group. */
export function policyRules(
  call: Call,
  verbs: readonly string[],
  resources: readonly RuleResource[],
  names: readonly string[],
): readonly JsonObject[] {
  const byGroup = new Map<string, string[]>();
  for (const one of resources) {
    const { resource, group } = knownOf(call, one) ?? one;
    const name = one.subresource === undefined ? resource : `${resource}/${one.subresource}`;
    const list = byGroup.get(group) ?? [];
    if (!list.includes(name)) list.push(name);
    byGroup.set(group, list);
  }
  return [...byGroup.keys()].sort().map((group) => ({
    verbs,
    apiGroups: [group],
    resources: byGroup.get(group) ?? [],
    ...(names.length === 0 ? {} : { resourceNames: names }),
  }));
}
