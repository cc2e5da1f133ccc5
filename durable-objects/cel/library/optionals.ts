import { declare, method, type Overload, optional, parameter, truth } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { OptionalValue } from '../values.ts';
import { isEmpty } from './conversions.ts';

const a = parameter('A');

/** Values that may be absent. */
export const optionals: readonly Overload[] = [
  declare('optional.of', [a], optional(a), (value) => new OptionalValue(value)),
  declare('optional.none', [], optional(a), () => new OptionalValue()),
  declare('optional.ofNonZeroValue', [a], optional(a), (value) =>
    value === null ||
    value === false ||
    value === 0 ||
    value === 0n ||
    value === '' ||
    (typeof value === 'object' && !(value instanceof OptionalValue) && isZero(value))
      ? new OptionalValue()
      : new OptionalValue(value),
  ),
  method('hasValue', [optional(a)], truth, ({ value }) => value !== undefined),
  method('value', [optional(a)], a, ({ value }) => {
    if (value === undefined) throw new EvaluationError('optional.none() dereference');
    return value;
  }),
  // These two are the evaluator's: their argument is only looked at when it is needed.
  method('or', [optional(a), optional(a)], optional(a), (first, second) =>
    first.value === undefined ? second : first,
  ),
  method('orValue', [optional(a), a], a, ({ value }, other) => value ?? other),
];

function isZero(value: object): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  return Array.isArray(value) || 'entries' in value ? isEmpty(value as never) : false;
}
