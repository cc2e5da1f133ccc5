import { defineResource } from '../../../apimachinery/resource.ts';
import { describeVolumeAttributesClass } from './describe.ts';
import { type VolumeAttributesClass, volumeAttributesClassSchema } from './schema.ts';
import { volumeAttributesClassStrategy } from './strategy.ts';
import { volumeAttributesClassTable } from './table.ts';

/** Handle of VolumeAttributesClass: `read.get(volumeAttributesClasses, key)` is `Frozen<VolumeAttributesClass> | undefined`. */
export const volumeAttributesClasses = defineResource<VolumeAttributesClass>({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'VolumeAttributesClass',
  plural: 'volumeattributesclasses',
  shortNames: ['vac'],
  namespaced: false,
  schema: volumeAttributesClassSchema,
  strategy: volumeAttributesClassStrategy,
  table: volumeAttributesClassTable,
  describe: describeVolumeAttributesClass,
  returnsDeleted: true,
});
