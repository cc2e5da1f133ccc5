import { type Frozen, isObject } from '../../lib/json.ts';
import { type LabelSelectorShape, matchesLabels, selectorOf } from '../labels.ts';
import type { KubeObject } from '../meta.ts';
import { isControlledBy } from '../owner.ts';
import type { DescribeContext } from '../resource.ts';

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed`: the pods that an object controls. */
export function controlledPodsText(
  owner: Frozen<KubeObject>,
  selector: Frozen<LabelSelectorShape>,
  context: DescribeContext,
): string {
  const pods = context
    .list('pods', '', owner.metadata.namespace)
    .filter((pod) => isControlledBy(pod, owner))
    .filter((pod) => matchesLabels(selectorOf(selector), pod.metadata.labels));
  const count = (phase: string): number => pods.filter((pod) => phaseOf(pod) === phase).length;
  const names = {
    Running: 'Running',
    Pending: 'Waiting',
    Succeeded: 'Succeeded',
    Failed: 'Failed',
  };
  return Object.entries(names)
    .map(([phase, name]) => `${count(phase)} ${name}`)
    .join(' / ');
}

function phaseOf(pod: object): unknown {
  const status: unknown = Reflect.get(pod, 'status');
  return isObject(status) ? status.phase : undefined;
}
