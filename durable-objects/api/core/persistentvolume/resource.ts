import { defineResource } from '../../../apimachinery/resource.ts';
import { describeVolume } from './describe.ts';
import { type PersistentVolume, persistentVolumeSchema } from './schema.ts';
import { persistentVolumeStrategy } from './strategy.ts';
import { persistentVolumeTable } from './table.ts';

/** Handle of PersistentVolume: `read.get(persistentVolumes, key)` is `Frozen<PersistentVolume> | undefined`. */
export const persistentVolumes = defineResource<PersistentVolume>({
  group: '',
  version: 'v1',
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  shortNames: ['pv'],
  namespaced: false,
  schema: persistentVolumeSchema,
  strategy: persistentVolumeStrategy,
  table: persistentVolumeTable,
  describe: describeVolume,
  subresources: { status: true },

  returnsDeleted: true,
});
