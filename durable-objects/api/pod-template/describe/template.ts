import { formatLabels } from '../../../apimachinery/columns.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import { DescribeWriter } from '../../../apimachinery/describe/writer.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Toleration, TopologySpreadConstraint } from '../affinity.ts';
import type { PodTemplateSpec } from '../pod-spec.ts';
import { writeContainers } from './containers.ts';
import { writeVolumes } from './volumes.ts';

/** The pod template of a controller. Follows DescribePodTemplate. */
export function writeTemplate(
  writer: DescribeWriter,
  { metadata, spec }: Frozen<PodTemplateSpec>,
): void {
  writer.line(0, 'Pod Template:');
  writeLabels(writer, '  Labels', metadata.labels);
  if (Object.keys(metadata.annotations ?? {}).length > 0)
    writeAnnotations(writer, '  Annotations', metadata.annotations);
  if (spec.serviceAccountName) writer.field(1, 'Service Account', spec.serviceAccountName);
  if (spec.initContainers?.length)
    writeContainers(writer, 'Init Containers', spec.initContainers, { isTemplate: true });
  writeContainers(writer, 'Containers', spec.containers, { isTemplate: true });
  writeVolumes(writer, spec.volumes, true);
  writeTopologySpread(writer, spec.topologySpreadConstraints, '  ');
  if (spec.priorityClassName) writer.field(1, 'Priority Class Name', spec.priorityClassName);
  writeLabels(writer, '  Node-Selectors', spec.nodeSelector);
  writeTolerations(writer, '  Tolerations', spec.tolerations);
}

/** The template of a workload by itself; its columns stay tabs, as upstream leaves them. */
export function templateText({ spec }: Frozen<{ spec: { template: PodTemplateSpec } }>): string {
  const writer = new DescribeWriter();
  writeTemplate(writer, spec.template);
  return writer.raw();
}

/** Why the number of pods is not, or is, what it should be; nothing when there is no condition. */
export function writeReplicaConditions(
  writer: DescribeWriter,
  conditions: readonly Frozen<{ type: string; status: string; reason?: string }>[] = [],
): void {
  if (conditions.length === 0) return;
  writer.write(0, 'Conditions:\n  Type\tStatus\tReason\n');
  writer.line(1, '----\t------\t------');
  for (const { type, status, reason } of conditions)
    writer.line(1, `${type} \t${status}\t${reason ?? ''}`);
}

/** `key=value:effect for 300s`, sorted by key. */
export function writeTolerations(
  writer: DescribeWriter,
  title: string,
  tolerations: Frozen<Toleration[]> | undefined,
): void {
  const lines = [...(tolerations ?? [])]
    .sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : (a.key ?? '') > (b.key ?? '') ? 1 : 0))
    .map(tolerationText);
  if (lines.length === 0) lines.push('<none>');
  lines.forEach((line, i) => {
    writer.line(0, `${i === 0 ? `${title}:` : ''}\t${line}`);
  });
}

export function writeTopologySpread(
  writer: DescribeWriter,
  constraints: Frozen<TopologySpreadConstraint[]> | undefined,
  space = '',
): void {
  [...(constraints ?? [])]
    .sort((a, b) => (a.topologyKey < b.topologyKey ? -1 : 1))
    .forEach(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }, i) => {
      const lead = i === 0 ? `${space}Topology Spread Constraints:\t` : `${space}\t`;
      const what = `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded`;
      const selected = labelSelector
        ? ` for selector ${formatLabels(labelSelector.matchLabels)}`
        : '';
      writer.line(0, `${lead}${what}${selected}`);
    });
}

function tolerationText(toleration: Frozen<Toleration>): string {
  const { key = '', value = '', effect = '', operator, tolerationSeconds } = toleration;
  const head = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
  const isAny = operator === 'Exists' && value === '';
  const exists = isAny ? (head === '' ? 'op=Exists' : ' op=Exists') : '';
  return `${head}${exists}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`;
}
