import { type PersistentVolume, persistentVolumes } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { removeVolumeFiles } from '../contents/index.ts';
import { binderComponent, externalDeletion, inTreeDeletion, provisionedBy } from '../names.ts';
import type { VolumePlugin } from '../plugins.ts';
import { setVolumePhase, unbind } from './bind.ts';

type Volume = Frozen<PersistentVolume>;

/** What becomes of a volume whose claim has gone (pv_controller.go, reclaimVolume). */
export function reclaim(volume: Volume, world: World, plugins: readonly VolumePlugin[]): void {
  switch (volume.spec.persistentVolumeReclaimPolicy) {
    case 'Retain':
      return;
    case 'Delete':
      deleteStorage(volume, world, plugins);
      return;
    case 'Recycle':
      recycle(volume, world);
      return;
    default: {
      const message = 'Volume has unrecognized PersistentVolumeReclaimPolicy';
      fail(volume, 'VolumeUnknownReclaimPolicy', message, world);
      return;
    }
  }
}

/** Removes a volume's data and then the volume. */
export function deleteVolume(volume: Volume, world: World): void {
  removeVolumeFiles(world, volume);
  const free = edit<PersistentVolume>(volume, (draft) => {
    draft.metadata.finalizers =
      draft.metadata.finalizers?.filter(
        (name) => name !== inTreeDeletion && name !== externalDeletion,
      ) ?? [];
  });
  const current = free === volume ? volume : world.client.update(persistentVolumes, free);
  const isLeft = world.read.get(persistentVolumes, keyOf(current));
  if (isLeft && !isLeft.metadata.deletionTimestamp) {
    world.client.delete(persistentVolumes, keyOf(current));
  }
}

function deleteStorage(volume: Volume, world: World, plugins: readonly VolumePlugin[]): void {
  const provisioner = volume.metadata.annotations?.[provisionedBy];
  const plugin = plugins.find((candidate) =>
    provisioner ? candidate.provisioner === provisioner : candidate.owns(volume),
  );
  // External provisioners delete what they made themselves.
  if (provisioner && !plugin?.inTree && !provisioner.startsWith('kubernetes.io/')) return;
  // A driver that is gone, or whose volumes were made by hand, may still come for them.
  if (!provisioner && volume.spec.csi) return;
  if (!plugin?.inTree) {
    const name = JSON.stringify(volume.metadata.name);
    const why = 'no deletable volume plugin matched';
    const message = `error getting deleter volume plugin for volume ${name}: ${why}`;
    fail(volume, 'VolumeFailedDelete', message, world);
    return;
  }
  const why = plugin.whyNotDeletable(volume);
  if (why === undefined) deleteVolume(volume, world);
  else fail(volume, 'VolumeFailedDelete', why, world);
}

function recycle(volume: Volume, world: World): void {
  if (!volume.spec.hostPath && !volume.spec.nfs) {
    const message = 'No recycler plugin found for the volume!';
    fail(volume, 'VolumeFailedRecycle', message, world);
    return;
  }
  removeVolumeFiles(world, volume);
  world.events.record({
    about: volume,
    component: binderComponent,
    type: 'Normal',
    reason: 'VolumeRecycled',
    message: 'Volume recycled',
  });
  world.client.update(persistentVolumes, unbind(volume, true));
}

function fail(volume: Volume, reason: string, message: string, world: World): void {
  const about = { about: volume, component: binderComponent, type: 'Warning' } as const;
  if (volume.status.phase !== 'Failed') world.events.record({ ...about, reason, message });
  setVolumePhase(volume, 'Failed', message, world);
}
