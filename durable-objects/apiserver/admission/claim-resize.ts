import { persistentVolumeClaims } from '../../api/core/persistentvolumeclaim/resource.ts';
import type { PersistentVolumeClaim } from '../../api/core/persistentvolumeclaim/schema.ts';
import { storageClasses } from '../../api/storage/storageclass/resource.ts';
import { compareQuantities } from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { frozenOf, refused } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

type Claim = Frozen<PersistentVolumeClaim>;

/** Only a bound claim of a class that allows it grows (plugin/pkg/admission/storage). */
export const claimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate(attributes, object) {
    const claim = frozenOf(persistentVolumeClaims, attributes, object);
    const old = frozenOf(persistentVolumeClaims, attributes, attributes.old);
    if (!claim || !old || attributes.operation !== 'UPDATE') return undefined;
    const before = storageOf(old);
    const after = storageOf(claim);
    if (!before || !after || compareQuantities(after, before) <= 0) return undefined;
    if (old.status.phase !== 'Bound') {
      throw refused(attributes, 'Only bound persistent volume claims can be expanded');
    }
    if (!mayGrow(claim, old, attributes.read)) {
      throw refused(
        attributes,
        'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
      );
    }
    return undefined;
  },
};

function storageOf({ spec }: Claim): string | undefined {
  return spec.resources?.requests?.storage;
}

function mayGrow(claim: Claim, old: Claim, read: Reader): boolean {
  const name = claim.spec.storageClassName ?? '';
  if (name === '' || name !== old.spec.storageClassName) return false;
  return read.get(storageClasses, { namespace: '', name })?.allowVolumeExpansion === true;
}
