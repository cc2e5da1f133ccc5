export {
  type ModifyVolumeStatus,
  type PersistentVolumeClaim,
  type PersistentVolumeClaimCondition,
  type PersistentVolumeClaimSpec,
  type PersistentVolumeClaimStatus,
  persistentVolumeClaimSchema,
} from '../../pod-template/claim.ts';
