import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkLabelSelector, checkName, notPositive } from '../../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { TopologySpreadConstraint } from '../affinity.ts';

type Constraint = Frozen<TopologySpreadConstraint>;

export function checkTopologySpread(
  constraints: readonly Constraint[] | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return (constraints ?? []).flatMap((constraint, i) => {
    const { topologyKey: key, whenUnsatisfiable: action } = constraint;
    const here = at.index(i);
    const isRepeated = (constraints ?? [])
      .slice(i + 1)
      .some((other) => other.topologyKey === key && other.whenUnsatisfiable === action);
    const pair = here.child('{topologyKey, whenUnsatisfiable}');
    return [
      ...checkOwn(constraint, here),
      ...(isRepeated ? [duplicateError(pair, `{${key}, ${action}}`)] : []),
      ...checkRest(constraint, here),
    ];
  });
}

function checkOwn(
  { maxSkew, topologyKey, whenUnsatisfiable }: Constraint,
  at: FieldPath,
): readonly FieldError[] {
  const actions = ['DoNotSchedule', 'ScheduleAnyway'];
  return [
    ...(maxSkew > 0 ? [] : [invalidError(at.child('maxSkew'), maxSkew, notPositive)]),
    ...(topologyKey === '' ? [requiredError(at.child('topologyKey'), 'can not be empty')] : []),
    ...(actions.includes(whenUnsatisfiable)
      ? []
      : [notSupportedError(at.child('whenUnsatisfiable'), whenUnsatisfiable, actions)]),
  ];
}

function checkRest(constraint: Constraint, at: FieldPath): readonly FieldError[] {
  const { minDomains, whenUnsatisfiable: action } = constraint;
  const place = at.child('minDomains');
  const errors: FieldError[] = [];
  if (minDomains !== undefined) {
    const text = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
    if (minDomains <= 0) errors.push(invalidError(place, minDomains, notPositive));
    if (action !== 'DoNotSchedule') errors.push(invalidError(place, minDomains, text));
  }
  for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
    const policy = constraint[field];
    const policies = ['Honor', 'Ignore'];
    if (policy !== undefined && !policies.includes(policy))
      errors.push(notSupportedError(at.child(field), policy, policies));
  }
  return [
    ...errors,
    ...checkLabelKeys(constraint, at.child('matchLabelKeys')),
    ...checkLabelSelector(constraint.labelSelector, at.child('labelSelector')),
  ];
}

function checkLabelKeys(
  { matchLabelKeys = [], labelSelector }: Constraint,
  at: FieldPath,
): readonly FieldError[] {
  if (matchLabelKeys.length === 0) return [];
  const selected = new Set([
    ...Object.keys(labelSelector?.matchLabels ?? {}),
    ...(labelSelector?.matchExpressions ?? []).map(({ key }) => key),
  ]);
  return [
    ...(labelSelector
      ? []
      : [forbiddenError(at, 'must not be specified when labelSelector is not set')]),
    ...matchLabelKeys.flatMap((key, i) => [
      ...checkName(qualifiedNameErrors, key, at.index(i)),
      ...(selected.has(key)
        ? [invalidError(at.index(i), key, 'exists in both matchLabelKeys and labelSelector')]
        : []),
    ]),
  ];
}
