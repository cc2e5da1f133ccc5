import type { Area } from './area.ts';

/** The specs of [sig-storage] about the API of storage. */
export const storage: readonly Area[] = [
  {
    area: '[sig-storage] CSIInlineVolumes',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: [
      'should run through the lifecycle of a CSIDriver',
      'should support CSIVolumeSource in Pod API',
    ],
  },
  {
    area: '[sig-storage] CSINodes CSI Conformance',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: ['should run through the lifecycle of a csinode'],
  },
  {
    area: '[sig-storage] CSIStorageCapacity',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: ['should support CSIStorageCapacities API operations'],
  },
  {
    area: '[sig-storage] PersistentVolumes CSI Conformance',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: [
      'should apply changes to a pv/pvc status',
      'should run through the lifecycle of a PV and a PVC',
    ],
  },
  {
    area: '[sig-storage] StorageClasses CSI Conformance',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: ['should run through the lifecycle of a StorageClass'],
  },
  {
    area: '[sig-storage] VolumeAttachment Conformance',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: [
      'should apply changes to a volumeattachment status',
      'should run through the lifecycle of a VolumeAttachment',
    ],
  },
  {
    area: '[sig-storage] VolumeAttributesClass [FeatureGate:VolumeAttributesClass]',
    file: 'durable-objects/api/storage/conformance.test.ts',
    specs: ['should run through the lifecycle of a VolumeAttributesClass'],
  },
];
