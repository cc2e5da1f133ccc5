import type { DaemonSet, Pod } from '../../api/index.ts';
import { numberOf } from '../../apimachinery/field-rules.ts';
import type { Frozen } from '../../lib/json.ts';
import { isReady, isTerminating } from '../pod-state.ts';
import { eligibilityOf } from './eligibility.ts';
import { rollingUpdate } from './rolling-update.ts';
import {
  byAge,
  isPodAvailable,
  isUpdated,
  type Situation,
  type Step,
  type View,
} from './situation.ts';

/**
 * What to do now (daemon_controller.go): first each node gets its pod, and no other (`manage`);
 * once that is so, old pods make way for new ones as the update strategy allows.
 */
export function plan(situation: Situation): readonly Step[] {
  const eligible = new Map(
    situation.nodes.map((node) => [node.metadata.name, eligibilityOf(situation.set, node)]),
  );
  const view: View = { ...situation, eligible };
  const steps = manage(view);
  const isSettled = steps.every((step) => step.do === 'wait');
  if (!isSettled || situation.set.spec.updateStrategy.type !== 'RollingUpdate') return steps;
  return [...steps, ...rollingUpdate(view)];
}

function manage(view: View): Step[] {
  const steps = view.nodes.flatMap((node) => stepsForNode(view, node.metadata.name));
  for (const [node, pods] of view.pods) {
    if (view.eligible.has(node)) continue;
    const because = `node ${node}, for which it is meant, is gone`;
    for (const pod of pods) if (!pod.spec.nodeName) steps.push({ do: 'delete', pod, because });
  }
  return steps;
}

function stepsForNode(view: View, node: string): Step[] {
  const { shouldRun = false, mayStay = false } = view.eligible.get(node) ?? {};
  const found = view.pods.get(node) ?? [];
  if (shouldRun && found.length === 0)
    return [{ do: 'create', node, because: `node ${node} has no pod of the set` }];
  const staying = found.filter((pod) => !isTerminating(pod));
  if (!mayStay)
    return staying.map((pod) => {
      const because = `node ${node} is none on which the set runs`;
      return { do: 'delete', pod, because };
    });
  const steps: Step[] = [];
  const running: Frozen<Pod>[] = [];
  for (const pod of staying) {
    const { phase } = pod.status;
    if (phase === 'Failed' || phase === 'Succeeded') steps.push(stepForEnded(view, node, pod));
    else running.push(pod);
  }
  return [...steps, ...stepsForRunning(view, node, shouldRun, running.sort(byAge))];
}

/** The controller and a kubelet that refuses its pods would race: failures wait longer each time. */
function stepForEnded(view: View, node: string, pod: Frozen<Pod>): Step {
  const until = pod.status.phase === 'Failed' ? view.backOffEnd(node) : undefined;
  if (until !== undefined)
    return { do: 'wait', for: `the failed pod on node ${node} to be replaced`, until };
  return { do: 'delete', pod, ended: node, because: `it has ended (${pod.status.phase})` };
}

function stepsForRunning(
  view: View,
  node: string,
  shouldRun: boolean,
  running: readonly Frozen<Pod>[],
): Step[] {
  const extra = (pod: Frozen<Pod>): Step => {
    const because = `node ${node} has more than one pod of the set`;
    return { do: 'delete', pod, because };
  };
  if (!surges(view.set)) return running.slice(1).map(extra);
  if (running.length === 0 && shouldRun)
    return [{ do: 'create', node, because: `node ${node} has no pod of the set that stays` }];
  if (running.length <= 1) return [];
  const [newest, ...moreNew] = running.filter((pod) => isUpdated(view, pod));
  const [oldest, ...moreOld] = running.filter((pod) => !isUpdated(view, pod));
  const steps = [...moreNew, ...moreOld].map(extra);
  if (!newest || !oldest) return steps;
  if (!isReady(oldest)) steps.push({ do: 'delete', pod: oldest, because: 'it is not ready' });
  else if (isPodAvailable(view, newest))
    steps.push({ do: 'delete', pod: oldest, because: 'the pod that replaces it is available' });
  return steps;
}

/** Whether an old and a new pod may share a node for a while. */
function surges({ spec }: Frozen<DaemonSet>): boolean {
  const { type, rollingUpdate } = spec.updateStrategy;
  return type === 'RollingUpdate' && numberOf(rollingUpdate?.maxSurge ?? 0) > 0;
}
