import { assert } from '../lib/assert.ts';
import { memoize } from '../lib/memo.ts';

export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An amount of a resource, exact: nothing is smaller than a billionth. Follows api/resource. */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: QuantityFormat;
  /** The text as it was written, where upstream keeps it. */
  readonly text?: string;
}

/** What the functions here take: a quantity, or the text of one that has been decoded. */
export type QuantityLike = Quantity | string;

export const zero: Quantity = { nanos: 0n, format: 'DecimalSI' };

/** Reads a text that has been decoded before, e.g. from a stored object. */
export function parseQuantity(text: string): Quantity {
  const read = readQuantity(text);
  assert('quantity' in read, `quantity was not decoded: ${text}`);
  return read.quantity;
}

type Reading = { readonly quantity: Quantity } | { readonly error: string };

/**
 * Reads a text from outside; the error is upstream's. Remembered, as the scheduler reads the few
 * quantities of a cluster again for every pod and node.
 */
export const readQuantity: (text: string) => Reading = memoize(1_000, readText, 32);

function readText(text: string): Reading {
  const parts = pattern.exec(text);
  if (!parts || text === '') return { error: formatWrong };
  const [, sign = '', whole = '', fraction = '', suffix = ''] = parts;
  const scale = readSuffix(suffix);
  if (!scale) return { error: suffixWrong };
  const amount = roundUp(BigInt(`${whole}${fraction}` || '0') * scale.factor, scale, fraction);
  const capped = scale.format === 'BinarySI' && amount > maxBinary ? maxBinary : amount;
  const small = scale.format === 'BinarySI' && capped < nano;
  return {
    quantity: {
      nanos: sign === '-' ? -capped : capped,
      format: small ? 'DecimalSI' : scale.format,
      ...(isKept(whole.replace(/^0+/, ''), fraction, scale) ? { text } : {}),
    },
  };
}

/** Canonical text: `1.5` is `1500m`, `1024Mi` is `1Gi`. */
export function formatQuantity(quantity: Quantity): string {
  return quantity.text ?? canonicalText(quantity.nanos, quantity.format);
}

/** -1, 0 or 1. */
export function compareQuantities(a: QuantityLike, b: QuantityLike): -1 | 0 | 1 {
  const [left, right] = [read(a).nanos, read(b).nanos];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addQuantities(a: QuantityLike, b: QuantityLike): Quantity {
  const [left, right] = [read(a), read(b)];
  return {
    nanos: left.nanos + right.nanos,
    format: left.nanos === 0n ? right.format : left.format,
  };
}

export function subtractQuantities(a: QuantityLike, b: QuantityLike): Quantity {
  const right = read(b);
  return addQuantities(a, { nanos: -right.nanos, format: right.format });
}

/** The sum, in the format of the first that is not zero. */
export function sumQuantities(quantities: readonly QuantityLike[]): Quantity {
  return quantities.reduce<Quantity>(addQuantities, zero);
}

/** Whole units, rounded away from zero: bytes, cores, pods. */
export function quantityValue(quantity: QuantityLike): number {
  return Number(divideUp(read(quantity).nanos, nano));
}

/** Thousandths, rounded away from zero: millicores. */
export function quantityMillis(quantity: QuantityLike): number {
  return Number(divideUp(read(quantity).nanos, nano / 1000n));
}

/** A quantity of whole units. */
export function quantityOf(value: number, format: QuantityFormat = 'DecimalSI'): Quantity {
  return { nanos: BigInt(Math.round(value)) * nano, format };
}

/** A quantity of thousandths. */
export function quantityOfMillis(millis: number): Quantity {
  return { nanos: BigInt(Math.round(millis)) * (nano / 1000n), format: 'DecimalSI' };
}

function read(quantity: QuantityLike): Quantity {
  return typeof quantity === 'string' ? parseQuantity(quantity) : quantity;
}

const nano = 1_000_000_000n;
/** 2^63-1 units: the most that a binary quantity is. */
const maxBinary = (2n ** 63n - 1n) * nano;
/** Digits of an exponent that are read; more would only make numbers nobody can store. */
const maxExponentDigits = 2;

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;
const formatWrong =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const suffixWrong = "unable to parse quantity's suffix";

interface Scale {
  readonly format: QuantityFormat;
  /** The amount is the digits times `factor`, over ten to the number of fraction digits. */
  readonly factor: bigint;
  readonly divisor: bigint;
  readonly exponent: number;
}

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

function readSuffix(suffix: string): Scale | undefined {
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return decimalScale('DecimalSI', (decimal - 3) * 3);
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) {
    const factor = nano * 1024n ** BigInt(binary);
    return { format: 'BinarySI', factor, divisor: 1n, exponent: binary * 10 };
  }
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  if (exponent === undefined || exponent.replace(/\D/g, '').length > maxExponentDigits)
    return undefined;
  return decimalScale('DecimalExponent', Number(exponent));
}

function decimalScale(format: QuantityFormat, exponent: number): Scale {
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0
    ? { format, factor: nano * power, divisor: 1n, exponent }
    : { format, factor: nano, divisor: power, exponent };
}

/** Less than a billionth counts as a billionth: who asks for something gets something. */
function roundUp(scaled: bigint, scale: Scale, fraction: string): bigint {
  return divideUp(scaled, scale.divisor * 10n ** BigInt(fraction.length));
}

function divideUp(amount: bigint, by: bigint): bigint {
  const quotient = amount / by;
  if (quotient * by === amount) return quotient;
  return amount < 0n ? quotient - 1n : quotient + 1n;
}

/** Upstream keeps a text that its fast path takes to be canonical already. */
function isKept(whole: string, fraction: string, scale: Scale): boolean {
  const digits = `${whole === '' ? '0' : whole}${fraction}`;
  if (scale.format === 'BinarySI') {
    const room = 15 - digits.length - Math.trunc((scale.exponent * 3) / 10) - 1;
    return fraction === '' && room >= 0 && (BigInt(digits) & 7n) !== 0n;
  }
  const power = scale.exponent - fraction.length;
  const isFast = digits.length <= 18 && power >= -9;
  return isFast && power % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

function canonicalText(nanos: bigint, format: QuantityFormat): string {
  if (nanos === 0n) return '0';
  if (format === 'BinarySI' && nanos % nano === 0n && abs(nanos) >= 1024n * nano)
    return withSuffix(nanos / nano, 1024n, binarySuffixes);
  if (format !== 'DecimalExponent') return withSuffix(nanos, 1000n, decimalSuffixes);
  const [mantissa, times] = removeFactors(nanos, 1000n, Number.MAX_SAFE_INTEGER);
  const exponent = (times - 3) * 3;
  return exponent === 0 ? String(mantissa) : `${mantissa}e${exponent}`;
}

function withSuffix(amount: bigint, base: bigint, suffixes: readonly string[]): string {
  const [mantissa, times] = removeFactors(amount, base, suffixes.length - 1);
  return `${mantissa}${suffixes[times]}`;
}

function removeFactors(amount: bigint, base: bigint, most: number): readonly [bigint, number] {
  let [left, times] = [amount, 0];
  while (times < most && left % base === 0n) {
    left /= base;
    times += 1;
  }
  return [left, times];
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
