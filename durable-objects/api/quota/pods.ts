import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { parseQuantity, type Quantity } from '../../apimachinery/quantity.ts';
import { type Instant, parseTime, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { pods } from '../core/pod/resource.ts';
import type { Pod } from '../core/pod/schema.ts';
import { qosClass } from '../pod-template/qos.ts';
import { podLimits, podRequests } from '../pod-template/resource-totals.ts';
import { addUsage, type Usage } from './amounts.ts';
import { type Evaluator, objectCountName, one, type ScopeRequirement } from './evaluator.ts';

type Read = Frozen<Pod>;
type List = { readonly [resource: string]: Quantity };

const countName = objectCountName(pods);
const compute = ['cpu', 'memory', 'ephemeral-storage'];
const computeNames = compute.flatMap((name) => [name, `requests.${name}`, `limits.${name}`]);
const tracked = new Set(['pods', countName, ...computeNames]);
/** What every container has to say once a quota limits it. */
const mandatory = new Set(computeNames.filter((name) => !name.includes('ephemeral')));

/** How pods count (pkg/quota/v1/evaluator/core/pods.go). */
export const podEvaluator: Evaluator = {
  tracks: (name) =>
    tracked.has(name) || /^(?:requests\.)?hugepages-/.test(name) || isExtendedRequest(name),
  usage: (pod: Read, now) => (isCounted(pod, now) ? usageOf(pod) : { [countName]: one }),
  matchesScope,
  lacks,
  grows: false,
};

/** When a pod that is stuck in its deletion is no longer held against its namespace. */
export function forgivenAt({ metadata }: Read): Instant | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds: grace } = metadata;
  if (deletionTimestamp === undefined || grace === undefined) return undefined;
  const at = parseTime(deletionTimestamp);
  return at === undefined ? undefined : at + grace * second;
}

/** True while a pod's compute resources and its place among `pods` are in use. */
function isCounted(pod: Read, now: Instant): boolean {
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') return false;
  const until = forgivenAt(pod);
  return until === undefined || now <= until;
}

/** A frozen pod uses the same for ever; every count of a namespace asks all its pods. */
const usages = new WeakMap<Read, Usage>();

function usageOf(pod: Read): Usage {
  let usage = usages.get(pod);
  if (!usage) {
    const used = computeUsage(podRequests(pod.spec), podLimits(pod.spec));
    usage = addUsage({ [countName]: one, pods: one }, used);
    usages.set(pod, usage);
  }
  return usage;
}

function computeUsage(requests: List, limits: List): Usage {
  const usage: { [resource: string]: Quantity } = {};
  for (const [name, amount] of Object.entries(requests)) {
    if (compute.includes(name) || name.startsWith('hugepages-')) {
      usage[name] = amount;
      usage[`requests.${name}`] = amount;
    } else if (name.includes('/')) usage[`requests.${name}`] = amount;
  }
  for (const [name, amount] of Object.entries(limits))
    if (compute.includes(name)) usage[`limits.${name}`] = amount;
  return usage;
}

function isExtendedRequest(name: string): boolean {
  return name.startsWith('requests.') && name.includes('/') && !name.includes('kubernetes.io/');
}

function lacks({ spec }: Read, names: readonly string[]): string | undefined {
  const wanted = names.filter((name) => mandatory.has(name)).sort();
  if (wanted.length === 0) return undefined;
  const containers = [...spec.containers, ...(spec.initContainers ?? [])].map(
    ({ name, resources: { requests, limits } }) => ({
      name,
      says: computeUsage(parsed(requests), parsed(limits)),
    }),
  );
  const texts = wanted.flatMap((name) => {
    const silent = containers.filter(({ says }) => !says[name]).map((container) => container.name);
    return silent.length === 0 ? [] : [`${name} for: ${[...new Set(silent)].sort().join(',')}`];
  });
  return texts.length === 0 ? undefined : `must specify ${texts.join('; ')}`;
}

function parsed(list: { readonly [resource: string]: string } | undefined): List {
  return Object.fromEntries(
    Object.entries(list ?? {}).map(([name, text]) => [name, parseQuantity(text)]),
  );
}

function matchesScope({ spec }: Read, { scopeName, operator, values }: ScopeRequirement): boolean {
  switch (scopeName) {
    case 'Terminating':
      return spec.activeDeadlineSeconds !== undefined;
    case 'NotTerminating':
      return spec.activeDeadlineSeconds === undefined;
    case 'BestEffort':
      return qosClass(spec) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(spec) !== 'BestEffort';
    case 'PriorityClass': {
      const { priorityClassName } = spec;
      const requirement = { key: scopeName, operator, values: [...(values ?? [])] };
      const selector = selectorOf({ matchExpressions: [requirement] });
      return matchesLabels(selector, priorityClassName ? { [scopeName]: priorityClassName } : {});
    }
    case 'CrossNamespacePodAffinity':
      return crossesNamespaces(spec);
    default:
      return false;
  }
}

/** Some term of its affinities speaks of other namespaces. */
function crossesNamespaces({ affinity }: Read['spec']): boolean {
  const { podAffinity, podAntiAffinity } = affinity ?? {};
  return [podAffinity, podAntiAffinity].some((rules) =>
    [
      ...(rules?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...(rules?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
        (weighted) => weighted.podAffinityTerm,
      ),
    ].some((term) => (term.namespaces ?? []).length > 0 || term.namespaceSelector !== undefined),
  );
}
