import type { PersistentVolume, PersistentVolumeClaim } from '../../api/index.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';

type Volume = Frozen<PersistentVolume>;
type Claim = Frozen<PersistentVolumeClaim>;

/** The older way to name a class; it wins over spec.storageClassName. */
const betaClass = 'volume.beta.kubernetes.io/storage-class';

/** The claim's class; '' for none. */
export function classOfClaim(claim: Claim): string {
  return claim.metadata.annotations?.[betaClass] ?? claim.spec.storageClassName ?? '';
}

/** False when the claim says nothing at all about its class, so that a default may be filled in. */
export function namesClass(claim: Claim): boolean {
  return (
    claim.metadata.annotations?.[betaClass] !== undefined ||
    claim.spec.storageClassName !== undefined
  );
}

export function classOfVolume(volume: Volume): string {
  return volume.metadata.annotations?.[betaClass] ?? volume.spec.storageClassName ?? '';
}

/** True when every mode the claim asks for is among the volume's. */
export function hasAccessModes(volume: Volume, claim: Claim): boolean {
  return claim.spec.accessModes.every((mode) => volume.spec.accessModes?.includes(mode));
}

export function isLargeEnough(volume: Volume, claim: Claim): boolean {
  const asked = parseQuantity(claim.spec.resources.requests?.storage ?? '0');
  return compareQuantities(capacityOf(volume), asked) >= 0;
}

export function capacityOf(volume: Volume): Quantity {
  return parseQuantity(volume.spec.capacity.storage ?? '0');
}

export function hasSameMode(volume: Volume, claim: Claim): boolean {
  return (volume.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem');
}

export function hasSameAttributes(volume: Volume, claim: Claim): boolean {
  const ofVolume = volume.spec.volumeAttributesClassName ?? '';
  return ofVolume === (claim.spec.volumeAttributesClassName ?? '');
}

/** True when the volume is bound, or reserved, to this very claim. */
export function isClaimedBy(volume: Volume, claim: Claim): boolean {
  const claimRef = volume.spec.claimRef;
  return (
    claimRef !== undefined &&
    claimRef.name === claim.metadata.name &&
    claimRef.namespace === claim.metadata.namespace &&
    (claimRef.uid === undefined || claimRef.uid === '' || claimRef.uid === claim.metadata.uid)
  );
}

/**
 * Why a volume that the claim names can't be bound to it; undefined when it can. The selector and
 * the node affinity don't matter to a claim that names its volume
 * (pv_controller.go, checkVolumeSatisfyClaim).
 */
export function whyUnsatisfied(volume: Volume, claim: Claim): string | undefined {
  if (volume.metadata.deletionTimestamp) {
    return `the volume is marked for deletion ${JSON.stringify(volume.metadata.name)}`;
  }
  if (!isLargeEnough(volume, claim)) return 'requested PV is too small';
  if (classOfVolume(volume) !== classOfClaim(claim)) return 'storageClassName does not match';
  if (!hasSameAttributes(volume, claim)) return 'volumeAttributesClassName does not match';
  if (!hasSameMode(volume, claim)) return 'incompatible volumeMode';
  if (!hasAccessModes(volume, claim)) return 'incompatible accessMode';
  return undefined;
}
