import { writeLimits, writeLimitsHead } from '../../../apimachinery/describe/limits.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { LimitRange } from './schema.ts';

/** `kubectl describe limitrange`; it shows no events. */
export const describeLimitRange: Describe<LimitRange> = ({ metadata, spec }) =>
  describeText((writer) => {
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writeLimitsHead(writer);
    writeLimits(writer, spec.limits);
  });
