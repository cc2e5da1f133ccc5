import { storageClassOf } from '../../../apimachinery/access-modes.ts';
import { controlledPodsText } from '../../../apimachinery/describe/controlled-pods.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import { writeTemplate } from '../../pod-template/describe/template.ts';
import type { StatefulSet } from './schema.ts';

/** `kubectl describe statefulset`. */
export const describeStatefulSet: Describe<StatefulSet> = (set, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = set;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp));
    writer.field(0, 'Selector', selectorText(spec.selector));
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'Replicas', `${spec.replicas} desired | ${status.replicas} total`);
    writeUpdateStrategy(writer, set);
    writer.field(0, 'Pods Status', controlledPodsText(set, spec.selector, context));
    writeTemplate(writer, spec.template);
    writeClaimTemplates(writer, set);
    writeEvents(writer, set, context);
  });

function writeUpdateStrategy(writer: DescribeWriter, { spec }: Frozen<StatefulSet>): void {
  const { type, rollingUpdate } = spec.updateStrategy;
  writer.field(0, 'Update Strategy', type);
  if (!rollingUpdate) return;
  writer.field(1, 'Partition', rollingUpdate.partition);
  if (rollingUpdate.maxUnavailable !== undefined)
    writer.field(1, 'MaxUnavailable', rollingUpdate.maxUnavailable);
}

function writeClaimTemplates(writer: DescribeWriter, { spec }: Frozen<StatefulSet>): void {
  const templates = spec.volumeClaimTemplates ?? [];
  writer.line(0, templates.length === 0 ? 'Volume Claims:\t<none>' : 'Volume Claims:');
  for (const { metadata, spec: claim } of templates) {
    writer.field(1, 'Name', metadata.name);
    writer.field(1, 'StorageClass', storageClassOf(metadata.annotations, claim.storageClassName));
    writeLabels(writer, 'Labels', metadata.labels, '  ');
    writeLabels(writer, 'Annotations', metadata.annotations, '  ');
    writer.field(1, 'Capacity', claim.resources.requests?.storage ?? '<default>');
    writer.field(1, 'Access Modes', `[${claim.accessModes.join(' ')}]`);
  }
}
