import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { setPodSpecDefaults } from '../../pod-template/defaults.ts';
import { setClaimSpecDefaults } from '../../pod-template/volume-defaults.ts';
import { type StatefulSet, statefulSetSchema } from './schema.ts';

/** Defaults of a StatefulSet, as pkg/apis/apps/v1/defaults.go has them. */
export function setStatefulSetDefaults(draft: StatefulSet): void {
  fillZeroValues(statefulSetSchema, draft);
  const { spec, status } = draft;
  spec.podManagementPolicy ||= 'OrderedReady';
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  const { updateStrategy } = spec;
  if (!updateStrategy.type) {
    updateStrategy.type = 'RollingUpdate';
    updateStrategy.rollingUpdate ??= { partition: 0 };
  }
  if (updateStrategy.type === 'RollingUpdate' && updateStrategy.rollingUpdate)
    updateStrategy.rollingUpdate.partition ??= 0;
  spec.persistentVolumeClaimRetentionPolicy ??= { whenDeleted: 'Retain', whenScaled: 'Retain' };
  spec.persistentVolumeClaimRetentionPolicy.whenDeleted ||= 'Retain';
  spec.persistentVolumeClaimRetentionPolicy.whenScaled ||= 'Retain';
  setPodSpecDefaults(spec.template.spec);
  for (const template of spec.volumeClaimTemplates ?? []) {
    template.apiVersion ||= 'v1';
    template.kind ||= 'PersistentVolumeClaim';
    setClaimSpecDefaults(template.spec);
    template.status.phase ||= 'Pending';
  }
  status.availableReplicas ??= 0;
}
