import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type CSIDriver, csiDriverSchema } from './schema.ts';

/** Defaults of pkg/apis/storage/v1. */
export function setCSIDriverDefaults(draft: CSIDriver): void {
  fillZeroValues(csiDriverSchema, draft);
  const { spec } = draft;
  spec.attachRequired ??= true;
  spec.podInfoOnMount ??= false;
  spec.storageCapacity ??= false;
  spec.fsGroupPolicy ??= 'ReadWriteOnceWithFSType';
  if (!spec.volumeLifecycleModes?.length) spec.volumeLifecycleModes = ['Persistent'];
  spec.requiresRepublish ??= false;
  spec.seLinuxMount ??= false;
}
