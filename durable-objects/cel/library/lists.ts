import {
  anything,
  declare,
  list,
  method,
  moment,
  natural,
  type Of,
  type Overload,
  octets,
  parameter,
  perItem,
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
  type ListValue,
  OptionalValue,
  type Uint,
  type Value,
} from '../values.ts';
import { checkInt, checkUint } from './arithmetic.ts';

const a = parameter('A');
const comparable: readonly Of<Value>[] = [whole, natural, real, truth, span, moment, text, octets];

/** Kubernetes' list functions, cel-go's ext.Lists (version 3) and ext.Sets. */
export const listLibrary: readonly Overload[] = [
  ...comparable.flatMap((kind) => [
    method('isSorted', [list(kind)], truth, isSorted, perItem),
    method('min', [list(kind)], kind, (items) => best(items, 'min', -1), perItem),
    method('max', [list(kind)], kind, (items) => best(items, 'max', 1), perItem),
    method('sort', [list(kind)], list(kind), (items) => [...items].sort(compareValues), perItem),
  ]),
  method(
    'sum',
    [list(whole)],
    whole,
    (items) => items.reduce<bigint>((sum, item) => checkInt(sum + (item as bigint)), 0n),
    perItem,
  ),
  method(
    'sum',
    [list(natural)],
    natural,
    (items) => checkUint(items.reduce<bigint>((sum, item) => sum + (item as Uint).value, 0n)),
    perItem,
  ),
  method(
    'sum',
    [list(real)],
    real,
    (items) => items.reduce<number>((sum, item) => sum + Number(item), 0),
    perItem,
  ),
  method(
    'sum',
    [list(span)],
    span,
    (items) =>
      new Duration(items.reduce<bigint>((sum, item) => sum + (item as Duration).nanos, 0n)),
    perItem,
  ),
  method(
    'indexOf',
    [list(a), a],
    whole,
    (items, item) => BigInt(items.findIndex((one) => isEqual(one, item))),
    perItem,
  ),
  method(
    'lastIndexOf',
    [list(a), a],
    whole,
    (items, item) => BigInt(items.findLastIndex((one) => isEqual(one, item))),
    perItem,
  ),
  method('slice', [list(a), whole, whole], list(a), slice, perItem),
  method('flatten', [list(anything)], list(anything), (items) => flatten(items, 1), perItem),
  method(
    'flatten',
    [list(anything), whole],
    list(anything),
    (items, depth) => flatten(items, Number(depth)),
    perItem,
  ),
  method(
    'distinct',
    [list(a)],
    list(a),
    (items) => items.filter((item, i) => items.findIndex((one) => isEqual(one, item)) === i),
    perItem,
  ),
  method('reverse', [list(a)], list(a), (items) => [...items].reverse(), perItem),
  method('first', [list(a)], { type: { kind: 'optional', value: a.type } }, (items) =>
    optionalItem(items[0]),
  ),
  method('last', [list(a)], { type: { kind: 'optional', value: a.type } }, (items) =>
    optionalItem(items.at(-1)),
  ),
  declare(
    'lists.range',
    [whole],
    list(whole),
    (count) => Array.from({ length: Number(count) }, (_, i) => BigInt(i)),
    ([count]) => Number(count),
  ),
  declare('sets.contains', [list(a), list(a)], truth, containsAll, productCost),
  declare(
    'sets.equivalent',
    [list(a), list(a)],
    truth,
    (x, y) => containsAll(x, y) && containsAll(y, x),
    productCost,
  ),
  declare(
    'sets.intersects',
    [list(a), list(a)],
    truth,
    (x, y) => x.some((item) => y.some((one) => isEqual(one, item))),
    productCost,
  ),
];

function optionalItem(item: Value | undefined): OptionalValue {
  return new OptionalValue(item);
}

function isSorted(items: ListValue): boolean {
  return items.every((item, i) => i === 0 || compareValues(items[i - 1] ?? null, item) <= 0);
}

function best(items: ListValue, name: string, sign: number): Value {
  const [first, ...rest] = items;
  if (first === undefined) throw new EvaluationError(`${name} called on empty list`);
  return rest.reduce((top, item) => (compareValues(item, top) * sign > 0 ? item : top), first);
}

function slice(items: ListValue, from: bigint, to: bigint): ListValue {
  if (from < 0n || to < 0n)
    throw new EvaluationError(`cannot slice(${from}, ${to}), negative indexes not supported`);
  if (from > to)
    throw new EvaluationError(
      `cannot slice(${from}, ${to}), start index must be less than or equal to end index`,
    );
  if (to > BigInt(items.length))
    throw new EvaluationError(`cannot slice(${from}, ${to}), list is length ${items.length}`);
  return items.slice(Number(from), Number(to));
}

function flatten(items: ListValue, depth: number): ListValue {
  if (depth < 0) throw new EvaluationError('level must be non-negative');
  if (depth === 0) return items;
  return items.flatMap((item) => (isList(item) ? flatten(item, depth - 1) : [item]));
}

function containsAll(items: ListValue, wanted: ListValue): boolean {
  return wanted.every((item) => items.some((one) => isEqual(one, item)));
}

function productCost([x, y]: readonly Value[]): number {
  const size = (value: Value | undefined): number =>
    value !== undefined && isList(value) ? value.length : 0;
  return size(x) * size(y);
}
