import { accessModesText, storageClassOf } from '../../../apimachinery/access-modes.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import { type DescribeWriter, describeText } from '../../../apimachinery/describe/writer.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import { writeSource } from '../../pod-template/describe/volumes.ts';
import type { PersistentVolume } from './schema.ts';
import { volumeSourceFields } from './source-validation.ts';

/** `kubectl describe persistentvolume`. */
export const describeVolume: Describe<PersistentVolume> = (volume, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = volume;
    const { deletionTimestamp } = metadata;
    writer.field(0, 'Name', metadata.name);
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'Finalizers', `[${(metadata.finalizers ?? []).join(' ')}]`);
    writer.field(0, 'StorageClass', storageClassOf(metadata.annotations, spec.storageClassName));
    const phase = deletionTimestamp
      ? `Terminating (lasts ${ageOf(deletionTimestamp, context.now)})`
      : status.phase;
    writer.field(0, 'Status', phase);
    const { claimRef } = spec;
    const claim = claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : '';
    writer.field(0, 'Claim', claim);
    writer.field(0, 'Reclaim Policy', spec.persistentVolumeReclaimPolicy);
    writer.field(0, 'Access Modes', accessModesText(spec.accessModes));
    writer.field(0, 'VolumeMode', spec.volumeMode);
    writer.field(0, 'Capacity', spec.capacity.storage ?? '0');
    writeNodeAffinity(writer, volume);
    writer.field(0, 'Message', status.message);
    writer.line(0, 'Source:');
    const field = volumeSourceFields.find((name) => spec[name] !== undefined);
    if (!field || !writeSource(writer, field, { ...spec[field] })) writer.line(1, '<unknown>');
    writeEvents(writer, volume, context);
  });

function writeNodeAffinity(writer: DescribeWriter, { spec }: Frozen<PersistentVolume>): void {
  const required = spec.nodeAffinity?.required;
  writer.field(0, 'Node Affinity', required ? '' : '<none>');
  if (!required) return;
  const terms = required.nodeSelectorTerms;
  writer.field(1, 'Required Terms', terms.length === 0 ? '<none>' : '');
  terms.forEach(({ matchExpressions = [] }, i) => {
    if (matchExpressions.length === 0) writer.field(2, `Term ${i}`, '<none>');
    matchExpressions.forEach(({ key, operator, values = [] }, k) => {
      const list = values.length === 0 ? '' : ` [${values.join(', ')}]`;
      const text = `${key} ${operator.toLowerCase()}${list}`;
      writer.line(2, k === 0 ? `Term ${i}:\t${text}` : `\t${text}`);
    });
  });
}
