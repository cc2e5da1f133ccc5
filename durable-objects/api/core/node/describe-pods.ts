import type { DescribeWriter } from '../../../apimachinery/describe/writer.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import {
  addQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityMillis,
  quantityValue,
  zero,
} from '../../../apimachinery/quantity.ts';
import type { DescribeContext } from '../../../apimachinery/resource.ts';
import { type Frozen, isObject } from '../../../lib/json.ts';
import type { PodSpec } from '../../pod-template/pod-spec.ts';
import {
  podLimits,
  podRequests,
  type ResourceAmounts,
} from '../../pod-template/resource-totals.ts';
import type { Node } from './schema.ts';

interface PodView {
  readonly object: Frozen<KubeObject>;
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/** The pods that a node runs, and what they take of it together. */
export function writeNodePods(
  writer: DescribeWriter,
  node: Frozen<Node>,
  context: DescribeContext,
): void {
  const pods = podsOf(node, context);
  const allocatable = node.status.allocatable ?? node.status.capacity ?? {};
  const share = (resource: string, amounts: ResourceAmounts): string => {
    const amount = amounts[resource] ?? zero;
    return `${formatQuantity(amount)} (${percent(resource, amount, allocatable[resource])}%)`;
  };
  writer.field(0, 'Non-terminated Pods', `(${pods.length} in total)`);
  writer.line(
    1,
    'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge',
  );
  writer.line(
    1,
    '---------\t----\t\t------------\t----------\t---------------\t-------------\t---',
  );
  for (const { object, requests, limits } of pods) {
    const { namespace = '', name, creationTimestamp } = object.metadata;
    const cpu = [share('cpu', requests), share('cpu', limits)];
    const memory = [share('memory', requests), share('memory', limits)];
    const age = ageOf(creationTimestamp, context.now);
    writer.line(1, [`${namespace}\t${name}\t`, ...cpu, ...memory, age].join('\t'));
  }
  writer.line(0, 'Allocated resources:');
  writer.line(0, '  (Total limits may be over 100 percent, i.e., overcommitted.)');
  writer.line(1, 'Resource\tRequests\tLimits');
  writer.line(1, '--------\t--------\t------');
  const requests = total(pods.map((pod) => pod.requests));
  const limits = total(pods.map((pod) => pod.limits));
  for (const resource of rowsOf(allocatable)) {
    const isExtended = resource.includes('/');
    const cell = (amounts: ResourceAmounts): string =>
      isExtended ? formatQuantity(amounts[resource] ?? zero) : share(resource, amounts);
    writer.line(1, `${resource}\t${cell(requests)}\t${cell(limits)}`);
  }
}

/** Pods are read by shape, because kinds do not know one another. */
function podsOf(node: Frozen<Node>, context: DescribeContext): readonly PodView[] {
  return context.list('pods', '').flatMap((object) => {
    const spec: unknown = Reflect.get(object, 'spec');
    const status: unknown = Reflect.get(object, 'status');
    const phase = isObject(status) ? status.phase : undefined;
    if (!isPodSpec(spec) || spec.nodeName !== node.metadata.name) return [];
    if (phase === 'Succeeded' || phase === 'Failed') return [];
    return [{ object, requests: podRequests(spec), limits: podLimits(spec) }];
  });
}

function isPodSpec(value: unknown): value is Frozen<PodSpec> {
  return isObject(value) && Array.isArray(value.containers);
}

function rowsOf(allocatable: { readonly [resource: string]: string }): readonly string[] {
  const names = Object.keys(allocatable).sort();
  return [
    ...['cpu', 'memory', 'ephemeral-storage'],
    ...names.filter((name) => name.startsWith('hugepages-')),
    ...names.filter((name) => name.includes('/')),
  ];
}

/** Whole percents, rounded down; processors are compared in thousandths. */
function percent(resource: string, amount: Quantity, whole: string | undefined): number {
  const measure = resource === 'cpu' ? quantityMillis : quantityValue;
  const all = measure(parseQuantity(whole ?? '0'));
  return all === 0 ? 0 : Math.trunc((measure(amount) / all) * 100);
}

function total(lists: readonly ResourceAmounts[]): ResourceAmounts {
  const sum: { [resource: string]: Quantity } = {};
  for (const list of lists)
    for (const [resource, amount] of Object.entries(list))
      sum[resource] = addQuantities(sum[resource] ?? zero, amount);
  return sum;
}
