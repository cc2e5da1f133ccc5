import {
  anything,
  declare,
  list,
  map,
  moment,
  natural,
  type Of,
  type Overload,
  octets,
  parameter,
  real,
  span,
  text,
  truth,
  whole,
} from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { compareValues } from '../order.ts';
import {
  Duration,
  isEqual,
  isList,
  isNumber,
  type ListValue,
  type MapValue,
  memberOf,
  type ObjectValue,
  OptionalValue,
  Timestamp,
  Uint,
  type Value,
} from '../values.ts';
import { maxNanos, minNanos } from './time.ts';

const a = parameter('A');
const b = parameter('B');

/** Operators. `&&`, `||` and `?:` are the evaluator's; here are their types. */
export const operators: readonly Overload[] = [
  declare('_&&_', [truth, truth], truth, (x, y) => x && y),
  declare('_||_', [truth, truth], truth, (x, y) => x || y),
  declare('_?_:_', [truth, a, a], a, (condition, yes, no) => (condition ? yes : no)),
  declare('!_', [truth], truth, (value) => !value),
  declare('-_', [whole], whole, (value) => checkInt(-value)),
  declare('-_', [real], real, (value) => -value),
  declare('-_', [span], span, ({ nanos }) => new Duration(-nanos)),
  declare('_==_', [a, a], truth, isEqual, compareCost),
  declare('_!=_', [a, a], truth, (x, y) => !isEqual(x, y), compareCost),
  ...orders(),
  ...integers(),
  ...reals(),
  ...joins(),
  declare(
    '@in',
    [a, list(a)],
    truth,
    (item, items) => items.some((one) => isEqual(one, item)),
    ([, items]) => (isList(items ?? null) ? (items as ListValue).length : 0),
  ),
  declare('@in', [a, map(a, b)], truth, (key, holder) => memberOf(holder, key) !== undefined),
  declare('_[_]', [list(a), whole], a, (items, index) => itemAt(items, index)),
  declare('_[_]', [map(a, b), a], b, (holder, key) => keyed(holder, key)),
  declare(
    '_[?_]',
    [list(a), whole],
    optionalParameter(a),
    (items, index) => new OptionalValue(items[Number(index)]),
  ),
  declare(
    '_[?_]',
    [map(a, b), a],
    optionalParameter(b),
    (holder, key) => new OptionalValue(memberOf(holder, key)),
  ),
];

function optionalParameter({ type }: Of<Value>): Of<Value> {
  return { type: { kind: 'optional', value: type } };
}

function orders(): readonly Overload[] {
  const tests: { readonly [name: string]: (order: number) => boolean } = {
    '_<_': (order) => order < 0,
    '_<=_': (order) => order <= 0,
    '_>_': (order) => order > 0,
    '_>=_': (order) => order >= 0,
  };
  const kinds: readonly Of<Value>[] = [truth, whole, natural, real, text, octets, moment, span];
  const numbers: readonly Of<Value>[] = [whole, natural, real];
  return Object.entries(tests).flatMap(([name, test]) => {
    const compare = (x: Value, y: Value): boolean => {
      if (Number.isNaN(x) || Number.isNaN(y)) return false;
      return test(compareValues(x, y));
    };
    return [
      ...kinds.map((kind) => declare(name, [kind, kind], truth, compare, compareCost)),
      ...numbers.flatMap((left) =>
        numbers
          .filter((right) => right !== left)
          .map((right) => declare(name, [left, right], truth, compare)),
      ),
    ];
  });
}

function integers(): readonly Overload[] {
  const operations: { readonly [name: string]: (x: bigint, y: bigint) => bigint } = {
    '_+_': (x, y) => x + y,
    '_-_': (x, y) => x - y,
    '_*_': (x, y) => x * y,
    '_/_': (x, y) => x / divisor(y, 'division by zero'),
    '_%_': (x, y) => x % divisor(y, 'modulus by zero'),
  };
  return Object.entries(operations).flatMap(([name, operate]) => [
    declare(name, [whole, whole], whole, (x, y) => checkInt(operate(x, y))),
    declare(name, [natural, natural], natural, (x, y) => checkUint(operate(x.value, y.value))),
  ]);
}

function reals(): readonly Overload[] {
  return [
    declare('_+_', [real, real], real, (x, y) => x + y),
    declare('_-_', [real, real], real, (x, y) => x - y),
    declare('_*_', [real, real], real, (x, y) => x * y),
    declare('_/_', [real, real], real, (x, y) => x / y),
  ];
}

/** Sums of what is not a number. */
function joins(): readonly Overload[] {
  return [
    declare('_+_', [text, text], text, (x, y) => x + y, joinCost),
    declare('_+_', [octets, octets], octets, (x, y) => Uint8Array.from([...x, ...y])),
    declare('_+_', [list(a), list(a)], list(a), (x, y) => [...x, ...y]),
    declare('_+_', [span, span], span, (x, y) => new Duration(x.nanos + y.nanos)),
    declare('_-_', [span, span], span, (x, y) => new Duration(x.nanos - y.nanos)),
    declare('_+_', [moment, span], moment, (x, y) => checkTime(x.nanos + y.nanos)),
    declare('_+_', [span, moment], moment, (x, y) => checkTime(x.nanos + y.nanos)),
    declare('_-_', [moment, span], moment, (x, y) => checkTime(x.nanos - y.nanos)),
    declare('_-_', [moment, moment], span, (x, y) => new Duration(x.nanos - y.nanos)),
  ];
}

export const dynOverload: Overload = declare('dyn', [anything], anything, (value) => value);

function itemAt(items: ListValue, index: bigint): Value {
  const item = items[Number(index)];
  if (index >= 0n && item !== undefined) return item;
  throw new EvaluationError(`index out of bounds: ${index}`);
}

function keyed(holder: MapValue | ObjectValue, key: Value): Value {
  const value = memberOf(holder, key);
  if (value !== undefined) return value;
  throw new EvaluationError(
    `no such key: ${isNumber(key) && key instanceof Uint ? key.value : String(key)}`,
  );
}

export function checkInt(value: bigint): bigint {
  if (value === BigInt.asIntN(64, value)) return value;
  throw new EvaluationError('integer overflow');
}

export function checkUint(value: bigint): Uint {
  if (value === BigInt.asUintN(64, value)) return new Uint(value);
  throw new EvaluationError('unsigned integer overflow');
}

function checkTime(nanos: bigint): Timestamp {
  if (nanos >= minNanos && nanos <= maxNanos) return new Timestamp(nanos);
  throw new EvaluationError('timestamp overflow');
}

function divisor(value: bigint, message: string): bigint {
  if (value === 0n) throw new EvaluationError(message);
  return value;
}

function sizeOf(value: Value | undefined): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  return value !== undefined && isList(value) ? value.length : 1;
}

function compareCost(args: readonly Value[]): number {
  return Math.ceil(Math.min(sizeOf(args[0]), sizeOf(args[1])) / 10);
}

function joinCost(args: readonly Value[]): number {
  return Math.ceil((sizeOf(args[0]) + sizeOf(args[1])) / 10);
}
