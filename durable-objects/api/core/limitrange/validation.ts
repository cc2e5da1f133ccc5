import {
  duplicateError,
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { compareQuantities, parseQuantity } from '../../../apimachinery/quantity.ts';
import type { Frozen } from '../../../lib/json.ts';
import {
  checkAnyResourceName,
  checkResourceName,
  mayOvercommit,
} from '../../pod-template/validation/resources.ts';
import type { LimitRange, LimitRangeItem } from './schema.ts';

type Item = Frozen<LimitRangeItem>;

const types = new Set(['Pod', 'Container', 'PersistentVolumeClaim']);
const lists = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** Rules of every LimitRange; follows ValidateLimitRange. */
export function validateLimitRange({ spec }: Frozen<LimitRange>): readonly FieldError[] {
  const at = FieldPath.of('spec', 'limits');
  const { limits } = spec;
  return limits.flatMap((item, i) => {
    const here = at.index(i);
    const isAgain = limits.findIndex(({ type }) => type === item.type) < i;
    return [
      ...checkType(item.type, here.child('type')),
      ...(isAgain ? [duplicateError(here.child('type'), item.type)] : []),
      ...checkNames(item, here),
      ...checkClaimLimits(item, here),
      ...resourcesOf(item).flatMap((resource) => checkAmounts(item, resource, here)),
    ];
  });
}

function checkType(type: string, at: FieldPath): readonly FieldError[] {
  const wrong = checkName(qualifiedNameErrors, type, at);
  if (wrong.length > 0 || type.includes('/') || types.has(type)) return wrong;
  return [invalidError(at, type, 'must be a standard limit type or fully qualified')];
}

function checkNames(item: Item, at: FieldPath): readonly FieldError[] {
  const isOfContainers = item.type === 'Pod' || item.type === 'Container';
  return lists.flatMap((list) => {
    const resources = Object.keys(item[list] ?? {});
    if (item.type === 'Pod' && (list === 'default' || list === 'defaultRequest')) {
      const text = "may not be specified when `type` is 'Pod'";
      return resources.length > 0 ? [forbiddenError(at.child(list), text)] : [];
    }
    return resources.flatMap((name) =>
      (isOfContainers ? checkResourceName : checkAnyResourceName)(name, at.child(list).key(name)),
    );
  });
}

function checkClaimLimits({ type, min, max }: Item, at: FieldPath): readonly FieldError[] {
  if (type !== 'PersistentVolumeClaim' || min?.storage || max?.storage) return [];
  const text = 'either minimum or maximum storage value is required, but neither was provided';
  return [requiredError(at.child('limits'), text)];
}

/** Everything an item speaks of, sorted. */
function resourcesOf(item: Item): readonly string[] {
  return [...new Set(lists.flatMap((list) => Object.keys(item[list] ?? {})))].sort();
}

type List = (typeof lists)[number];

/** Which amount may not be greater than which, on which field, showing which. */
const orders: readonly (readonly [List, List, List, List, string, string])[] = [
  ['min', 'max', 'min', 'min', 'min value', 'max value'],
  [
    'min',
    'defaultRequest',
    'defaultRequest',
    'defaultRequest',
    'min value',
    'default request value',
  ],
  [
    'defaultRequest',
    'max',
    'defaultRequest',
    'defaultRequest',
    'default request value',
    'max value',
  ],
  [
    'defaultRequest',
    'default',
    'defaultRequest',
    'defaultRequest',
    'default request value',
    'default limit value',
  ],
  ['min', 'default', 'default', 'min', 'min value', 'default value'],
  ['default', 'max', 'default', 'max', 'default value', 'max value'],
];

function checkAmounts(item: Item, resource: string, at: FieldPath): readonly FieldError[] {
  const amount = (list: List): string | undefined =>
    list.startsWith('default') && item.type === 'Pod' ? undefined : item[list]?.[resource];
  const errors: FieldError[] = [];
  for (const [less, more, field, shown, lessText, moreText] of orders) {
    const [a, b] = [amount(less), amount(more)];
    if (a === undefined || b === undefined || compareQuantities(a, b) <= 0) continue;
    const text = `${lessText} ${a} is greater than ${moreText} ${b}`;
    errors.push(invalidError(at.child(field).key(resource), amount(shown), text));
  }
  errors.push(...checkRatio(item, resource, at.child('maxLimitRequestRatio').key(resource)));
  const [limit, request] = [amount('default'), amount('defaultRequest')];
  if (limit === undefined || request === undefined || mayOvercommit(resource)) return errors;
  if (compareQuantities(limit, request) === 0) return errors;
  const text = `default value ${limit} must equal to defaultRequest value ${request} in ${resource}`;
  return [...errors, invalidError(at.child('defaultRequest').key(resource), request, text)];
}

function checkRatio(item: Item, resource: string, at: FieldPath): readonly FieldError[] {
  const ratio = item.maxLimitRequestRatio?.[resource];
  if (ratio === undefined) return [];
  const errors: FieldError[] = [];
  if (compareQuantities(ratio, '1') < 0)
    errors.push(invalidError(at, ratio, `ratio ${ratio} is less than 1`));
  const [min, max] = [item.min?.[resource], item.max?.[resource]];
  if (min === undefined || max === undefined) return errors;
  const most = numberOf(max) / numberOf(min);
  if (numberOf(ratio) > most)
    errors.push(
      invalidError(at, ratio, `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`),
    );
  return errors;
}

function numberOf(quantity: string): number {
  return Number(parseQuantity(quantity).nanos) / 1e9;
}
