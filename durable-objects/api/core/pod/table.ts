import { ageColumn, nameColumn, textColumns, wideColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import { summarize } from './printed-status.ts';
import type { Pod } from './schema.ts';

/** Columns of `kubectl get pods`; follows printPod of pkg/printers/internalversion. */
export const podTable: TableConvertor<Pod> = {
  columns: [
    nameColumn,
    ...textColumns('Ready', 'Status', 'Restarts'),
    ageColumn,
    ...wideColumns('IP', 'Node', 'Nominated Node', 'Readiness Gates'),
  ],
  cells(pod, now) {
    const { ready, total, status, restarts, lastRestart } = summarize(pod);
    const ago = lastRestart && restarts !== 0 ? ` (${ageOf(lastRestart, now)} ago)` : '';
    return [
      pod.metadata.name,
      `${ready}/${total}`,
      status,
      `${restarts}${ago}`,
      ageOf(pod.metadata.creationTimestamp, now),
      pod.status.podIPs?.[0]?.ip || '<none>',
      pod.spec.nodeName || '<none>',
      pod.status.nominatedNodeName || '<none>',
      readinessGates(pod),
    ];
  },
  conditions: ({ status: { phase } }) =>
    phase === 'Succeeded' || phase === 'Failed'
      ? [{ type: 'Completed', status: 'True', reason: phase, message: endMessages[phase] }]
      : [],
};

const endMessages = {
  Succeeded: 'The pod has completed successfully.',
  Failed: 'The pod failed.',
};

function readinessGates(pod: Frozen<Pod>): string {
  const gates = pod.spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const met = gates.filter(({ conditionType }) =>
    pod.status.conditions?.some(({ type, status }) => type === conditionType && status === 'True'),
  );
  return `${met.length}/${gates.length}`;
}
