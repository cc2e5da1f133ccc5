import { formatLabels } from '../../../apimachinery/columns.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { VolumeAttributesClass } from './schema.ts';

/** `kubectl describe volumeattributesclass`. */
export const describeVolumeAttributesClass: Describe<VolumeAttributesClass> = (object, context) =>
  describeText((writer) => {
    writer.field(0, 'Name', object.metadata.name);
    writer.field(0, 'Annotations', formatLabels(object.metadata.annotations));
    writer.field(0, 'DriverName', object.driverName);
    writer.field(0, 'Parameters', formatLabels(object.parameters));
    writeEvents(writer, object, context);
  });
