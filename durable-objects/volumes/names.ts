/** Annotations and finalizers of claims and volumes (component-helpers storage/volume). */
export const bindCompleted = 'pv.kubernetes.io/bind-completed';
export const boundByController = 'pv.kubernetes.io/bound-by-controller';
export const provisionedBy = 'pv.kubernetes.io/provisioned-by';
export const storageProvisioner = 'volume.kubernetes.io/storage-provisioner';
export const betaStorageProvisioner = 'volume.beta.kubernetes.io/storage-provisioner';
export const selectedNode = 'volume.kubernetes.io/selected-node';

export const claimProtection = 'kubernetes.io/pvc-protection';
export const volumeProtection = 'kubernetes.io/pv-protection';
/** Keeps a volume with reclaim policy Delete until its storage is deleted: in-tree plugins. */
export const inTreeDeletion = 'kubernetes.io/pv-controller';
/** The same for external provisioners. */
export const externalDeletion = 'external-provisioner.volume.kubernetes.io/finalizer';

/** The source component of the binder's events. */
export const binderComponent = 'persistentvolume-controller';
