import { persistentVolumeClaims, type Volume } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import { parseReference } from './images/index.ts';
import { timing } from './limits.ts';
import { placeOf } from './processes.ts';
import { containersOf } from './spec.ts';
import { accessOf, record, type Sync, touch, waitUntil } from './sync.ts';
import { payloadContext } from './volumes/mounts.ts';
import { payloadOf, SetUpError } from './volumes/payload.ts';
import { setUpStored } from './volumes/set-up.ts';
import { sourceOf } from './volumes/sources.ts';

/**
 * Mounts all volumes that the pod's containers use: true once each is there. What fails is tried
 * again after a while with its event, or at once when what it lacked has come.
 */
export function mountVolumes(sync: Sync): boolean {
  const { runtime } = sync;
  if (runtime.isMounted) return true;
  let isComplete = true;
  for (const volume of usedVolumes(sync)) {
    const message = tryMount(sync, volume);
    if (message === undefined) {
      if (runtime.failedMounts[volume.name]) delete runtime.failedMounts[volume.name];
    } else {
      isComplete = false;
      failMount(sync, volume, message);
    }
  }
  if (!isComplete) return false;
  runtime.isMounted = true;
  touch(sync);
  return true;
}

function usedVolumes({ pod }: Sync): readonly Frozen<Volume>[] {
  const used = containersOf(pod).flatMap(({ container }) => [
    ...(container.volumeMounts ?? []).map(({ name }) => name),
    ...(container.volumeDevices ?? []).map(({ name }) => name),
  ]);
  return (pod.spec.volumes ?? []).filter(({ name }) => used.includes(name));
}

/** Why a volume can't be mounted, as its event says it. */
function tryMount(sync: Sync, volume: Frozen<Volume>): string | undefined {
  const { world, pod, runtime } = sync;
  const source = sourceOf(world.read, pod, runtime.node, volume);
  if (source.is === 'failed') return source.message;
  const failed = (why: string) => `MountVolume.SetUp failed for volume "${volume.name}" : ${why}`;
  if (source.is === 'image') {
    const reference = parseReference(source.reference);
    const found = reference ? sync.catalog.find(reference) : 'no-repository';
    return typeof found === 'string'
      ? failed(`image "${source.reference}" is not in LabSet's image catalogue`)
      : undefined;
  }
  try {
    if (source.is === 'rendered')
      payloadOf({ ...payloadContext(placeOf(sync), ''), token: () => '' }, volume);
    else setUpStored(accessOf(world), world.now, pod, volume, source);
    return undefined;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    const isLocal = source.is === 'stored' && source.check?.type === 'local';
    return isLocal
      ? `MountVolume.NewMounter initialization failed for volume "${claimedName(sync, volume)}" : ${error.message}`
      : failed(error.message);
  }
}

/** Messages about a claim's volume name the PersistentVolume. */
function claimedName({ world, pod }: Sync, volume: Frozen<Volume>): string {
  const name = volume.persistentVolumeClaim?.claimName ?? `${pod.metadata.name}-${volume.name}`;
  const claim = world.read.get(persistentVolumeClaims, {
    namespace: pod.metadata.namespace ?? '',
    name,
  });
  return claim?.spec.volumeName ?? volume.name;
}

function failMount(sync: Sync, volume: Frozen<Volume>, message: string): void {
  const { failedMounts, name } = sync.runtime;
  const { awake } = sync.world;
  const known = failedMounts[volume.name];
  if (!known || known.message !== message || awake >= known.retryAt) {
    record(sync, 'Warning', 'FailedMount', message);
    const failures = known?.message === message ? known.failures + 1 : 1;
    const wait = Math.min(timing.firstMountRetry * 2 ** (failures - 1), timing.longestMountRetry);
    failedMounts[volume.name] = { message, failures, retryAt: awake + wait };
    touch(sync);
  }
  const retryAt = failedMounts[volume.name]?.retryAt ?? awake;
  waitUntil(sync, retryAt, `mounting ${volume.name} into ${name} is tried again`);
}
