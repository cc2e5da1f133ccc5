import { persistentVolumeClaims, persistentVolumes, pods } from '../api/index.ts';
import { defineIndex } from '../storage/store.ts';
import { classOfClaim, classOfVolume } from './matching/satisfies.ts';
import { bindCompleted } from './names.ts';

/** Volumes that a claim of this class may take. */
export const availableVolumes = defineIndex(persistentVolumes, (volume) =>
  volume.status.phase === 'Available' && !volume.spec.claimRef ? [classOfVolume(volume)] : [],
);

/** Volumes by the claim they are bound to or reserved for, `namespace/name`. */
export const volumesByClaim = defineIndex(persistentVolumes, ({ spec: { claimRef } }) =>
  claimRef ? [`${claimRef.namespace}/${claimRef.name}`] : [],
);

/** Claims that are not bound yet, by class. */
export const unboundClaims = defineIndex(persistentVolumeClaims, (claim) =>
  claim.metadata.annotations?.[bindCompleted] === undefined ? [classOfClaim(claim)] : [],
);

/** Claims by the volume they name. */
export const claimsByVolume = defineIndex(persistentVolumeClaims, ({ spec }) =>
  spec.volumeName ? [spec.volumeName] : [],
);

/** Pods by the claims they use, `namespace/name`; ephemeral volumes use `<pod>-<volume>`. */
export const podsByClaim = defineIndex(pods, (pod) =>
  (pod.spec.volumes ?? []).flatMap((volume) => {
    const name = volume.persistentVolumeClaim
      ? volume.persistentVolumeClaim.claimName
      : volume.ephemeral && `${pod.metadata.name}-${volume.name}`;
    return name ? [`${pod.metadata.namespace}/${name}`] : [];
  }),
);
