import type { KubeObject } from '../../apimachinery/meta.ts';
import { zero } from '../../apimachinery/quantity.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { events } from '../core/event/resource.ts';
import { persistentVolumeClaims } from '../core/persistentvolumeclaim/resource.ts';
import { pods } from '../core/pod/resource.ts';
import type { ResourceQuota } from '../core/resourcequota/schema.ts';
import { services } from '../core/service/resource.ts';
import type { Usage } from './amounts.ts';
import { addUsage, filterUsage } from './amounts.ts';
import { claimEvaluator } from './claims.ts';
import { countEvaluator, type Evaluator, type ScopeRequirement } from './evaluator.ts';
import { podEvaluator } from './pods.ts';
import { serviceEvaluator } from './services.ts';

type Quota = Frozen<ResourceQuota>;
type Name = Pick<Resource, 'group' | 'plural'>;

const special: readonly (readonly [Name, Evaluator])[] = [
  [pods, podEvaluator],
  [services, serviceEvaluator],
  [persistentVolumeClaims, claimEvaluator],
];

/** How objects of a kind count; undefined for what never does. */
export function evaluatorOf(resource: Name): Evaluator | undefined {
  const isIt = (name: Name): boolean =>
    name.group === resource.group && name.plural === resource.plural;
  if (resource.plural === events.plural) return undefined;
  return special.find(([name]) => isIt(name))?.[1] ?? countEvaluator(resource);
}

/** What a quota limits by this evaluator, by its status. */
export function trackedNames({ status }: Quota, evaluator: Evaluator): readonly string[] {
  return Object.keys(status.hard ?? {}).filter((name) => evaluator.tracks(name));
}

/** An object counts when it is in all of a quota's scopes. */
export function isInScopes(
  { spec }: Quota,
  evaluator: Evaluator,
  object: Frozen<KubeObject>,
): boolean {
  const scopes: readonly ScopeRequirement[] = [
    ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' })),
    ...(spec.scopeSelector?.matchExpressions ?? []),
  ];
  return scopes.every((scope) => evaluator.matchesScope(object, scope));
}

/**
 * What a namespace uses of what a quota limits; what no kind is counted by is absent
 * (quota/v1 CalculateUsage).
 */
export function countUsage(
  quota: Quota,
  resources: readonly Resource[],
  list: (resource: Resource) => readonly Frozen<KubeObject>[],
  now: Instant,
): Usage {
  const limited = Object.keys(quota.spec.hard ?? {});
  let used: Usage = {};
  for (const resource of resources) {
    const evaluator = evaluatorOf(resource);
    const names = limited.filter((name) => evaluator?.tracks(name));
    if (!evaluator || names.length === 0) continue;
    let own: Usage = Object.fromEntries(names.map((name) => [name, zero]));
    for (const object of list(resource))
      if (isInScopes(quota, evaluator, object))
        own = addUsage(
          own,
          filterUsage(evaluator.usage(object, now), (name) => names.includes(name)),
        );
    used = addUsage(used, own);
  }
  return used;
}
