import {
  duplicateError,
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
  tooLongError,
  tooManyError,
} from '../../apimachinery/field-error.ts';
import { checkName, checkNonNegative } from '../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../apimachinery/names.ts';
import type { Frozen } from '../../lib/json.ts';
import { readIndexes } from './indexes.ts';
import type { JobSpec, PodFailurePolicyRule, SuccessPolicyRule } from './job-spec.ts';

type Spec = Frozen<JobSpec>;
type FailureRule = Frozen<PodFailurePolicyRule>;

const maxRules = 20;
const maxExitCodes = 255;
const maxPatterns = 20;
/** Characters of a success rule's indexes. */
const maxIndexesLength = 64 * 1024;

const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const operators = ['In', 'NotIn'];
const statuses = ['False', 'True', 'Unknown'];

/** Follows validatePodFailurePolicy. */
export function checkPodFailurePolicy(spec: Spec, at: FieldPath): readonly FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const rulesAt = at.child('rules');
  const { containers, initContainers = [] } = spec.template.spec;
  const names = new Set([...containers, ...initContainers].map(({ name }) => name));
  return [
    ...(rules.length > maxRules ? [tooManyError(rulesAt, rules.length, maxRules)] : []),
    ...rules.flatMap((rule, i) => checkFailureRule(spec, rule, rulesAt.index(i), names)),
  ];
}

function checkFailureRule(
  spec: Spec,
  rule: FailureRule,
  at: FieldPath,
  containers: ReadonlySet<string>,
): readonly FieldError[] {
  const { onExitCodes, onPodConditions = [] } = rule;
  const omitted = (text: string): FieldError => {
    return { type: 'Invalid', field: at.text, body: `Invalid value: ${text}` };
  };
  const both = 'specifying both OnExitCodes and OnPodConditions is not supported';
  const neither = 'specifying one of OnExitCodes and OnPodConditions is required';
  return [
    ...checkAction(spec, rule.action, at.child('action')),
    ...(onExitCodes ? checkExitCodes(onExitCodes, at.child('onExitCodes'), containers) : []),
    ...checkPatterns(onPodConditions, at.child('onPodConditions')),
    ...(onExitCodes && onPodConditions.length > 0 ? [omitted(both)] : []),
    ...(!onExitCodes && onPodConditions.length === 0 ? [omitted(neither)] : []),
  ];
}

/** `valid values: ["In" "NotIn"]`, as Go prints a list of texts. */
const validValues = (values: readonly string[]): string =>
  `valid values: [${values.map((value) => JSON.stringify(value)).join(' ')}]`;

function checkAction(spec: Spec, action: string, at: FieldPath): readonly FieldError[] {
  if (action === '') return [requiredError(at, validValues(actions))];
  if (action === 'FailIndex')
    return spec.backoffLimitPerIndex === undefined
      ? [invalidError(at, action, 'requires the backoffLimitPerIndex to be set')]
      : [];
  return actions.includes(action) ? [] : [notSupportedError(at, action, actions)];
}

function checkExitCodes(
  { operator, containerName, values }: NonNullable<FailureRule['onExitCodes']>,
  at: FieldPath,
  containers: ReadonlySet<string>,
): readonly FieldError[] {
  const operatorAt = at.child('operator');
  const valuesAt = at.child('values');
  const errors: FieldError[] = [];
  if (operator === '') errors.push(requiredError(operatorAt, validValues(operators)));
  else if (!operators.includes(operator))
    errors.push(notSupportedError(operatorAt, operator, operators));
  if (containerName !== undefined && !containers.has(containerName)) {
    const text = 'must be one of the container or initContainer names in the pod template';
    errors.push(invalidError(at.child('containerName'), containerName, text));
  }
  if (values.length === 0)
    errors.push(invalidError(valuesAt, values, 'at least one value is required'));
  else if (values.length > maxExitCodes)
    errors.push(tooManyError(valuesAt, values.length, maxExitCodes));
  values.forEach((value, i) => {
    if (operator === 'In' && value === 0)
      errors.push(invalidError(valuesAt.index(i), value, 'must not be 0 for the In operator'));
    if (values.indexOf(value) < i) errors.push(duplicateError(valuesAt.index(i), value));
  });
  if (values.some((value, i) => i > 0 && (values[i - 1] ?? 0) > value))
    errors.push(invalidError(valuesAt, values, 'must be ordered'));
  return errors;
}

function checkPatterns(
  patterns: NonNullable<FailureRule['onPodConditions']>,
  at: FieldPath,
): readonly FieldError[] {
  const tooMany = patterns.length > maxPatterns;
  return [
    ...(tooMany ? [tooManyError(at, patterns.length, maxPatterns)] : []),
    ...patterns.flatMap(({ type, status }, i) => {
      const statusAt = at.index(i).child('status');
      const errors = [...checkName(qualifiedNameErrors, type, at.index(i).child('type'))];
      if (status === '') errors.push(requiredError(statusAt, validValues(statuses)));
      else if (!statuses.includes(status))
        errors.push(notSupportedError(statusAt, status, statuses));
      return errors;
    }),
  ];
}

/** Follows validateSuccessPolicy. */
export function checkSuccessPolicy(spec: Spec, at: FieldPath): readonly FieldError[] {
  const rules = spec.successPolicy?.rules ?? [];
  const rulesAt = at.child('rules');
  if (spec.completionMode !== 'Indexed') {
    const shown = {
      Rules: rules.map(({ succeededIndexes, succeededCount }) => ({
        SucceededIndexes: succeededIndexes ?? null,
        SucceededCount: succeededCount ?? null,
      })),
    };
    const body = `Invalid value: ${JSON.stringify(shown)}: requires indexed completion mode`;
    return [{ type: 'Invalid', field: at.text, body }];
  }
  const none = 'at least one rules must be specified when the successPolicy is specified';
  return [
    ...(rules.length === 0 ? [requiredError(rulesAt, none)] : []),
    ...(rules.length > maxRules ? [tooManyError(rulesAt, rules.length, maxRules)] : []),
    ...rules.flatMap((rule, i) => checkSuccessRule(rule, spec.completions ?? 0, rulesAt.index(i))),
  ];
}

function checkSuccessRule(
  { succeededCount: count, succeededIndexes: indexes }: Frozen<SuccessPolicyRule>,
  completions: number,
  at: FieldPath,
): readonly FieldError[] {
  const text = 'at least one of succeededCount or succeededIndexes must be specified';
  if (count === undefined && indexes === undefined) return [requiredError(at, text)];
  const indexesAt = at.child('succeededIndexes');
  const errors: FieldError[] = [];
  const read = readIndexes(indexes ?? '', completions);
  if (indexes !== undefined && indexes.length > maxIndexesLength)
    errors.push(tooLongError(indexesAt, maxIndexesLength));
  if ('error' in read) {
    const detail = `error parsing succeededIndexes: ${read.error}`;
    errors.push(invalidError(indexesAt, indexes, detail));
  }
  if (count === undefined) return errors;
  const countAt = at.child('succeededCount');
  const most = (number: number, of: string): void => {
    const detail = `must be less than or equal to ${number} (the number of ${of})`;
    if (count > number) errors.push(invalidError(countAt, count, detail));
  };
  errors.push(...checkNonNegative(count, countAt));
  most(completions, 'specified completions');
  if (indexes !== undefined)
    most('total' in read ? read.total : 0, 'indexes in the specified succeededIndexes field');
  return errors;
}
