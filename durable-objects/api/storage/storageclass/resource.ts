import { defineResource } from '../../../apimachinery/resource.ts';
import { describeStorageClass } from './describe.ts';
import { type StorageClass, storageClassSchema } from './schema.ts';
import { storageClassStrategy } from './strategy.ts';
import { storageClassTable } from './table.ts';

/** Handle of StorageClass: `read.get(storageClasses, key)` is `Frozen<StorageClass> | undefined`. */
export const storageClasses = defineResource<StorageClass>({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'StorageClass',
  plural: 'storageclasses',
  shortNames: ['sc'],
  namespaced: false,
  schema: storageClassSchema,
  strategy: storageClassStrategy,
  table: storageClassTable,
  describe: describeStorageClass,

  returnsDeleted: true,
});
