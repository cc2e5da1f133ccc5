import { type DaemonSet, type Pod, type PodTemplateSpec, pods } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import { isStatus, StatusError } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { podFromTemplate } from '../pod-template.ts';
import { extendBackOff } from './back-off.ts';
import { affinityTo, daemonTolerations } from './eligibility.ts';
import { hashLabel } from './history.ts';
import type { Step } from './situation.ts';

/** What is acted for, and with what. */
export interface Act {
  readonly world: World;
  readonly set: Frozen<DaemonSet>;
  readonly hash: string;
}

/** Does step after step, with the events that upstream records, until one fails. */
export function performAll(act: Act, steps: readonly Step[]): StatusError | undefined {
  for (const step of steps) {
    try {
      perform(act, step);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      if (isNamespaceTerminating(error)) return undefined;
      const isCreation = step.do === 'create';
      const [reason, verb] = isCreation
        ? ['FailedCreate', 'creating']
        : ['FailedDelete', 'deleting'];
      record(act, 'Warning', reason, `Error ${verb}: ${error.message}`);
      return error;
    }
  }
  return undefined;
}

function perform(act: Act, step: Step): void {
  if (step.do === 'wait') return;
  if (step.do === 'create') createPod(act, step.node);
  else {
    if (step.ended !== undefined) tellEnd(act, step.pod, step.ended);
    deletePod(act, step.pod);
  }
}

function createPod(act: Act, node: string): void {
  const pod = act.world.client.create(pods, podFromTemplate(podTemplate(act, node), act.set));
  record(act, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
}

function deletePod(act: Act, pod: Frozen<Pod>): void {
  try {
    act.world.client.delete(pods, keyOf(pod));
  } catch (error) {
    if (isStatus(error, 'NotFound')) return;
    throw error;
  }
  record(act, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
}

function tellEnd(act: Act, { metadata, status }: Frozen<Pod>, node: string): void {
  const place = `${metadata.namespace ?? ''}/${metadata.name} on node ${node}`;
  if (status.phase === 'Failed') {
    extendBackOff(act.world, act.set, node);
    const text = `Found failed daemon pod ${place}, will try to kill it`;
    record(act, 'Warning', 'FailedDaemonPod', text);
  } else {
    const text = `Found succeeded daemon pod ${place}, will try to delete it`;
    record(act, 'Normal', 'SucceededDaemonPod', text);
  }
}

/** The set's template, for one node (CreatePodTemplate). */
function podTemplate({ set, hash }: Act, node: string): Frozen<PodTemplateSpec> {
  const generation = set.metadata.annotations?.['deprecated.daemonset.template.generation'];
  return edit<PodTemplateSpec>(set.spec.template, ({ metadata, spec }) => {
    metadata.labels = {
      ...metadata.labels,
      ...(generation === undefined ? {} : { 'pod-template-generation': generation }),
      [hashLabel]: hash,
    };
    spec.tolerations = daemonTolerations(set.spec.template.spec);
    spec.affinity = affinityTo(node, set.spec.template.spec.affinity);
  });
}

function record(act: Act, type: 'Normal' | 'Warning', reason: string, message: string): void {
  const { world, set: about } = act;
  world.events.record({ about, type, reason, message, component: 'daemonset-controller' });
}
