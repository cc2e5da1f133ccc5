import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import {
  dns1123SubdomainErrors,
  labelValueErrors,
  qualifiedNameErrors,
} from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '../selector.ts';

/** Requirements on nodes: of a pod's affinity and of a volume's. */
export function checkNodeSelector(
  { nodeSelectorTerms }: Frozen<NodeSelector>,
  at: FieldPath,
): readonly FieldError[] {
  const place = at.child('nodeSelectorTerms');
  if (nodeSelectorTerms.length === 0)
    return [requiredError(place, 'must have at least one node selector term')];
  return nodeSelectorTerms.flatMap((term, i) => checkNodeSelectorTerm(term, place.index(i)));
}

/** Preferences do not look at the labels' values. */
export function checkNodeSelectorTerm(
  { matchExpressions = [], matchFields = [] }: Frozen<NodeSelectorTerm>,
  at: FieldPath,
  options: { readonly anyValue?: true } = {},
): readonly FieldError[] {
  return [
    ...matchExpressions.flatMap((requirement, i) =>
      checkExpression(requirement, at.child('matchExpressions').index(i), options),
    ),
    ...matchFields.flatMap((requirement, i) =>
      checkField(requirement, at.child('matchFields').index(i)),
    ),
  ];
}

function checkExpression(
  { key, operator, values = [] }: Frozen<NodeSelectorRequirement>,
  at: FieldPath,
  { anyValue }: { readonly anyValue?: true },
): readonly FieldError[] {
  return [
    ...checkOperator(operator, values.length, at),
    ...checkName(qualifiedNameErrors, key, at.child('key')),
    ...(anyValue
      ? []
      : values.flatMap((value, i) =>
          checkName(labelValueErrors, value, at.child('values').index(i)),
        )),
  ];
}

function checkOperator(operator: string, count: number, at: FieldPath): readonly FieldError[] {
  const place = at.child('values');
  switch (operator) {
    case 'In':
    case 'NotIn':
      return count > 0
        ? []
        : [requiredError(place, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist': {
      const text = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
      return count === 0 ? [] : [forbiddenError(place, text)];
    }
    case 'Gt':
    case 'Lt': {
      const text = "must be specified single value when `operator` is 'Lt' or 'Gt'";
      return count === 1 ? [] : [requiredError(place, text)];
    }
    default:
      return [invalidError(at.child('operator'), operator, 'not a valid selector operator')];
  }
}

/** Of the fields only the node's name can be asked for. */
function checkField(
  { key, operator, values = [] }: Frozen<NodeSelectorRequirement>,
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (operator !== 'In' && operator !== 'NotIn')
    errors.push(invalidError(at.child('operator'), operator, 'not a valid selector operator'));
  else if (values.length !== 1) {
    const text =
      "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.push(requiredError(at.child('values'), text));
  }
  if (key !== 'metadata.name')
    return [...errors, invalidError(at.child('key'), key, 'not a valid field selector key')];
  return [
    ...errors,
    ...values.flatMap((value, i) =>
      checkName(dns1123SubdomainErrors, value, at.child('values').index(i)),
    ),
  ];
}
