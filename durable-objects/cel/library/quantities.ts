import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  type Quantity,
  readQuantity,
  subtractQuantities,
  zero,
} from '../../apimachinery/quantity.ts';
import { declare, method, type Overload, own, real, text, truth, whole } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { OpaqueValue } from '../values.ts';

const name = 'kubernetes.Quantity';
const quantity = own(name);

/** `quantity('1Gi').isGreaterThan(quantity('500Mi'))`. */
export const quantities: readonly Overload[] = [
  declare('quantity', [text], quantity, read),
  declare('isQuantity', [text], truth, (value) => !('error' in readQuantity(value))),
  method('sign', [quantity], whole, (value) => BigInt(compareQuantities(of(value), zero))),
  method(
    'isGreaterThan',
    [quantity, quantity],
    truth,
    (x, y) => compareQuantities(of(x), of(y)) > 0,
  ),
  method('isLessThan', [quantity, quantity], truth, (x, y) => compareQuantities(of(x), of(y)) < 0),
  method('compareTo', [quantity, quantity], whole, (x, y) =>
    BigInt(compareQuantities(of(x), of(y))),
  ),
  method('asApproximateFloat', [quantity], real, (value) => Number(of(value).nanos) / 1e9),
  method('asInteger', [quantity], whole, (value) => {
    if (!isInteger(value)) throw new EvaluationError('cannot convert value to integer');
    return of(value).nanos / billion;
  }),
  method('isInteger', [quantity], truth, isInteger),
  method('add', [quantity, quantity], quantity, (x, y) => make(addQuantities(of(x), of(y)))),
  method('add', [quantity, whole], quantity, (x, y) => make(addQuantities(of(x), integer(y)))),
  method('sub', [quantity, quantity], quantity, (x, y) => make(subtractQuantities(of(x), of(y)))),
  method('sub', [quantity, whole], quantity, (x, y) => make(subtractQuantities(of(x), integer(y)))),
  declare('string', [quantity], text, (value) => formatQuantity(of(value))),
];

const billion = 1_000_000_000n;

function read(value: string): OpaqueValue {
  const found = readQuantity(value);
  if ('error' in found) throw new EvaluationError(found.error);
  return make(found.quantity);
}

function make(value: Quantity): OpaqueValue {
  // The format is how it is written, not what it is.
  return new OpaqueValue(name, value, String(value.nanos));
}

function of({ data }: OpaqueValue): Quantity {
  return data as Quantity;
}

function integer(value: bigint): Quantity {
  return { nanos: value * billion, format: 'DecimalSI' };
}

function isInteger(value: OpaqueValue): boolean {
  const whole = of(value).nanos / billion;
  return of(value).nanos % billion === 0n && whole === BigInt.asIntN(64, whole);
}
