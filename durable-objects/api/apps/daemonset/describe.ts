import { formatLabels } from '../../../apimachinery/columns.ts';
import { controlledPodsText } from '../../../apimachinery/describe/controlled-pods.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { writeTemplate } from '../../pod-template/describe/template.ts';
import type { DaemonSet } from './schema.ts';

/** `kubectl describe daemonset`. */
export const describeDaemonSet: Describe<DaemonSet> = (set, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = set;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'Selector', selectorText(spec.selector));
    writer.field(0, 'Node-Selector', formatLabels(spec.template.spec.nodeSelector));
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    // One space, no column.
    const count = (title: string, value = 0): void => writer.line(0, `${title}: ${value}`);
    count('Desired Number of Nodes Scheduled', status.desiredNumberScheduled);
    count('Current Number of Nodes Scheduled', status.currentNumberScheduled);
    count('Number of Nodes Scheduled with Up-to-date Pods', status.updatedNumberScheduled);
    count('Number of Nodes Scheduled with Available Pods', status.numberAvailable);
    count('Number of Nodes Misscheduled', status.numberMisscheduled);
    writer.field(0, 'Pods Status', controlledPodsText(set, spec.selector, context));
    writeTemplate(writer, spec.template);
    writeEvents(writer, set, context);
  });
