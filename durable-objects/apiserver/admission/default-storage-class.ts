import { persistentVolumeClaims } from '../../api/core/persistentvolumeclaim/resource.ts';
import { storageClasses } from '../../api/storage/storageclass/resource.ts';
import type { StorageClass } from '../../api/storage/storageclass/schema.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { ofResource } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

const classAnnotation = 'volume.beta.kubernetes.io/storage-class';
const defaultAnnotations = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** A claim that names no class gets the default one (plugin/pkg/admission/storage). */
export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  admit(attributes, draft) {
    const claim = ofResource(persistentVolumeClaims, attributes, draft);
    if (!claim || attributes.operation !== 'CREATE') return;
    if (claim.metadata.annotations?.[classAnnotation] !== undefined) return;
    // '' is a choice: no class.
    if (claim.spec.storageClassName !== undefined) return;
    const chosen = defaultClass(attributes.read);
    if (chosen) claim.spec.storageClassName = chosen.metadata.name;
  },
};

/** The newest class that is marked as the default; of equally new ones the first by name. */
function defaultClass(read: Reader): Frozen<StorageClass> | undefined {
  const marked = read
    .list(storageClasses)
    .filter(({ metadata }) =>
      defaultAnnotations.some((name) => metadata.annotations?.[name] === 'true'),
    );
  return marked.reduce<Frozen<StorageClass> | undefined>(
    (best, one) =>
      best && best.metadata.creationTimestamp >= one.metadata.creationTimestamp ? best : one,
    undefined,
  );
}
