import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  persistentVolumeClaims,
  persistentVolumes,
} from '../../api/index.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen, thaw } from '../../lib/json.ts';
import { isClaimedBy } from '../matching/satisfies.ts';
import { bindCompleted, boundByController } from '../names.ts';

type Claim = Frozen<PersistentVolumeClaim>;
type Volume = Frozen<PersistentVolume>;

/**
 * Makes a claim and a volume one. Four writes in this order, so that whatever is interrupted is
 * completed by the next reconcile: the volume's claimRef, its phase, the claim's volumeName, its
 * status.
 */
export function bind(volume: Volume, claim: Claim, world: World): void {
  const claimed = world.client.update(persistentVolumes, withClaim(volume, claim));
  setVolumePhase(claimed, 'Bound', '', world);
  const named = world.client.update(persistentVolumeClaims, withVolume(claim, volume));
  world.client.updateStatus(persistentVolumeClaims, withBoundStatus(named, volume));
}

/** A volume without its claim: free, or reserved by name again as somebody had it. */
export function unbind(volume: Volume, whole: boolean): Volume {
  return edit<PersistentVolume>(volume, (draft) => {
    if (!whole) {
      delete draft.spec.claimRef?.uid;
      delete draft.spec.claimRef?.resourceVersion;
      return;
    }
    delete draft.spec.claimRef;
    if (draft.metadata.annotations) delete draft.metadata.annotations[boundByController];
  });
}

/** Sets a volume's phase, with a message for what failed. */
export function setVolumePhase(
  volume: Volume,
  phase: string,
  message: string,
  world: World,
): Volume {
  if (volume.status.phase === phase) return volume;
  const next = edit<PersistentVolume>(volume, (draft) => {
    draft.status.phase = phase;
    if (message === '') delete draft.status.message;
    else draft.status.message = message;
  });
  return world.client.updateStatus(persistentVolumes, next);
}

/** Sets an unbound claim's phase; what it knew of a volume is forgotten. */
export function setClaimPhase(claim: Claim, phase: 'Pending' | 'Lost', world: World): void {
  const next = edit<PersistentVolumeClaim>(claim, (draft) => {
    draft.status.phase = phase;
    delete draft.status.accessModes;
    delete draft.status.capacity;
  });
  world.client.updateStatus(persistentVolumeClaims, next);
}

function withClaim(volume: Volume, claim: Claim): Volume {
  const { namespace = '', name, uid, resourceVersion } = claim.metadata;
  if (isClaimedBy(volume, claim) && volume.spec.claimRef?.uid === uid) return volume;
  return edit<PersistentVolume>(volume, (draft) => {
    // A volume that somebody reserved by hand stays theirs when the claim goes.
    if (!isClaimedBy(volume, claim)) {
      draft.metadata.annotations = { ...draft.metadata.annotations, [boundByController]: 'yes' };
    }
    const { apiVersion, kind } = claim;
    draft.spec.claimRef = { apiVersion, kind, namespace, name, uid, resourceVersion };
  });
}

function withVolume(claim: Claim, volume: Volume): Claim {
  return edit<PersistentVolumeClaim>(claim, (draft) => {
    const annotations: { [key: string]: string } = {
      ...draft.metadata.annotations,
      [bindCompleted]: 'yes',
    };
    if (draft.spec.volumeName !== volume.metadata.name) {
      draft.spec.volumeName = volume.metadata.name;
      annotations[boundByController] = 'yes';
    }
    draft.metadata.annotations = annotations;
  });
}

function withBoundStatus(claim: Claim, volume: Volume): Claim {
  return edit<PersistentVolumeClaim>(claim, (draft) => {
    // The capacity is the volume's at the moment of binding; later changes are the resizer's.
    if (draft.status.phase !== 'Bound') {
      draft.status.capacity = thaw<{ [name: string]: string }>(volume.spec.capacity);
    }
    draft.status.phase = 'Bound';
    draft.status.accessModes = thaw<string[]>(volume.spec.accessModes);
  });
}
