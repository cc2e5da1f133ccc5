import { type Job, type Pod, pods } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import { isStatus, StatusError } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { isReady } from '../pod-state.ts';
import { newPod } from './new-pod.ts';
import type { Step } from './plan.ts';
import { isTracked, trackingFinalizer } from './pods.ts';
import type { View } from './survey.ts';

/** What is acted for, and with what. */
export interface Act {
  readonly world: World;
  readonly job: Frozen<Job>;
  readonly view: View;
}

/** What has come of it: the numbers that the status tells. */
export interface Done {
  readonly active: number;
  readonly ready: number;
  /** Pods that are on their way out since. */
  readonly deleted: number;
  readonly failure?: StatusError;
}

/** Does step after step, with the events that upstream records, until one fails. */
export function performAll(act: Act, steps: readonly Step[]): Done {
  const { active } = act.view;
  const done = { active: active.length, ready: active.filter(isReady).length, deleted: 0 };
  for (const step of steps) {
    try {
      if (step.do === 'create') {
        createPod(act, step.index);
        done.active += 1;
      } else if (step.do === 'delete') {
        deletePod(act, step.pod, step.uncounted === true);
        done.active -= 1;
        done.deleted += 1;
        if (isReady(step.pod)) done.ready -= 1;
      }
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      if (isNamespaceTerminating(error)) return done;
      const isCreation = step.do === 'create';
      const [reason, verb] = isCreation
        ? ['FailedCreate', 'creating']
        : ['FailedDelete', 'deleting'];
      record(act, 'Warning', reason, `Error ${verb}: ${error.message}`);
      return { ...done, failure: error };
    }
  }
  return done;
}

/** Takes the finalizer away; pods that are on their way out may then be gone. */
export function releasePods(world: World, ended: readonly Frozen<Pod>[]): void {
  for (const { metadata } of ended) {
    const key = { namespace: metadata.namespace ?? '', name: metadata.name };
    const pod = world.read.get(pods, key);
    if (pod?.metadata.uid === metadata.uid) release(world, pod);
  }
}

export function record(
  { world, job }: Act,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  world.events.record({ about: job, type, reason, message, component: 'job-controller' });
}

function release(world: World, pod: Frozen<Pod>): Frozen<Pod> {
  if (!isTracked(pod)) return pod;
  const released = edit<Pod>(pod, ({ metadata }) => {
    const others = (metadata.finalizers ?? []).filter((name) => name !== trackingFinalizer);
    if (others.length > 0) metadata.finalizers = others;
    else delete metadata.finalizers;
  });
  return world.client.update(pods, released);
}

function createPod(act: Act, index: number | undefined): void {
  const replaced = index === undefined ? undefined : act.view.retried.get(index);
  const pod = act.world.client.create(pods, newPod(act.job, index, replaced));
  record(act, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
}

function deletePod(act: Act, pod: Frozen<Pod>, uncounted: boolean): void {
  try {
    const current = uncounted ? release(act.world, pod) : pod;
    act.world.client.delete(pods, keyOf(current));
  } catch (error) {
    if (isStatus(error, 'NotFound')) return;
    throw error;
  }
  record(act, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
}
