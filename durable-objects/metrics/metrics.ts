import {
  type Node,
  type NodeMetrics,
  nodeMetrics,
  nodes,
  type Pod,
  type PodMetrics,
  podMetrics,
  pods,
} from '../api/index.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../apimachinery/resource.ts';
import type { ContainerUsage, UsageSource } from '../control/usage.ts';
import { formatTime, type Instant } from '../lib/instant.ts';
import { type Frozen, freeze } from '../lib/json.ts';
import { defineIndex, type Reader } from '../storage/store.ts';

type Usage = Omit<ContainerUsage, 'name'>;

/** metrics-server's --metric-resolution. */
const window = '15s';

const podsByNode = defineIndex(pods, (pod) => (pod.spec.nodeName ? [pod.spec.nodeName] : []));

/** Tells the objects of metrics.k8s.io, from what `source` measures. */
export function createMetrics(source: UsageSource) {
  return (
    resource: Resource,
    namespace: string,
    { tx: read, now }: { readonly tx: Reader; readonly now: Instant },
  ): readonly Frozen<KubeObject>[] => {
    if ((resource as unknown) === nodeMetrics)
      return read.list(nodes).flatMap((node) => ofNode(node, source, read, now) ?? []);
    if ((resource as unknown) !== podMetrics) return [];
    const list = read.list(pods, namespace);
    const usageIn = byNamespace(source, read);
    return list.flatMap((pod) => {
      const usage = usageIn(pod);
      return usage ? [ofPod(pod, usage, now)] : [];
    });
  };
}

function ofPod(
  pod: Frozen<Pod>,
  usage: readonly ContainerUsage[],
  now: Instant,
): Frozen<PodMetrics> {
  return freeze<PodMetrics>({
    ...measurement(podMetrics, pod, now),
    containers: usage.map((one) => ({ name: one.name, usage: amounts(one) })),
  });
}

/** The node's pods and what keeps them. */
function ofNode(
  node: Frozen<Node>,
  source: UsageSource,
  read: Reader,
  now: Instant,
): Frozen<NodeMetrics> | undefined {
  const { name } = node.metadata;
  const system = source.ofSystem(name, read);
  if (!system) return undefined;
  const usageIn = byNamespace(source, read);
  const parts = read.byIndex(podsByNode, name).flatMap((pod) => usageIn(pod) ?? []);
  const total = parts.reduce<Usage>(
    (sum, { cpuMillis, memoryBytes }) => ({
      cpuMillis: sum.cpuMillis + cpuMillis,
      memoryBytes: sum.memoryBytes + memoryBytes,
    }),
    system,
  );
  return freeze<NodeMetrics>({ ...measurement(nodeMetrics, node, now), usage: amounts(total) });
}

/** What is common to a namespace is computed once for all of its pods. */
function byNamespace(source: UsageSource, read: Reader) {
  const known = new Map<string, ReturnType<UsageSource['in']>>();
  return (pod: Frozen<Pod>): readonly ContainerUsage[] | undefined => {
    const { namespace = '' } = pod.metadata;
    const usageOf = known.get(namespace) ?? source.in(namespace, read);
    known.set(namespace, usageOf);
    return usageOf(pod);
  };
}

/** Everything but the amounts; measurements have no life of their own in the store. */
function measurement(
  resource: Pick<Resource, 'group' | 'version' | 'kind'>,
  { metadata }: Frozen<KubeObject>,
  now: Instant,
) {
  const { name, namespace, labels } = metadata;
  const at = formatTime(now);
  return {
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      creationTimestamp: at,
      ...(labels ? { labels: { ...labels } } : {}),
    } as KubeObject['metadata'],
    timestamp: at,
    window,
  };
}

/** As metrics-server writes them: billionths of a CPU, kibibytes. */
function amounts({ cpuMillis, memoryBytes }: Usage): { cpu: string; memory: string } {
  const nanos = Math.round(cpuMillis * 1e6);
  const kibibytes = Math.round(memoryBytes / 1_024);
  return {
    cpu: nanos === 0 ? '0' : `${nanos}n`,
    memory: kibibytes === 0 ? '0' : `${kibibytes}Ki`,
  };
}
