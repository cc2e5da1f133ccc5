import { controlledPodsText } from '../../../apimachinery/describe/controlled-pods.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import {
  writeAnnotations,
  writeController,
  writeLabels,
} from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { writeReplicaConditions, writeTemplate } from '../../pod-template/describe/template.ts';
import type { ReplicaSet } from './schema.ts';

/** `kubectl describe replicaset`. */
export const describeReplicaSet: Describe<ReplicaSet> = (set, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = set;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'Selector', selectorText(spec.selector) || '<none>');
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writeController(writer, set);
    writer.field(0, 'Replicas', `${status.replicas} current / ${spec.replicas} desired`);
    writer.field(0, 'Pods Status', controlledPodsText(set, spec.selector, context));
    writeTemplate(writer, spec.template);
    writeReplicaConditions(writer, status.conditions);
    writeEvents(writer, set, context);
  });
