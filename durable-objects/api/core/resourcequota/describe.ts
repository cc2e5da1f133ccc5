import {
  inFormatOf,
  writeQuotaScopes,
  writeQuotaUsage,
} from '../../../apimachinery/describe/quota.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { ResourceQuota } from './schema.ts';

/** `kubectl describe resourcequota`; it shows no events. */
export const describeResourceQuota: Describe<ResourceQuota> = ({ metadata, spec, status }) =>
  describeText((writer) => {
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writeQuotaScopes(writer, 0, spec.scopes, ' * ');
    writer.line(0, 'Resource\tUsed\tHard');
    writer.line(0, '--------\t----\t----');
    writeQuotaUsage(writer, 0, status, inFormatOf);
  });
