import { accessModesText, storageClassOf } from '../../../apimachinery/access-modes.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import {
  writeAnnotations,
  writeLabels,
  writeList,
} from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { type Frozen, isObject } from '../../../lib/json.ts';
import type { PersistentVolumeClaim } from './schema.ts';

/** `kubectl describe persistentvolumeclaim`. */
export const describeClaim: Describe<PersistentVolumeClaim> = (claim, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = claim;
    const { deletionTimestamp } = metadata;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'StorageClass', storageClassOf(metadata.annotations, spec.storageClassName));
    const phase = deletionTimestamp
      ? `Terminating (lasts ${ageOf(deletionTimestamp, context.now)})`
      : status.phase;
    writer.field(0, 'Status', phase);
    writer.field(0, 'Volume', spec.volumeName);
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'Finalizers', `[${(metadata.finalizers ?? []).join(' ')}]`);
    const isBound = Boolean(spec.volumeName);
    writer.field(0, 'Capacity', isBound ? (status.capacity?.storage ?? '0') : '');
    writer.field(0, 'Access Modes', isBound ? accessModesText(status.accessModes) : '');
    writer.field(0, 'VolumeMode', spec.volumeMode);
    if (spec.dataSource) {
      writer.line(0, 'DataSource:');
      if (spec.dataSource.apiGroup) writer.field(1, 'APIGroup', spec.dataSource.apiGroup);
      writer.field(1, 'Kind', spec.dataSource.kind);
      writer.field(1, 'Name', spec.dataSource.name);
    }
    const users = context
      .list('pods', '', metadata.namespace)
      .filter((pod) => usesClaim(pod, claim))
      .map((pod) => pod.metadata.name);
    writeList(writer, 'Used By', [...users].sort());
    writeConditions(writer, claim);
    writeEvents(writer, claim, context);
  });

function writeConditions(writer: DescribeWriter, { status }: Frozen<PersistentVolumeClaim>): void {
  if (!status.conditions?.length) return;
  writer.line(0, 'Conditions:');
  writer.line(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage');
  writer.line(1, '----\t------\t-----------------\t------------------\t------\t-------');
  for (const condition of status.conditions) {
    const { type, status: value, reason = '', message = '' } = condition;
    const probed = longTime(condition.lastProbeTime);
    const changed = longTime(condition.lastTransitionTime);
    writer.line(1, `${type} \t${value} \t${probed} \t${changed} \t${reason} \t${message}`);
  }
}

/** Pods are read by shape, because kinds do not know one another. */
function usesClaim(pod: Frozen<KubeObject>, claim: Frozen<PersistentVolumeClaim>): boolean {
  const owns = claim.metadata.ownerReferences?.some(
    ({ kind, uid }) => kind === 'Pod' && uid === pod.metadata.uid,
  );
  if (owns) return true;
  const spec: unknown = Reflect.get(pod, 'spec');
  const volumes = isObject(spec) && Array.isArray(spec.volumes) ? spec.volumes : [];
  return volumes.some(
    (volume) =>
      isObject(volume) &&
      isObject(volume.persistentVolumeClaim) &&
      volume.persistentVolumeClaim.claimName === claim.metadata.name,
  );
}
