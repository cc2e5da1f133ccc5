import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkQuantity, immutable } from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkAnyResourceName, isExtended } from '../../pod-template/validation/resources.ts';
import type { ResourceQuota, ScopedResourceSelectorRequirement } from './schema.ts';

type Read = Frozen<ResourceQuota>;
type Spec = Read['spec'];
type Amounts = { readonly [resource: string]: string } | undefined;

const spec = FieldPath.of('spec');
const status = FieldPath.of('status');

const objectCounts = new Set([
  ...['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
]);
const podCompute = [
  ...['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'],
];
const quotaResources = new Set([
  ...objectCounts,
  ...podCompute,
  ...['ephemeral-storage', 'requests.storage'],
  ...['requests.ephemeral-storage', 'limits.ephemeral-storage'],
]);

/** What each scope can limit of the standard resources. */
const ofPods = new Set(['pods', ...podCompute]);
const scopes: { readonly [scope: string]: ReadonlySet<string> | undefined } = {
  Terminating: ofPods,
  NotTerminating: ofPods,
  BestEffort: new Set(['pods']),
  NotBestEffort: ofPods,
  PriorityClass: ofPods,
  CrossNamespacePodAffinity: ofPods,
  VolumeAttributesClass: new Set(['persistentvolumeclaims', 'requests.storage']),
};
const valuelessScopes = new Set([
  ...['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'],
]);
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['NotTerminating', 'Terminating'],
];

/** Rules of every ResourceQuota; follows ValidateResourceQuota. */
export function validateResourceQuota({ spec: own, status: is }: Read): readonly FieldError[] {
  return [
    ...checkAmounts(own.hard, spec.child('hard')),
    ...checkScopes(own),
    ...checkScopeSelector(own),
    ...checkAmounts(is.hard, status.child('hard')),
    ...checkAmounts(is.used, status.child('used')),
  ];
}

/** What a quota is about stays the same. */
export function validateResourceQuotaUpdate(quota: Read, old: Read): readonly FieldError[] {
  const [now, before] = [quota, old].map((one) => [...new Set(one.spec.scopes)].sort().join());
  if (now === before) return [];
  return [invalidError(spec.child('scopes'), quota.spec.scopes ?? null, immutable)];
}

export function validateResourceQuotaStatusUpdate(quota: Read): readonly FieldError[] {
  const { hard, used } = quota.status;
  return [...checkAmounts(hard, status.child('hard')), ...checkAmounts(used, status.child('used'))];
}

function checkAmounts(amounts: Amounts, at: FieldPath): readonly FieldError[] {
  return Object.entries(amounts ?? {}).flatMap(([resource, quantity]) => {
    const here = at.key(resource);
    const isWhole = objectCounts.has(resource) || isExtended(resource);
    const wrong = checkAnyResourceName(resource, here);
    const isForeign = !resource.includes('/') && !isQuotaResource(resource);
    return [
      ...wrong,
      ...(isForeign ? [invalidError(here, resource, 'must be a standard resource for quota')] : []),
      ...checkQuantity(quantity, here, isWhole),
    ];
  });
}

function isQuotaResource(name: string): boolean {
  return quotaResources.has(name) || /^(?:requests\.)?hugepages-/.test(name);
}

function checkScopes({ scopes: asked = [], hard }: Spec): readonly FieldError[] {
  const at = spec.child('scopes');
  const errors = asked.flatMap((scope) =>
    whyNotScope(scope, hard).map((text) => invalidError(at, asked, text)),
  );
  return areOpposed(asked) ? [...errors, invalidError(at, asked, 'conflicting scopes')] : errors;
}

function whyNotScope(scope: string, hard: Amounts): readonly string[] {
  const limits = scopes[scope];
  const foreign = Object.keys(hard ?? {}).filter(
    (resource) => isQuotaResource(resource) && limits && !limits.has(resource),
  );
  return [
    ...(limits ? [] : ['unsupported scope']),
    ...foreign.map(() => 'unsupported scope applied to resource'),
  ];
}

function areOpposed(asked: readonly string[]): boolean {
  return opposites.some((pair) => pair.every((scope) => asked.includes(scope)));
}

function checkScopeSelector({ scopeSelector, hard, scopes: asked }: Spec): readonly FieldError[] {
  const at = spec.child('scopeSelector', 'matchExpressions');
  const requirements = scopeSelector?.matchExpressions ?? [];
  const errors = requirements.flatMap((requirement) => [
    ...whyNotScope(requirement.scopeName, hard).map((text) =>
      text === 'unsupported scope'
        ? invalidError(at.child('scopeName'), requirement.scopeName, text)
        : invalidError(at, { matchExpressions: requirements }, text),
    ),
    ...checkRequirement(requirement, at),
  ]);
  if (!areOpposed(requirements.map(({ scopeName }) => scopeName))) return errors;
  return [...errors, invalidError(at, asked ?? null, 'conflicting scopes')];
}

function checkRequirement(
  { scopeName, operator, values = [] }: Frozen<ScopedResourceSelectorRequirement>,
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (valuelessScopes.has(scopeName) && operator !== 'Exists') {
    const text =
      "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
    errors.push(invalidError(at.child('operator'), operator, text));
  }
  switch (operator) {
    case 'In':
    case 'NotIn': {
      const text =
        "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
      return values.length > 0 ? errors : [...errors, requiredError(at.child('values'), text)];
    }
    case 'Exists':
    case 'DoesNotExist': {
      const text =
        "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
      return values.length === 0
        ? errors
        : [...errors, invalidError(at.child('values'), values, text)];
    }
    default:
      return [
        ...errors,
        invalidError(at.child('operator'), operator, 'not a valid selector operator'),
      ];
  }
}
