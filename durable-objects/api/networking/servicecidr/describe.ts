import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText, longTime } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { ServiceCIDR } from './schema.ts';

/** `kubectl describe servicecidr`. */
export const describeServiceCIDR: Describe<ServiceCIDR> = (serviceCIDR, context) =>
  describeText((writer) => {
    writeMetadata(writer, serviceCIDR, { clusterScoped: true });
    writer.field(0, 'CIDRs', (serviceCIDR.spec.cidrs ?? []).join(', '));
    const conditions = serviceCIDR.status.conditions ?? [];
    if (conditions.length > 0) {
      writer.line(0, 'Status:');
      writer.line(0, 'Conditions:');
      writer.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage');
      writer.line(1, '----\t------\t------------------\t------\t-------');
      for (const { type, status, lastTransitionTime, reason, message } of conditions) {
        const cells = [type, status, longTime(lastTransitionTime), reason, message];
        writer.line(1, cells.join('\t'));
      }
    }
    writeEvents(writer, serviceCIDR, context);
  });
