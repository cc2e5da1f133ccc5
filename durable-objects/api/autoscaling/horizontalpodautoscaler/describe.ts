import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import { percent, readingOf } from './metric-texts.ts';
import type { MetricSpec, MetricStatus } from './metrics-schema.ts';
import type { HorizontalPodAutoscaler, HPAScalingRules } from './schema.ts';

/** `kubectl describe horizontalpodautoscaler`. */
export const describeHorizontalPodAutoscaler: Describe<HorizontalPodAutoscaler> = (hpa, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = hpa;
    const { kind, name } = spec.scaleTargetRef;
    writeMetadata(writer, hpa);
    writer.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp));
    writer.field(0, 'Reference', `${kind}/${name}`);
    writer.field(0, 'Metrics', '( current / target )');
    (spec.metrics ?? []).forEach((metric, i) => {
      writer.line(1, metricLine(metric, status.currentMetrics?.[i]));
    });
    writer.field(0, 'Min replicas', spec.minReplicas);
    writer.field(0, 'Max replicas', spec.maxReplicas);
    if (spec.behavior) {
      writer.line(0, 'Behavior:');
      writeRules(writer, 'Scale Up', spec.behavior.scaleUp);
      writeRules(writer, 'Scale Down', spec.behavior.scaleDown);
    }
    const counts = `${status.currentReplicas ?? 0} current / ${status.desiredReplicas} desired`;
    writer.field(0, `${kind} pods`, counts);
    if (status.conditions?.length) {
      writer.line(0, 'Conditions:');
      writer.line(1, 'Type\tStatus\tReason\tMessage');
      writer.line(1, '----\t------\t------\t-------');
    }
    for (const { type, status: is, reason = '', message = '' } of status.conditions ?? [])
      writer.line(1, [type, is, reason, message].join('\t'));
    writeEvents(writer, hpa, context);
  });

function metricLine(metric: Frozen<MetricSpec>, status: Frozen<MetricStatus> | undefined): string {
  const reading = readingOf(metric, status);
  if (!reading) return `<unknown metric type ${JSON.stringify(metric.type)}>`;
  const { target, current } = reading;
  const { external, pods, object, resource, containerResource } = metric;
  const value = `${current?.value ?? '<unknown>'} / ${target.value ?? '<nil>'}`;
  const average = `${current?.averageValue ?? '<unknown>'} / ${target.averageValue ?? '<nil>'}`;
  if (pods) return `"${pods.metric.name}" on pods:\t${average}`;
  if (external)
    return target.averageValue === undefined
      ? `"${external.metric.name}" (target value):\t${value}`
      : `"${external.metric.name}" (target average value):\t${average}`;
  if (object) {
    const { kind, name } = object.describedObject;
    const isAverage = target.type === 'AverageValue';
    return `"${object.metric.name}" on ${kind}/${name} (target ${isAverage ? 'average value' : 'value'}):\t${isAverage ? average : value}`;
  }
  const place = containerResource
    ? `resource ${containerResource.name} of container "${containerResource.container}" on pods`
    : `resource ${resource?.name} on pods`;
  if (target.averageValue !== undefined) return `${place}:\t${average}`;
  const used =
    current?.averageUtilization === undefined
      ? '<unknown>'
      : `${current.averageUtilization}% (${current.averageValue ?? '<nil>'})`;
  const aim = percent(target.averageUtilization, '<auto>');
  // Two parts of upstream's line, each with its own indentation.
  return `${place}  (as a percentage of request):\t${used} / ${aim}`;
}

function writeRules(
  writer: DescribeWriter,
  direction: string,
  rules: Frozen<HPAScalingRules> | undefined,
): void {
  if (!rules) return;
  writer.line(1, `${direction}:`);
  if (rules.stabilizationWindowSeconds !== undefined)
    writer.line(2, `Stabilization Window: ${rules.stabilizationWindowSeconds} seconds`);
  if (!rules.policies?.length) return;
  writer.line(2, `Select Policy: ${rules.selectPolicy ?? 'Max'}`);
  writer.line(2, 'Policies:');
  for (const { type, value, periodSeconds } of rules.policies)
    writer.line(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds`);
}
