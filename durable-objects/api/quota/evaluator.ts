import type { KubeObject } from '../../apimachinery/meta.ts';
import { quantityOf } from '../../apimachinery/quantity.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { qualified } from '../../apimachinery/status-error.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import type { ScopedResourceSelectorRequirement } from '../core/resourcequota/schema.ts';
import type { Usage } from './amounts.ts';

/**
 * How objects of one kind count against quotas (k8s.io/apiserver/pkg/quota/v1 Evaluator). Each is
 * handed objects of its own kind only.
 */
export interface Evaluator {
  /** Whether a quota can limit this by objects of the kind. */
  tracks(resource: string): boolean;
  usage(object: Frozen<KubeObject>, now: Instant): Usage;
  matchesScope(object: Frozen<KubeObject>, scope: ScopeRequirement): boolean;
  /** What an object lacks for being counted: `must specify limits.cpu for: web`. */
  lacks(object: Frozen<KubeObject>, tracked: readonly string[]): string | undefined;
  /** Updates can use more, too. */
  readonly grows: boolean;
}

export type ScopeRequirement = Frozen<ScopedResourceSelectorRequirement>;

export const one = quantityOf(1);

/** `count/deployments.apps`: the quota on the number of objects of a kind. */
export function objectCountName(resource: Pick<Resource, 'group' | 'plural'>): string {
  return `count/${qualified(resource)}`;
}

/** Kinds whose number had a name before there was `count/`. */
const oldNames = ['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'];

/** For kinds of which only the number counts; scopes are nothing to them. */
export function countEvaluator(resource: Pick<Resource, 'group' | 'plural'>): Evaluator {
  const { group, plural } = resource;
  const isOld = group === '' && oldNames.includes(plural);
  const names = [objectCountName(resource), ...(isOld ? [plural] : [])];
  const usage = Object.fromEntries(names.map((name) => [name, one]));
  return {
    tracks: (name) => names.includes(name),
    usage: () => usage,
    matchesScope: () => false,
    lacks: () => undefined,
    grows: false,
  };
}
