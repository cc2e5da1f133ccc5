import { writeEvents } from '../../../apimachinery/describe/events.ts';
import {
  sortedEntries,
  writeAnnotations,
  writeLabels,
  writeList,
} from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import type { Describe, DescribeContext } from '../../../apimachinery/resource.ts';
import { type Frozen, isObject } from '../../../lib/json.ts';
import { writeNodePods } from './describe-pods.ts';
import type { Node, Taint } from './schema.ts';
import { nodeRoles } from './table.ts';

/** `kubectl describe node`. */
export const describeNode: Describe<Node> = (node, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = node;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Roles', nodeRoles(node).join(',') || '<none>');
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp));
    writeList(writer, 'Taints', taintTexts(spec.taints ?? []));
    writer.field(0, 'Unschedulable', spec.unschedulable ?? false);
    writeLease(writer, node, context);
    writeConditions(writer, node);
    writer.line(0, 'Addresses:');
    for (const { type, address } of status.addresses ?? []) writer.field(1, type, address);
    for (const [title, list] of [
      ['Capacity', status.capacity],
      ['Allocatable', status.allocatable],
    ] as const) {
      if (Object.keys(list ?? {}).length === 0) continue;
      writer.line(0, `${title}:`);
      for (const [name, quantity] of sortedEntries(list)) writer.field(1, name, quantity);
    }
    writeSystemInfo(writer, node);
    if (spec.podCIDR) writer.field(0, 'PodCIDR', spec.podCIDR);
    if (spec.podCIDRs?.length) writer.field(0, 'PodCIDRs', spec.podCIDRs.join(','));
    if (spec.providerID) writer.field(0, 'ProviderID', spec.providerID);
    writeNodePods(writer, node, context);
    writeEvents(writer, node, context);
  });

/** `key=value:effect`, sorted by effect and key. */
function taintTexts(taints: readonly Frozen<Taint>[]): readonly string[] {
  return [...taints]
    .sort((a, b) => (`${a.effect},${a.key}` < `${b.effect},${b.key}` ? -1 : 1))
    .map(({ key, value, effect }) => {
      const pair = value ? `${key}=${value}` : key;
      return effect === '' ? pair : `${pair}:${effect}`;
    });
}

/** Leases are read by shape, because kinds do not know one another. */
function writeLease(writer: DescribeWriter, node: Frozen<Node>, context: DescribeContext): void {
  const { name } = node.metadata;
  const lease = context
    .list('leases', 'coordination.k8s.io', 'kube-node-lease')
    .find(({ metadata }) => metadata.name === name);
  if (!lease) {
    const error = `leases.coordination.k8s.io "${name}" not found`;
    writer.field(0, 'Lease', `Failed to get lease: ${error}`);
    return;
  }
  const spec: unknown = Reflect.get(lease, 'spec');
  const read = (field: string): string | undefined => {
    const value = isObject(spec) ? spec[field] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const time = (field: string): string => (read(field) ? longTime(read(field)) : '<unset>');
  writer.line(0, 'Lease:');
  writer.field(1, 'HolderIdentity', read('holderIdentity') ?? '<unset>');
  writer.field(1, 'AcquireTime', time('acquireTime'));
  writer.field(1, 'RenewTime', time('renewTime'));
}

function writeConditions(writer: DescribeWriter, { status }: Frozen<Node>): void {
  if (!status.conditions?.length) return;
  const titles = 'Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage';
  writer.write(0, `Conditions:\n  ${titles}\n`);
  writer.line(1, '----\t------\t-----------------\t------------------\t------\t-------');
  for (const condition of status.conditions) {
    const { type, status: value, reason = '', message = '' } = condition;
    const beat = longTime(condition.lastHeartbeatTime);
    const changed = longTime(condition.lastTransitionTime);
    writer.line(1, `${type} \t${value} \t${beat} \t${changed} \t${reason} \t${message}`);
  }
}

function writeSystemInfo(writer: DescribeWriter, { status }: Frozen<Node>): void {
  const info = status.nodeInfo;
  writer.line(0, 'System Info:');
  const fields = {
    'Machine ID': info?.machineID,
    'System UUID': info?.systemUUID,
    'Boot ID': info?.bootID,
    'Kernel Version': info?.kernelVersion,
    'OS Image': info?.osImage,
    'Operating System': info?.operatingSystem,
    Architecture: info?.architecture,
    'Container Runtime Version': info?.containerRuntimeVersion,
    'Kubelet Version': info?.kubeletVersion,
    'Kube-Proxy Version': info?.kubeProxyVersion,
  };
  for (const [title, value] of Object.entries(fields)) writer.field(1, title, value);
}
