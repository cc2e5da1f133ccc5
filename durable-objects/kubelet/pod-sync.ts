import { type Pod, pods } from '../api/index.ts';
import { keyOf } from '../apimachinery/meta.ts';
import { isStatus } from '../apimachinery/status-error.ts';
import { second } from '../lib/instant.ts';
import { deepEqual, type Frozen, freeze, thaw } from '../lib/json.ts';
import { advanceContainer } from './container.ts';
import type { ContainerRuntime } from './container-state.ts';
import { evictIfTooLarge } from './eviction.ts';
import { parseReference, referenceText } from './images/index.ts';
import { planContainers } from './lifecycle.ts';
import { timing } from './limits.ts';
import { mountVolumes } from './mounting.ts';
import { advancePostStart } from './post-start.ts';
import { runProbes } from './probes.ts';
import { podGroup, podRuntimes } from './records.ts';
import { forgetPod } from './remove.ts';
import { runContainer } from './run.ts';
import { ensureSandbox, stopSandbox } from './sandbox.ts';
import { containersOf, type PlacedContainer } from './spec.ts';
import { podStatusOf } from './status.ts';
import { advanceStop, beginStop } from './stop.ts';
import { lengthOf, runtimeOf, type Sync, touch, waitUntil } from './sync.ts';

/** Rounds in which one thing leads to another within one moment; a chain of hooks takes several. */
const maxRounds = 30;

/** Does everything for one pod that can be done now, and reports it. */
export function syncPod(sync: Sync): void {
  for (let round = 0; round < maxRounds; round += 1) {
    sync.isChanged = false;
    sync.waits.length = 0;
    syncOnce(sync);
    if (!sync.isChanged) break;
  }
  // What is still changing after that many rounds goes on in a moment.
  if (sync.isChanged) waitUntil(sync, sync.world.awake + 1, `${sync.runtime.name} is busy`);
  const key = { namespace: podGroup(sync.runtime), name: sync.runtime.uid };
  const stored = sync.world.read.record(podRuntimes, key);
  if (!deepEqual(stored, sync.runtime))
    // The draft stays a draft: what is stored is a copy of it.
    sync.world.setRecord(podRuntimes, key, freeze(thaw(sync.runtime)));
  reportStatus(sync);
}

function syncOnce(sync: Sync): void {
  const { pod, runtime } = sync;
  checkStop(sync);
  for (const placed of containersOf(pod)) {
    runContainer(sync, placed);
    const own = runtime.containers[placed.container.name];
    if (own?.phase.is !== 'running') continue;
    advancePostStart(sync, placed, own.phase);
    if (isRedefined(own, placed))
      beginStop(sync, placed, own.phase, pod.spec.terminationGracePeriodSeconds, redefined(placed));
  }
  evictIfTooLarge(sync);
  const plan = planContainers(pod, runtime);
  if (plan.run.length > 0 && mountVolumes(sync) && ensureSandbox(sync))
    for (const placed of plan.run) advanceContainer(sync, placed);
  for (const placed of plan.stop) {
    const { phase } = runtimeOf(sync, placed);
    if (phase.is === 'running') beginStop(sync, placed, phase, graceOf(pod));
  }
  for (const placed of containersOf(pod)) {
    if (!runtime.containers[placed.container.name]) continue;
    advanceStop(sync, placed);
    runProbes(sync, placed);
  }
  if (plan.isOver) {
    stopSandbox(sync);
    awaitRemoval(sync);
  }
}

/** A deleted pod is shown without its containers for a moment before it goes. */
function awaitRemoval(sync: Sync): void {
  const { pod, runtime, world } = sync;
  if (pod.metadata.deletionTimestamp === undefined) return;
  if (runtime.removedAt === undefined) {
    runtime.removedAt = world.awake + lengthOf(sync, timing.removal, 'removal');
    touch(sync);
  } else if (world.awake < runtime.removedAt) {
    waitUntil(sync, runtime.removedAt, `${runtime.name} is removed from its node`);
  }
}

/** The image is the one thing about a running container that can be changed. */
function isRedefined(own: ContainerRuntime, { container }: PlacedContainer): boolean {
  const reference = parseReference(container.image);
  return reference !== undefined && own.image?.reference !== referenceText(reference);
}

function redefined({ container }: PlacedContainer): string {
  return `Container ${container.name} definition changed, will be restarted`;
}

function graceOf(pod: Frozen<Pod>): number {
  return pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds;
}

/** Deletion and the active deadline end everything. */
function checkStop(sync: Sync): void {
  const { pod, runtime, world } = sync;
  const { activeDeadlineSeconds } = pod.spec;
  if (runtime.stoppingSince === undefined && pod.metadata.deletionTimestamp !== undefined) {
    runtime.stoppingSince = world.awake;
    touch(sync);
  }
  if (activeDeadlineSeconds === undefined || runtime.stoppingSince !== undefined) return;
  const isOver = planContainers(pod, runtime).isOver;
  const deadline = runtime.admittedAwake + activeDeadlineSeconds * second;
  if (isOver) return;
  if (world.awake < deadline) {
    waitUntil(sync, deadline, `activeDeadlineSeconds of ${runtime.name} ends`);
    return;
  }
  runtime.failure = {
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
  };
  runtime.stoppingSince = world.awake;
  touch(sync);
}

/** Writes the status if it is another one; a deleted pod whose containers are gone goes. */
function reportStatus(sync: Sync): void {
  const { world, runtime, kubelet } = sync;
  const pod = world.read.get(pods, keyOf(sync.pod));
  if (!pod || pod.metadata.uid !== runtime.uid) return;
  const status = podStatusOf(pod, runtime, kubelet, world.now);
  if (!deepEqual(pod.status, status)) {
    world.client.updateStatus(pods, freeze<Pod>({ ...pod, status } as Pod));
  }
  const isGone = pod.metadata.deletionTimestamp !== undefined && runtime.sandbox.is !== 'ready';
  if (!isGone || !planContainers(pod, runtime).isOver) return;
  if (world.awake >= (runtime.removedAt ?? Number.POSITIVE_INFINITY)) removePod(sync, pod);
}

function removePod({ world, runtime }: Sync, pod: Frozen<Pod>): void {
  try {
    world.client.delete(pods, keyOf(pod), { gracePeriodSeconds: 0, uid: runtime.uid });
  } catch (error) {
    // Somebody else was faster.
    if (!isStatus(error, 'NotFound')) throw error;
  }
  if (!world.read.get(pods, keyOf(pod))) forgetPod(world, runtime);
}
