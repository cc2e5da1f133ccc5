import { formatLabels } from '../../../apimachinery/columns.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { type DescribeWriter, describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { StorageClass } from './schema.ts';
import { isDefaultClass } from './table.ts';

/** `kubectl describe storageclass`. */
export const describeStorageClass: Describe<StorageClass> = (storageClass, context) =>
  describeText((writer) => {
    const { metadata, allowVolumeExpansion: expands } = storageClass;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'IsDefaultClass', isDefaultClass(storageClass) ? 'Yes' : 'No');
    writer.field(0, 'Annotations', formatLabels(metadata.annotations));
    writer.field(0, 'Provisioner', storageClass.provisioner);
    writer.field(0, 'Parameters', formatLabels(storageClass.parameters));
    const expansion = expands === undefined ? '<unset>' : expands ? 'True' : 'False';
    writer.field(0, 'AllowVolumeExpansion', expansion);
    const options = storageClass.mountOptions ?? [];
    writer.line(0, options.length === 0 ? 'MountOptions:\t<none>' : 'MountOptions:');
    for (const option of options) writer.line(1, option);
    writer.field(0, 'ReclaimPolicy', storageClass.reclaimPolicy);
    writer.field(0, 'VolumeBindingMode', storageClass.volumeBindingMode);
    if (storageClass.allowedTopologies) writeTopologies(writer, storageClass);
    writeEvents(writer, storageClass, context);
  });

function writeTopologies(
  writer: DescribeWriter,
  { allowedTopologies = [] }: Frozen<StorageClass>,
): void {
  writer.field(0, 'AllowedTopologies', allowedTopologies.length === 0 ? '<none>' : '');
  allowedTopologies.forEach(({ matchLabelExpressions = [] }, i) => {
    if (matchLabelExpressions.length === 0) writer.field(1, `Term ${i}`, '<none>');
    matchLabelExpressions.forEach(({ key, values }, k) => {
      const text = `${key} in${values.length === 0 ? '' : ` [${values.join(', ')}]`}`;
      writer.line(1, k === 0 ? `Term ${i}:\t${text}` : `\t${text}`);
    });
  });
}
