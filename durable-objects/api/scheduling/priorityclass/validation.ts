import {
  type FieldError,
  FieldPath,
  forbiddenError,
  notSupportedError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PriorityClass } from './schema.ts';
import { highestUserPriority, systemPriorityClasses } from './system-classes.ts';

type Read = Frozen<PriorityClass>;

const systemPrefix = 'system-';
const policies = ['Never', 'PreemptLowerPriority'];

/** Rules of every PriorityClass; follows pkg/apis/scheduling/validation. */
export function validatePriorityClass(priorityClass: Read): readonly FieldError[] {
  const { preemptionPolicy: policy } = priorityClass;
  return [
    ...checkValue(priorityClass),
    ...(policies.includes(policy)
      ? []
      : [notSupportedError('preemptionPolicy', policy, ['PreemptLowerPriority', 'Never'])]),
  ];
}

/** What pods were given by a class stays true of it. */
export function validatePriorityClassUpdate(priorityClass: Read, old: Read): readonly FieldError[] {
  const at = FieldPath.of('preemptionPolicy');
  return [
    ...(priorityClass.value === old.value
      ? []
      : [forbiddenError('value', 'may not be changed in an update.')]),
    ...checkImmutable(priorityClass.preemptionPolicy, old.preemptionPolicy, at),
  ];
}

function checkValue({ metadata, value, globalDefault }: Read): readonly FieldError[] {
  const { name } = metadata;
  if (name.startsWith(systemPrefix)) {
    const why = whyNotSystem(name, value, globalDefault ?? false);
    const reserved = `priority class names with '${systemPrefix}' prefix are reserved for system use only. error: `;
    return why === undefined ? [] : [forbiddenError('metadata.name', reserved + why)];
  }
  if (value <= highestUserPriority) return [];
  const text = `maximum allowed value of a user defined priority is ${highestUserPriority}`;
  return [forbiddenError('value', text)];
}

function whyNotSystem(name: string, value: number, isDefault: boolean): string | undefined {
  const known = systemPriorityClasses.find((one) => one.name === name);
  if (!known) return `${name} is not a known system priority class`;
  if (known.value !== value) return `value of ${name} PriorityClass must be ${known.value}`;
  return isDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}
