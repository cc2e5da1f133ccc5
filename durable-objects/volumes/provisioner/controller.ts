import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  persistentVolumeClaims,
  persistentVolumes,
} from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import type { Frozen } from '../../lib/json.ts';
import { makeVolume } from '../binder/provision.ts';
import { deleteVolume } from '../binder/reclaim.ts';
import { isDelayed, storageClassNamed } from '../matching/classes.ts';
import { classOfClaim } from '../matching/satisfies.ts';
import { provisionedBy, selectedNode, storageProvisioner } from '../names.ts';
import type { VolumePlugin } from '../plugins.ts';

/**
 * An external provisioner (sig-storage-lib-external-provisioner): makes volumes for the claims
 * that the binder hands to it, and deletes those it made once they are released.
 */
export function createProvisioner(plugin: VolumePlugin): Controller {
  return {
    name: `provisioner ${plugin.provisioner}`,
    wakes({ resource, key }) {
      const isMine =
        resource.plural === persistentVolumeClaims.plural ||
        resource.plural === persistentVolumes.plural;
      return isMine ? [key] : [];
    },
    reconcile(key, world) {
      if (key.namespace === '') reconcileVolume(key, plugin, world);
      else reconcileClaim(key, plugin, world);
      return undefined;
    },
  };
}

function reconcileClaim(key: Key, plugin: VolumePlugin, world: World): void {
  const claim = world.read.get(persistentVolumeClaims, key);
  if (!claim || !isMine(claim, plugin)) return;
  const storageClass = storageClassNamed(world.read, classOfClaim(claim));
  if (storageClass?.provisioner !== plugin.provisioner) return;
  if (isDelayed(storageClass) && !claim.metadata.annotations?.[selectedNode]) return;
  const volume = { namespace: '', name: `pvc-${claim.metadata.uid}` };
  if (world.read.get(persistentVolumes, volume)) return;
  const about = { about: claim, component: plugin.provisioner } as const;
  if (claim.spec.selector) {
    const why = 'claim Selector is not supported';
    const message = `failed to provision volume with StorageClass ${JSON.stringify(storageClass.metadata.name)}: ${why}`;
    world.events.recordOnce({ ...about, type: 'Warning', reason: 'ProvisioningFailed', message });
    return;
  }
  const name = JSON.stringify(`${key.namespace}/${key.name}`);
  const message = `External provisioner is provisioning volume for claim ${name}`;
  world.events.record({ ...about, type: 'Normal', reason: 'Provisioning', message });
  makeVolume(claim, storageClass, plugin, world);
}

function isMine(claim: Frozen<PersistentVolumeClaim>, plugin: VolumePlugin): boolean {
  return (
    !claim.spec.volumeName &&
    !claim.metadata.deletionTimestamp &&
    claim.metadata.annotations?.[storageProvisioner] === plugin.provisioner
  );
}

function reconcileVolume(key: Key, plugin: VolumePlugin, world: World): void {
  const volume: Frozen<PersistentVolume> | undefined = world.read.get(persistentVolumes, key);
  if (volume?.metadata.annotations?.[provisionedBy] !== plugin.provisioner) return;
  const isReleased = volume.status.phase === 'Released';
  if (isReleased && volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
    deleteVolume(volume, world);
  }
}
