import { persistentVolumes } from '../../api/core/persistentvolume/resource.ts';
import { persistentVolumeClaims } from '../../api/core/persistentvolumeclaim/resource.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { ofResource } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Volumes and claims begin with the finalizer that keeps them while they are in use. */
export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  admit(attributes, draft) {
    if (attributes.operation !== 'CREATE') return;
    protect(ofResource(persistentVolumes, attributes, draft), 'kubernetes.io/pv-protection');
    protect(ofResource(persistentVolumeClaims, attributes, draft), 'kubernetes.io/pvc-protection');
  },
};

function protect(object: KubeObject | undefined, finalizer: string): void {
  if (!object) return;
  const finalizers = object.metadata.finalizers ?? [];
  if (!finalizers.includes(finalizer)) object.metadata.finalizers = [...finalizers, finalizer];
}
