import type { Pod } from '../api/index.ts';
import type { World } from '../control/world.ts';
import type { Duration } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import type { Listeners } from '../network/listeners.ts';
import type { RecordAccess } from '../volumes/contents/index.ts';
import type { ContainerRuntime } from './container-state.ts';
import type { ImageCatalog } from './images/index.ts';
import type { Kubelet, PodRuntime } from './records.ts';
import type { PlacedContainer } from './spec.ts';

/** A moment on the awake clock that a pod waits for. */
export interface PodWait {
  readonly until: Duration;
  readonly because: string;
}

/** One reconcile of one pod: what is read, and the runtime state as it is being changed. */
export interface Sync {
  readonly pod: Frozen<Pod>;
  readonly world: World;
  readonly kubelet: Frozen<Kubelet>;
  readonly catalog: ImageCatalog;
  readonly listeners: Listeners;
  /** A draft: whoever changes it says so by `touch`. */
  readonly runtime: PodRuntime;
  readonly waits: PodWait[];
  isChanged: boolean;
}

/** Says that the runtime state was changed, so that everything is looked at once more. */
export function touch(sync: Sync): void {
  sync.isChanged = true;
}

/** Says that nothing but time is missing until then. */
export function waitUntil(sync: Sync, until: Duration, because: string): void {
  sync.waits.push({ until, because });
}

/** The state of one container, made when first asked for. */
export function runtimeOf(sync: Sync, { container }: PlacedContainer): ContainerRuntime {
  const known = sync.runtime.containers[container.name];
  if (known) return known;
  const made: ContainerRuntime = { phase: { is: 'new' }, attempts: 0 };
  sync.runtime.containers[container.name] = made;
  touch(sync);
  return made;
}

/** The records a reconcile may write. */
export function accessOf(world: World): RecordAccess {
  return { read: world.read, setRecord: (type, key, value) => world.setRecord(type, key, value) };
}

/** A keyed length of time in a range, e.g. how long this pull takes. */
export function lengthOf(
  sync: Sync,
  range: readonly [number, number],
  ...parts: readonly string[]
): Duration {
  const random = sync.world.random('kubelet-latency', sync.runtime.uid, ...parts);
  return range[0] + random.below(range[1] - range[0] + 1);
}

/** Records an event about the pod or one of its containers. */
export function record(
  sync: Sync,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  placed?: PlacedContainer,
): void {
  sync.world.events.record({
    about: sync.pod,
    type,
    reason,
    message,
    component: 'kubelet',
    host: sync.runtime.node,
    ...(placed ? { fieldPath: placed.fieldPath } : {}),
  });
}
