import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText, longTime } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Namespace } from './schema.ts';

/** `kubectl describe namespace`; quotas and limit ranges are not simulated, so there are none. */
export const describeNamespace: Describe<Namespace> = (namespace) =>
  describeText((writer) => {
    const { status } = namespace;
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
    writer.write(0, '\nNo resource quota.\n\nNo LimitRange resource.\n');
  });
