import { quantityValue } from '../apimachinery/quantity.ts';
import { emptyDirContents, headOf } from '../volumes/contents/index.ts';
import { record, type Sync, touch } from './sync.ts';

/**
 * Evicts a pod one of whose emptyDirs has outgrown its sizeLimit. On memory the limit is the
 * size of the tmpfs, which is full instead.
 */
export function evictIfTooLarge(sync: Sync): void {
  const { pod, runtime, world } = sync;
  if (runtime.stoppingSince !== undefined) return;
  for (const { name, emptyDir } of pod.spec.volumes ?? []) {
    const limit = emptyDir?.sizeLimit;
    if (limit === undefined || emptyDir?.medium === 'Memory') continue;
    const { bytes } = headOf(world.read, emptyDirContents(runtime.uid, name));
    if (bytes <= quantityValue(limit)) continue;
    // The space at its end is upstream's.
    const message = `Usage of EmptyDir volume "${name}" exceeds the limit "${limit}". `;
    record(sync, 'Warning', 'Evicted', message);
    runtime.failure = { reason: 'Evicted', message };
    runtime.stoppingSince = world.awake;
    touch(sync);
    return;
  }
}
