import { ageColumn, nameColumn, textColumns, wideColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Node } from './schema.ts';

/** Columns of `kubectl get nodes`; follows printNode of pkg/printers/internalversion. */
export const nodeTable: TableConvertor<Node> = {
  columns: [
    nameColumn,
    ...textColumns('Status', 'Roles'),
    ageColumn,
    ...textColumns('Version'),
    ...wideColumns('Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime'),
  ],
  cells(node, now) {
    const info = node.status.nodeInfo;
    const kernel = info?.kernelVersion || '<unknown>';
    return [
      node.metadata.name,
      statusText(node),
      nodeRoles(node).join(',') || '<none>',
      ageOf(node.metadata.creationTimestamp, now),
      info?.kubeletVersion ?? '',
      addressOf(node, 'InternalIP'),
      addressOf(node, 'ExternalIP'),
      info?.osImage || '<unknown>',
      info?.architecture ? `${kernel} (${info.architecture})` : kernel,
      info?.containerRuntimeVersion || '<unknown>',
    ];
  },
};

/** The roles that a node's labels name, sorted. */
export function nodeRoles(node: Frozen<Node>): readonly string[] {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(node.metadata.labels ?? {})) {
    if (key.startsWith(rolePrefix)) roles.add(key.slice(rolePrefix.length));
    else if (key === 'kubernetes.io/role') roles.add(value);
  }
  roles.delete('');
  return [...roles].sort();
}

const rolePrefix = 'node-role.kubernetes.io/';

function statusText(node: Frozen<Node>): string {
  const ready = node.status.conditions?.find(({ type }) => type === 'Ready');
  const word = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return node.spec.unschedulable ? `${word},SchedulingDisabled` : word;
}

function addressOf(node: Frozen<Node>, wanted: string): string {
  return node.status.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>';
}
