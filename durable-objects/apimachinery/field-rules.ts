import { deepEqual, type Frozen } from '../lib/json.ts';
import { encodeUtf8 } from '../lib/utf8.ts';
import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
  tooLongError,
} from './field-error.ts';
import type { LabelSelectorShape } from './labels.ts';
import {
  dns1123SubdomainErrors,
  labelValueErrors,
  type NameCheck,
  percentErrors,
  qualifiedNameErrors,
  regexError,
} from './names.ts';
import { compareQuantities, quantityMillis } from './quantity.ts';

/** Bytes of all annotations of an object together. */
const maxAnnotationBytes = 256 * 1024;

export const notNegative = 'must be greater than or equal to 0';
export const notPositive = 'must be greater than zero';
export const notInteger = 'must be an integer';
export const immutable = 'field is immutable';

/** What a check of names says, as errors of the field. */
export function checkName(check: NameCheck, value: string, at: FieldPath): readonly FieldError[] {
  return check(value).map((text) => invalidError(at, value, text));
}

export function checkNonNegative(value: number | undefined, at: FieldPath): readonly FieldError[] {
  return (value ?? 0) < 0 ? [invalidError(at, value, notNegative)] : [];
}

/** `example.com/controller`: a domain and a path below it. */
export function checkDomainPrefixedPath(value: string, at: FieldPath): readonly FieldError[] {
  if (value === '') return [requiredError(at, '')];
  const slash = value.indexOf('/');
  const [host, path] = [value.slice(0, Math.max(slash, 0)), value.slice(slash + 1)];
  if (host === '' || path === '') {
    const text = 'must be a domain-prefixed path (such as "acme.io/foo")';
    return [invalidError(at, value, text)];
  }
  const errors = checkName(dns1123SubdomainErrors, host, at);
  return new RegExp(`^${requestPath}$`).test(path)
    ? errors
    : [...errors, invalidError(at, path, regexError('Invalid path', requestPath))];
}

/** What may stand in a request's path (RFC 3986). */
const requestPath = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

/** A quantity that may be zero; `isWhole` forbids fractions. */
export function checkQuantity(
  quantity: string,
  at: FieldPath,
  isWhole: boolean,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (compareQuantities(quantity, '0') < 0) errors.push(invalidError(at, quantity, notNegative));
  if (isWhole && quantityMillis(quantity) % 1_000 !== 0)
    errors.push(invalidError(at, quantity, notInteger));
  return errors;
}

export function checkPositive(quantity: string, at: FieldPath): readonly FieldError[] {
  return compareQuantities(quantity, '0') <= 0 ? [invalidError(at, quantity, notPositive)] : [];
}

export function checkImmutable(value: unknown, old: unknown, at: FieldPath): readonly FieldError[] {
  return deepEqual(value, old) ? [] : [invalidError(at, value, immutable)];
}

/** Labels wherever they stand: in metadata, a selector or a node selector. */
export function checkLabels(
  labels: { readonly [key: string]: string } | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...checkName(qualifiedNameErrors, key, at),
    ...checkName(labelValueErrors, value, at),
  ]);
}

export function checkAnnotations(
  annotations: { readonly [key: string]: string } | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const errors = entries.flatMap(([key]) =>
    qualifiedNameErrors(key.toLowerCase()).map((text) => invalidError(at, key, text)),
  );
  const bytes = entries.reduce((sum, entry) => sum + encodeUtf8(entry.join('')).length, 0);
  return bytes > maxAnnotationBytes ? [...errors, tooLongError(at, maxAnnotationBytes)] : errors;
}

/** `metav1.LabelSelector`; an absent one is good. */
export function checkLabelSelector(
  selector: Frozen<LabelSelectorShape> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!selector) return [];
  const expressions = selector.matchExpressions ?? [];
  return [
    ...checkLabels(selector.matchLabels, at.child('matchLabels')),
    ...expressions.flatMap((expression, i) =>
      checkExpression(expression, at.child('matchExpressions').index(i)),
    ),
  ];
}

/** True when every operator of a selector is known, so that it can be used to match. */
export function isUsableSelector(selector: Frozen<LabelSelectorShape> | undefined): boolean {
  return (selector?.matchExpressions ?? []).every(({ operator, values }) => {
    if (operator === 'In' || operator === 'NotIn') return (values ?? []).length > 0;
    return (operator === 'Exists' || operator === 'DoesNotExist') && !values?.length;
  });
}

/** `maxUnavailable` and the like: a whole number, or `25%`. */
export function checkIntOrPercent(value: number | string, at: FieldPath): readonly FieldError[] {
  return typeof value === 'string'
    ? checkName(percentErrors, value, at)
    : checkNonNegative(value, at);
}

/** The number in a value that may be a percentage; 0 for what is neither. */
export function numberOf(value: number | string): number {
  if (typeof value === 'number') return value;
  return percentErrors(value).length === 0 ? Number(value.slice(0, -1)) : 0;
}

export function checkAtMost100Percent(
  value: number | string,
  at: FieldPath,
): readonly FieldError[] {
  return typeof value === 'string' && numberOf(value) > 100
    ? [invalidError(at, value, 'must not be greater than 100%')]
    : [];
}

/**
 * An Invalid error that shows a struct of upstream's internal types: its members keep the order
 * in which they are given.
 */
export function invalidStruct(at: FieldPath, value: object, detail: string): FieldError {
  const body = `Invalid value: ${JSON.stringify(value)}: ${detail}`;
  return { type: 'Invalid', field: at.text, body };
}

type Expression = NonNullable<Frozen<LabelSelectorShape>['matchExpressions']>[number];

function checkExpression(expression: Expression, at: FieldPath): readonly FieldError[] {
  const { key, operator, values = [] } = expression;
  return [
    ...checkOperator(operator, values, at),
    ...checkName(qualifiedNameErrors, key, at.child('key')),
    ...values.flatMap((value, i) =>
      checkName(labelValueErrors, value, at.child('values').index(i)),
    ),
  ];
}

function checkOperator(
  operator: string,
  values: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [
            requiredError(
              at.child('values'),
              "must be specified when `operator` is 'In' or 'NotIn'",
            ),
          ];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [
            forbiddenError(
              at.child('values'),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            ),
          ];
    default:
      return [invalidError(at.child('operator'), operator, 'not a valid selector operator')];
  }
}
