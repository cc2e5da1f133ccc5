import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkLabelSelector, checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, qualifiedNameErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Affinity, NodeAffinity, PodAffinity, PodAffinityTerm } from '../affinity.ts';
import { checkNodeSelector, checkNodeSelectorTerm } from './node-selector.ts';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

export function checkAffinity(
  affinity: Frozen<Affinity> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity ?? {};
  return [
    ...(nodeAffinity ? checkNodeAffinity(nodeAffinity, at.child('nodeAffinity')) : []),
    ...(podAffinity ? checkPodAffinity(podAffinity, at.child('podAffinity')) : []),
    ...(podAntiAffinity ? checkPodAffinity(podAntiAffinity, at.child('podAntiAffinity')) : []),
  ];
}

function checkNodeAffinity(affinity: Frozen<NodeAffinity>, at: FieldPath): readonly FieldError[] {
  const selector = affinity[required];
  return [
    ...(selector ? checkNodeSelector(selector, at.child(required)) : []),
    ...(affinity[preferred] ?? []).flatMap(({ weight, preference }, i) => {
      const here = at.child(preferred).index(i);
      return [
        ...checkWeight(weight, here),
        ...checkNodeSelectorTerm(preference, here.child('preference'), { anyValue: true }),
      ];
    }),
  ];
}

function checkPodAffinity(affinity: Frozen<PodAffinity>, at: FieldPath): readonly FieldError[] {
  return [
    ...(affinity[required] ?? []).flatMap((term, i) =>
      checkPodAffinityTerm(term, at.child(required).index(i)),
    ),
    ...(affinity[preferred] ?? []).flatMap(({ weight, podAffinityTerm }, i) => {
      const here = at.child(preferred).index(i);
      return [
        ...checkWeight(weight, here),
        ...checkPodAffinityTerm(podAffinityTerm, here.child('podAffinityTerm')),
      ];
    }),
  ];
}

function checkWeight(weight: number, at: FieldPath): readonly FieldError[] {
  return weight > 0 && weight <= 100
    ? []
    : [invalidError(at.child('weight'), weight, 'must be in the range 1-100')];
}

function checkPodAffinityTerm(term: Frozen<PodAffinityTerm>, at: FieldPath): readonly FieldError[] {
  const { topologyKey } = term;
  const place = at.child('topologyKey');
  return [
    ...checkLabelSelector(term.labelSelector, at.child('labelSelector')),
    ...checkLabelSelector(term.namespaceSelector, at.child('namespaceSelector')),
    ...(term.namespaces ?? []).flatMap((name) =>
      checkName(dns1123LabelErrors, name, at.child('namespace')),
    ),
    ...checkLabelKeys(term, at),
    ...(topologyKey === '' ? [requiredError(place, 'can not be empty')] : []),
    ...checkName(qualifiedNameErrors, topologyKey, place),
  ];
}

/** Keys whose values are taken from the pod itself. */
function checkLabelKeys(term: Frozen<PodAffinityTerm>, at: FieldPath): readonly FieldError[] {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = term;
  const errors: FieldError[] = [];
  for (const [field, keys] of Object.entries({ matchLabelKeys, mismatchLabelKeys })) {
    const place = at.child(field);
    if (keys.length > 0 && !labelSelector)
      errors.push(forbiddenError(place, 'must not be specified when labelSelector is not set'));
    else
      keys.forEach((key, i) => {
        errors.push(...checkName(qualifiedNameErrors, key, place.index(i)));
      });
  }
  matchLabelKeys.forEach((key, i) => {
    const text = 'exists in both matchLabelKeys and mismatchLabelKeys';
    if (mismatchLabelKeys.includes(key))
      errors.push(invalidError(at.child('matchLabelKeys').index(i), key, text));
  });
  return errors;
}
