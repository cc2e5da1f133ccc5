import type { MetricSpec, MetricStatus, Pod } from '../../api/index.ts';
import { formatQuantity, quantityMillis, quantityOfMillis } from '../../apimachinery/quantity.ts';
import type { ContainerUsage } from '../../control/usage.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { groupPods } from './pod-groups.ts';
import {
  type Aim,
  type Amounts,
  type Proposal,
  proposeReplicas,
  type Tolerance,
} from './replicas.ts';

/** What is looked at for one metric. */
export interface Scene {
  readonly namespace: string;
  readonly current: number;
  readonly pods: readonly Frozen<Pod>[];
  readonly usageOf: (pod: Frozen<Pod>) => readonly ContainerUsage[] | undefined;
  readonly tolerance: Tolerance;
  readonly now: Instant;
}

/** A resource of whole pods, or of one container of each. */
interface Source {
  readonly name: string;
  readonly container?: string;
  readonly target: NonNullable<MetricSpec['resource']>['target'];
}

export interface Measured {
  readonly proposal: Proposal;
  /** `cpu resource utilization (percentage of request)`. */
  readonly title: string;
  readonly status: MetricStatus;
}

/** Looks at a Resource or ContainerResource metric. Returns a text when it can't. */
export function measureResource(metric: Frozen<MetricSpec>, scene: Scene): Measured | string {
  const source: Frozen<Source> | undefined = metric.resource ?? metric.containerResource;
  if (!source) return `unknown metric source type ${JSON.stringify(metric.type)}`;
  const { averageUtilization: percent, averageValue } = source.target;
  const word = averageValue === undefined ? 'utilization' : 'usage';
  const proposal = propose(source, scene);
  if (typeof proposal === 'string') return `failed to get ${source.name} ${word}: ${proposal}`;
  const average = formatQuantity(quantityOfMillis(proposal.average));
  const current = {
    averageValue: average,
    ...(proposal.utilization === undefined ? {} : { averageUtilization: proposal.utilization }),
  };
  const { name, container } = source;
  const what = container === undefined ? `${name} resource` : `${name} container resource`;
  return {
    proposal,
    title: percent === undefined ? what : `${what} utilization (percentage of request)`,
    status:
      container === undefined
        ? { type: metric.type, resource: { name, current } }
        : { type: metric.type, containerResource: { name, current, container } },
  };
}

function propose(source: Frozen<Source>, scene: Scene): Proposal | string {
  const { pods, current, tolerance, now } = scene;
  const usage = usageByPod(source, scene);
  if (usage.size === 0)
    return `unable to get metrics for resource ${source.name}: no metrics returned from resource metrics API`;
  if (pods.length === 0) return 'no pods returned by selector while calculating replica count';
  const isMeasured = ({ metadata }: Frozen<Pod>): boolean => usage.has(metadata.name);
  const groups = groupPods(pods, isMeasured, source.name, now);
  const { averageUtilization: percent, averageValue } = source.target;
  if (averageValue !== undefined) {
    const aim: Aim = { amount: quantityMillis(averageValue) };
    return proposeReplicas(usage, aim, { current, groups, tolerance });
  }
  const requests = requestsByPod(source, pods);
  if (typeof requests === 'string') return requests;
  const aim: Aim = { percent: percent ?? 100, requests };
  return proposeReplicas(usage, aim, { current, groups, tolerance });
}

function usageByPod({ name, container }: Frozen<Source>, { pods, usageOf }: Scene): Amounts {
  const amounts = pods.flatMap((pod) => {
    const containers = usageOf(pod)?.filter(
      (one) => container === undefined || one.name === container,
    );
    if (!containers?.length) return [];
    const total = containers.reduce((sum, one) => sum + millisOf(name, one), 0);
    return [[pod.metadata.name, total] as const];
  });
  return new Map(amounts);
}

function millisOf(resource: string, { cpuMillis, memoryBytes }: ContainerUsage): number {
  if (resource === 'cpu') return cpuMillis;
  return resource === 'memory' ? memoryBytes * 1_000 : 0;
}

/** What the pods request of a resource; a container that says nothing is an error. */
function requestsByPod(
  { name, container }: Frozen<Source>,
  pods: readonly Frozen<Pod>[],
): Amounts | string {
  const requests = new Map<string, number>();
  for (const { metadata, spec } of pods) {
    const sidecars = (spec.initContainers ?? []).filter((one) => one.restartPolicy === 'Always');
    const containers = [...spec.containers, ...sidecars];
    let total = 0;
    for (const one of containers) {
      if (container !== undefined && one.name !== container) continue;
      const asked = one.resources.requests?.[name];
      if (asked === undefined)
        return `missing request for ${name} in container ${one.name} of Pod ${metadata.name}`;
      total += quantityMillis(asked);
    }
    requests.set(metadata.name, total);
  }
  return requests;
}
