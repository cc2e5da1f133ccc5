import { formatLabels } from '../../../apimachinery/columns.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { PriorityClass } from './schema.ts';

/** `kubectl describe priorityclass`. */
export const describePriorityClass: Describe<PriorityClass> = (priorityClass, context) =>
  describeText((writer) => {
    const { metadata, value, globalDefault, preemptionPolicy, description } = priorityClass;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Value', value);
    writer.field(0, 'GlobalDefault', globalDefault ?? false);
    writer.field(0, 'PreemptionPolicy', preemptionPolicy);
    writer.field(0, 'Description', description);
    writer.field(0, 'Annotations', formatLabels(metadata.annotations));
    writeEvents(writer, priorityClass, context);
  });
