import type { PersistentVolume, PersistentVolumeClaim } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { hasSameMode } from '../matching/satisfies.ts';
import { boundByController, provisionedBy } from '../names.ts';

type Claim = Frozen<PersistentVolumeClaim>;
type Volume = Frozen<PersistentVolume>;

/** The next thing to do for a volume. */
export type VolumeStep =
  | { readonly do: 'setPhase'; readonly phase: 'Available' | 'Bound' }
  | { readonly do: 'release' }
  | { readonly do: 'reclaim' }
  /** `whole`: the claimRef goes; otherwise only its UID, as somebody reserved it by hand. */
  | { readonly do: 'unbind'; readonly whole: boolean }
  | { readonly do: 'mismatch'; readonly claim: Claim }
  /** The claim's own turn will finish it. */
  | { readonly do: 'awaitClaim' };

/** What the binder does with a volume (pv_controller.go, syncVolume); numbered as in SPEC.md. */
export function planVolume(volume: Volume, claim: Claim | undefined): VolumeStep {
  const { claimRef } = volume.spec;
  // 4.1 Nobody's. 4.2 Reserved by name, not yet claimed.
  if (!claimRef?.uid) return { do: 'setPhase', phase: 'Available' };
  // 4.3 The claim has gone, or another one has its name.
  if (!claim || claim.metadata.uid !== claimRef.uid) {
    const { phase } = volume.status;
    return phase === 'Released' || phase === 'Failed' ? { do: 'reclaim' } : { do: 'release' };
  }
  if (!claim.spec.volumeName) {
    // 4.4 The two can never be one. 4.5 The claim is on its way.
    return hasSameMode(volume, claim) ? { do: 'awaitClaim' } : { do: 'mismatch', claim };
  }
  // 4.6 Bound.
  if (claim.spec.volumeName === volume.metadata.name) return { do: 'setPhase', phase: 'Bound' };
  const wasProvisioned = volume.metadata.annotations?.[provisionedBy] !== undefined;
  // 4.7 Made for a claim that found another volume meanwhile.
  if (wasProvisioned && volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
    const { phase } = volume.status;
    return phase === 'Released' || phase === 'Failed' ? { do: 'reclaim' } : { do: 'release' };
  }
  // 4.8 The claim is bound elsewhere: this volume is free again.
  return { do: 'unbind', whole: volume.metadata.annotations?.[boundByController] !== undefined };
}
