import type { Pod } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import type { ContainerRuntime } from './container-state.ts';
import type { PodRuntime } from './records.ts';
import { containersOf, type PlacedContainer, restarts } from './spec.ts';

/** What is to become of a pod's containers now. */
export interface Plan {
  /** Are to run: start them, or start them again when they have ended. */
  readonly run: readonly PlacedContainer[];
  /** Are to stop. */
  readonly stop: readonly PlacedContainer[];
  /** Nothing runs any more and nothing will. */
  readonly isOver: boolean;
}

type Runtime = Pick<PodRuntime, 'containers' | 'stoppingSince'>;

/**
 * The policy of a pod's life, as pure as upstream's computePodActions: init containers one after
 * the other, each sidecar started before what follows it, then all app containers at once; when
 * those have ended for good, or the pod is to stop, the sidecars end in reverse order.
 */
export function planContainers(pod: Frozen<Pod>, runtime: Frozen<Runtime>): Plan {
  const all = containersOf(pod);
  if (runtime.stoppingSince !== undefined) return stopAll(all, runtime);
  const apps = all.filter(({ role }) => role === 'app');
  if (apps.every((placed) => isDone(pod, runtime, placed))) return stopAll(all, runtime);
  const wanted: PlacedContainer[] = [];
  for (const placed of all) {
    if (placed.role !== 'init' && placed.role !== 'sidecar') continue;
    const own = stateOf(runtime, placed);
    if (placed.role === 'init' && own?.phase.is === 'exited') {
      if (own.phase.exitCode === 0) continue;
      // The pod has failed: nothing more starts, and the sidecars before it end.
      if (!restarts(pod, placed, own.phase.exitCode)) return stopAll(all, runtime);
    }
    wanted.push(placed);
    if (placed.role === 'init' || !hasStarted(own)) return { run: wanted, stop: [], isOver: false };
  }
  const ephemeral = all.filter(({ role }) => role === 'ephemeral');
  const run = [...wanted, ...apps, ...ephemeral].filter((placed) => !isDone(pod, runtime, placed));
  return { run, stop: [], isOver: false };
}

/** Whether a container has ended and stays so. */
function isDone(pod: Frozen<Pod>, runtime: Frozen<Runtime>, placed: PlacedContainer): boolean {
  const phase = stateOf(runtime, placed)?.phase;
  return phase?.is === 'exited' && !restarts(pod, placed, phase.exitCode);
}

function stopAll(all: readonly PlacedContainer[], runtime: Frozen<Runtime>): Plan {
  const running = all.filter((placed) => stateOf(runtime, placed)?.phase.is === 'running');
  const others = running.filter(({ role }) => role !== 'sidecar');
  const sidecars = running.filter(({ role }) => role === 'sidecar').reverse();
  const stop = others.length > 0 ? others : sidecars.slice(0, 1);
  return { run: [], stop, isOver: stop.length === 0 };
}

function hasStarted(own: Frozen<ContainerRuntime> | undefined): boolean {
  return own?.phase.is === 'running' && own.phase.isStarted;
}

function stateOf(
  runtime: Frozen<Runtime>,
  { container }: PlacedContainer,
): Frozen<ContainerRuntime> | undefined {
  return runtime.containers[container.name];
}
