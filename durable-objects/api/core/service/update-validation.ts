import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import { isHeadless, needsHealthCheck } from './facts.ts';
import type { Service } from './schema.ts';

type Read = Frozen<Service>;

const specPath = FieldPath.of('spec');
const once = 'may not change once set';

/** What of a Service may not change; follows ValidateServiceUpdate. */
export function validateServiceUpdate(service: Read, old: Read): readonly FieldError[] {
  return [
    ...checkList(service, old, 'clusterIPs'),
    ...checkList(service, old, 'ipFamilies'),
    ...checkClass(service, old),
    ...checkHealthPort(service, old),
  ];
}

/** The first address and family stay; a second one may come, or go with the right policy. */
function checkList(
  service: Read,
  old: Read,
  field: 'clusterIPs' | 'ipFamilies',
): readonly FieldError[] {
  if (service.spec.type === 'ExternalName' || old.spec.type === 'ExternalName') return [];
  const headless = [isHeadless(service), isHeadless(old)];
  const isFree = field === 'clusterIPs' ? headless.every(Boolean) : headless.some(Boolean);
  if (isFree) return [];
  const now = service.spec[field] ?? [];
  const before = old.spec[field] ?? [];
  const at = specPath.child(field);
  const errors: FieldError[] = [];
  if (before.length === now.length)
    return before.flatMap((value, i) => {
      const place = at.index(field === 'clusterIPs' ? i : 0);
      return value === now[i] ? [] : [invalidError(place, now, once)];
    });
  if (before.length > 0 && now.length === 0) {
    const word = field === 'clusterIPs' ? 'clusterIP' : 'ipFamily';
    errors.push(invalidError(at.index(0), now, `primary ${word} can not be unset`));
  }
  if (before[0] !== undefined && now[0] !== undefined && before[0] !== now[0])
    errors.push(invalidError(at.index(0), now, once));
  if (before.length > now.length && now.length === 1)
    errors.push(...checkReleased(service, field === 'clusterIPs' ? 'clusterIP' : 'ipFamily'));
  return errors;
}

function checkReleased({ spec }: Read, word: string): readonly FieldError[] {
  const text = `must be set to 'SingleStack' when releasing the secondary ${word}`;
  return spec.ipFamilyPolicy === 'SingleStack'
    ? []
    : [invalidError(specPath.child('ipFamilyPolicy'), spec.ipFamilyPolicy, text)];
}

function checkClass({ spec }: Read, { spec: old }: Read): readonly FieldError[] {
  const isBalanced = spec.type === 'LoadBalancer' && old.type === 'LoadBalancer';
  return isBalanced && spec.loadBalancerClass !== old.loadBalancerClass
    ? [invalidError(specPath.child('loadBalancerClass'), spec.loadBalancerClass, once)]
    : [];
}

function checkHealthPort(service: Read, old: Read): readonly FieldError[] {
  const isNeeded = needsHealthCheck(service) && needsHealthCheck(old);
  return isNeeded && service.spec.healthCheckNodePort !== old.spec.healthCheckNodePort
    ? [forbiddenError(specPath.child('healthCheckNodePort'), 'field is immutable')]
    : [];
}
