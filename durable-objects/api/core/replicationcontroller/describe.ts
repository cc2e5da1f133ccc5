import { formatLabels } from '../../../apimachinery/columns.ts';
import { controlledPodsText } from '../../../apimachinery/describe/controlled-pods.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { writeReplicaConditions, writeTemplate } from '../../pod-template/describe/template.ts';
import type { ReplicationController } from './schema.ts';

/** `kubectl describe replicationcontroller`. */
export const describeReplicationController: Describe<ReplicationController> = (
  controller,
  context,
) =>
  describeText((writer) => {
    const { metadata, spec, status } = controller;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'Selector', formatLabels(spec.selector));
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'Replicas', `${status.replicas} current / ${spec.replicas} desired`);
    const selector = { matchLabels: spec.selector ?? {} };
    writer.field(0, 'Pods Status', controlledPodsText(controller, selector, context));
    if (spec.template) writeTemplate(writer, spec.template);
    writeReplicaConditions(writer, status.conditions);
    writeEvents(writer, controller, context);
  });
