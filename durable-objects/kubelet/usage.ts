import { type Pod, pods, type Service, services } from '../api/index.ts';
import { matchesLabels, selectorOfMap } from '../apimachinery/labels.ts';
import {
  type Quantity,
  quantityMillis,
  quantityValue,
  readQuantity,
} from '../apimachinery/quantity.ts';
import type { ContainerUsage, UsageSource } from '../control/usage.ts';
import { type Frozen, isObject } from '../lib/json.ts';
import { keyed } from '../lib/random.ts';
import type { ProcessTable } from '../shell/index.ts';
import type { Reader } from '../storage/store.ts';
import { runningKubelet } from './node.ts';
import { containerProcesses, podGroup, podOfGroup, podRuntimes } from './records.ts';
import { containersOf, type PodContainer } from './spec.ts';

/**
 * Says what a pod uses, on the pod (or its template), or what the clients of a Service cost its
 * ready pods together, on the Service: `usage.labset.dev/cpu: 500m`, `usage.labset.dev/memory`.
 */
const cpuAnnotation = 'usage.labset.dev/cpu';
const memoryAnnotation = 'usage.labset.dev/memory';

const mebibyte = 2 ** 20;
/** A process that can run keeps one CPU busy. */
const busyMillis = 1_000;
/** What a program needs to be there at all, and each process beside the first. */
const programBytes = 1.5 * mebibyte;
const processBytes = 0.6 * mebibyte;
/** Kubelet, runtime and kernel of a node. */
const systemMillis = 60;
const systemBytes = 420 * mebibyte;

/** Processes that say what they use, by their state: `{ usage: { cpuMillis, memoryBytes } }`. */
export interface UsingState {
  readonly usage: { readonly cpuMillis: number; readonly memoryBytes: number };
}

/**
 * What kubelets would measure: next to nothing for processes that wait, a CPU for each that
 * spins, and what images, pods and Services say of themselves; never more than the limits.
 */
export const usageSource: UsageSource = {
  in(namespace, read) {
    const demands = demandsOn(namespace, read);
    return (object) => {
      const pod = read.get(pods, { namespace, name: object.metadata.name });
      return pod?.metadata.uid === object.metadata.uid && runningKubelet(read, pod.spec.nodeName)
        ? usageOf(pod, demands, read)
        : undefined;
    };
  },
  ofSystem(node, read) {
    if (!runningKubelet(read, node)) return undefined;
    const random = keyed('system-usage', node);
    return {
      cpuMillis: systemMillis + random.below(40),
      memoryBytes: systemBytes + random.below(80) * mebibyte,
    };
  },
  changedBy({ record, key }, read) {
    if (record.record === podRuntimes.record) return podOfGroup(key.namespace);
    if (record.record !== containerProcesses.record) return undefined;
    const group = read.record(containerProcesses, key)?.group;
    return group === undefined ? undefined : podOfGroup(group);
  },
};

/** The usage of each running container; undefined while none runs. */
function usageOf(
  pod: Frozen<Pod>,
  demands: readonly Demand[],
  read: Reader,
): readonly ContainerUsage[] | undefined {
  const { uid, name, namespace = '' } = pod.metadata;
  const runtime = read.record(podRuntimes, { namespace: podGroup({ namespace, name }), name: uid });
  const running = containersOf(pod).filter(
    ({ container }) => runtime?.containers[container.name]?.phase.is === 'running',
  );
  if (running.length === 0) return undefined;
  const [main] = pod.spec.containers;
  return running.map(({ container }) => {
    const table = read.record(containerProcesses, { namespace: uid, name: container.name })?.table;
    const own = processUsage(container, uid, table);
    const told = container.name === main?.name ? toldUsage(pod, demands) : none;
    return limited(container, add(own, told));
  });
}

type Amount = Omit<ContainerUsage, 'name'>;
const none: Amount = { cpuMillis: 0, memoryBytes: 0 };

function processUsage(
  { name }: PodContainer,
  uid: string,
  table: Frozen<ProcessTable> | undefined,
): Amount {
  const processes = Object.values(table?.processes ?? {});
  const random = keyed('usage', uid, name);
  const idle: Amount = {
    // A program that waits is woken now and then: some show a thousandth of a CPU, some none.
    cpuMillis: (table?.ready.length ?? 0) * busyMillis + random.below(2),
    memoryBytes:
      programBytes +
      Math.max(0, processes.length - 1) * processBytes +
      Math.floor(random.float() * mebibyte),
  };
  return processes
    .map(({ program }) => (program.kind === 'command' ? statedUsage(program.state) : none))
    .reduce(add, idle);
}

function statedUsage(state: unknown): Amount {
  if (!isObject(state) || !isObject(state.usage)) return none;
  const { cpuMillis, memoryBytes } = state.usage;
  return {
    cpuMillis: typeof cpuMillis === 'number' ? cpuMillis : 0,
    memoryBytes: typeof memoryBytes === 'number' ? memoryBytes : 0,
  };
}

/** What the clients of a Service cost each of its ready pods. */
interface Demand {
  readonly matches: (pod: Frozen<Pod>) => boolean;
  readonly each: Amount;
}

function demandsOn(namespace: string, read: Reader): readonly Demand[] {
  return read.list(services, namespace).flatMap((service) => {
    const total = annotated(service);
    const selector = service.spec.selector ?? {};
    if (total === none || Object.keys(selector).length === 0) return [];
    const matches = (pod: Frozen<Pod>): boolean =>
      isReady(pod) && matchesLabels(selectorOfMap(selector), pod.metadata.labels);
    const count = read.list(pods, namespace).filter(matches).length;
    if (count === 0) return [];
    const share = (amount: number): number => Math.ceil(amount / count);
    const each = { cpuMillis: share(total.cpuMillis), memoryBytes: share(total.memoryBytes) };
    return [{ matches, each }];
  });
}

function toldUsage(pod: Frozen<Pod>, demands: readonly Demand[]): Amount {
  return demands
    .filter(({ matches }) => matches(pod))
    .map(({ each }) => each)
    .reduce(add, annotated(pod));
}

function annotated({ metadata }: Frozen<Pod> | Frozen<Service>): Amount {
  const [cpu, memory] = [cpuAnnotation, memoryAnnotation].map(
    (name) => metadata.annotations?.[name],
  );
  if (cpu === undefined && memory === undefined) return none;
  return {
    cpuMillis: amountOf(cpu, quantityMillis),
    memoryBytes: amountOf(memory, quantityValue),
  };
}

/** Nobody checks what annotations say. */
function amountOf(text: string | undefined, read: (quantity: Quantity) => number): number {
  const found = text === undefined ? undefined : readQuantity(text);
  return found && 'quantity' in found ? Math.max(0, read(found.quantity)) : 0;
}

function limited({ name, resources }: PodContainer, { cpuMillis, memoryBytes }: Amount) {
  const { cpu, memory } = resources.limits ?? {};
  return {
    name,
    cpuMillis: cpu === undefined ? cpuMillis : Math.min(cpuMillis, quantityMillis(cpu)),
    memoryBytes: memory === undefined ? memoryBytes : Math.min(memoryBytes, quantityValue(memory)),
  };
}

function isReady({ metadata, status }: Frozen<Pod>): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  return (
    status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false
  );
}

function add(a: Amount, b: Amount): Amount {
  return { cpuMillis: a.cpuMillis + b.cpuMillis, memoryBytes: a.memoryBytes + b.memoryBytes };
}
