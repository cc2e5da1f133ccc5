import {
  type FieldError,
  FieldPath,
  notSupportedError,
} from '../../../apimachinery/field-error.ts';
import {
  checkAtMost100Percent,
  checkIntOrPercent,
  checkLabelSelector,
  checkNonNegative,
  invalidStruct,
} from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PodDisruptionBudget } from './schema.ts';

type Read = Frozen<PodDisruptionBudget>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');
const policies = ['AlwaysAllow', 'IfHealthyBudget'];

/** Rules of every PodDisruptionBudget; follows pkg/apis/policy/validation. */
export function validatePodDisruptionBudget({ spec }: Read): readonly FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  const errors: FieldError[] = [];
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const shown = {
      MinAvailable: minAvailable,
      Selector: selector ?? null,
      MaxUnavailable: maxUnavailable,
      UnhealthyPodEvictionPolicy: policy ?? null,
    };
    const text = 'minAvailable and maxUnavailable cannot be both set';
    errors.push(invalidStruct(specPath, shown, text));
  }
  for (const field of ['minAvailable', 'maxUnavailable'] as const) {
    const value = spec[field];
    if (value === undefined) continue;
    const at = specPath.child(field);
    errors.push(...checkIntOrPercent(value, at), ...checkAtMost100Percent(value, at));
  }
  errors.push(...checkLabelSelector(selector, specPath.child('selector')));
  if (policy !== undefined && !policies.includes(policy)) {
    const at = specPath.child('unhealthyPodEvictionPolicy');
    errors.push(notSupportedError(at, policy, policies));
  }
  return errors;
}

export function validatePodDisruptionBudgetStatusUpdate({ status }: Read): readonly FieldError[] {
  const counts = [
    'disruptionsAllowed',
    'currentHealthy',
    'desiredHealthy',
    'expectedPods',
  ] as const;
  return counts.flatMap((field) => checkNonNegative(status[field], statusPath.child(field)));
}
