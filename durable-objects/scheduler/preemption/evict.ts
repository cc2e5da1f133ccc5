import { type Pod, pods } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { nominatedTo, priorityOf } from '../node-info.ts';
import { preemptionReason } from './preempt.ts';
import type { Victims } from './victims.ts';

/**
 * Deletes the victims with their usual grace, and takes back what less important pods were
 * promised on the node (prepareCandidate).
 */
export function evictVictims(preemptor: Frozen<Pod>, victims: Victims, world: World): void {
  const node = victims.info.node.metadata.name;
  for (const victim of victims.pods) {
    const marked = markedAsTarget(victim, preemptor, world);
    if (marked !== victim) world.client.updateStatus(pods, marked);
    world.client.delete(pods, keyOf(victim), { uid: victim.metadata.uid });
    world.events.record({
      about: victim,
      component: preemptor.spec.schedulerName,
      type: 'Normal',
      reason: 'Preempted',
      action: 'Preempting',
      message: `Preempted by pod ${preemptor.metadata.uid} on node ${node}`,
    });
  }
  for (const other of nominatedTo(node, preemptor, world.read)) {
    if (priorityOf(other) >= priorityOf(preemptor)) continue;
    const released = edit<Pod>(other, (draft) => {
      delete draft.status.nominatedNodeName;
    });
    world.client.updateStatus(pods, released);
  }
}

function markedAsTarget(victim: Frozen<Pod>, preemptor: Frozen<Pod>, { now }: World): Frozen<Pod> {
  return edit<Pod>(victim, (draft) => {
    const type = 'DisruptionTarget';
    const conditions = draft.status.conditions ?? [];
    const before = conditions.find((condition) => condition.type === type);
    if (before?.status === 'True' && before.reason === preemptionReason) return;
    const condition = {
      type,
      ...(draft.metadata.generation ? { observedGeneration: draft.metadata.generation } : {}),
      status: 'True',
      lastTransitionTime: formatTime(now),
      reason: preemptionReason,
      message: `${preemptor.spec.schedulerName}: preempting to accommodate a higher priority pod`,
    };
    draft.status.conditions = [...conditions.filter((one) => one.type !== type), condition];
  });
}
