import { defineResource } from '../../../apimachinery/resource.ts';
import { describeClaim } from './describe.ts';
import { type PersistentVolumeClaim, persistentVolumeClaimSchema } from './schema.ts';
import { persistentVolumeClaimStrategy } from './strategy.ts';
import { persistentVolumeClaimTable } from './table.ts';

/** Handle of PersistentVolumeClaim: `read.get(persistentVolumeClaims, key)` is `Frozen<PersistentVolumeClaim> | undefined`. */
export const persistentVolumeClaims = defineResource<PersistentVolumeClaim>({
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  shortNames: ['pvc'],
  namespaced: true,
  schema: persistentVolumeClaimSchema,
  strategy: persistentVolumeClaimStrategy,
  table: persistentVolumeClaimTable,
  describe: describeClaim,
  subresources: { status: true },

  returnsDeleted: true,
});
