import {
  type LimitsShape,
  writeLimits,
  writeLimitsHead,
} from '../../../apimachinery/describe/limits.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import {
  type UsageShape,
  writeQuotaScopes,
  writeQuotaUsage,
} from '../../../apimachinery/describe/quota.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Namespace } from './schema.ts';

/** `kubectl describe namespace`. */
export const describeNamespace: Describe<Namespace> = (namespace, context) =>
  describeText((writer) => {
    const { status } = namespace;
    const { name } = namespace.metadata;
    writeMetadata(writer, namespace, { clusterScoped: true });
    writer.field(0, 'Status', status.phase);
    if (status.conditions?.length) {
      writer.line(0, 'Conditions:');
      writer.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage');
      writer.line(1, '----\t------\t------------------\t------\t-------');
    }
    for (const { type, status: value, lastTransitionTime, reason, message } of status.conditions ??
      [])
      writer.line(
        1,
        [type, value, longTime(lastTransitionTime), reason ?? '', message ?? ''].join('\t'),
      );
    writer.write(0, '\n');
    writeQuotas(writer, context.list('resourcequotas', '', name));
    writer.write(0, '\n');
    writeLimitRanges(writer, context.list('limitranges', '', name));
  });

/** Other kinds, by what is read of them here. */
type Quota = Frozen<KubeObject & { spec: { scopes?: string[] }; status: UsageShape }>;
type Limits = Frozen<KubeObject & { spec: { limits: LimitsShape[] } }>;

function writeQuotas(writer: DescribeWriter, quotas: readonly Frozen<KubeObject>[]): void {
  if (quotas.length === 0) {
    writer.line(0, 'No resource quota.');
    return;
  }
  writer.line(0, 'Resource Quotas');
  for (const { metadata, spec, status } of quotas as readonly Quota[]) {
    writer.field(1, 'Name', metadata.name);
    writeQuotaScopes(writer, 1, spec.scopes, '* ');
    writer.line(1, 'Resource\tUsed\tHard');
    writer.line(1, '--------\t---\t---');
    writeQuotaUsage(writer, 1, status);
  }
}

function writeLimitRanges(writer: DescribeWriter, ranges: readonly Frozen<KubeObject>[]): void {
  if (ranges.length === 0) {
    writer.line(0, 'No LimitRange resource.');
    return;
  }
  writer.line(0, 'Resource Limits');
  writeLimitsHead(writer, ' ');
  for (const { spec } of ranges as readonly Limits[]) writeLimits(writer, spec.limits, ' ');
}
