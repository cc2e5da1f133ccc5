import {
  bool,
  bytes,
  type CelType,
  double,
  duration,
  dyn,
  int,
  listOf,
  mapOf,
  opaque,
  optionalOf,
  string,
  timestamp,
  uint,
} from './types.ts';
import type {
  Duration,
  ListValue,
  MapValue,
  ObjectValue,
  OpaqueValue,
  OptionalValue,
  Timestamp,
  Uint,
  Value,
} from './values.ts';

/** One way to call a function. A receiver is the first parameter. */
export interface Overload {
  readonly name: string;
  readonly isMember: boolean;
  readonly params: readonly CelType[];
  readonly result: CelType;
  call(args: readonly Value[]): Value;
  /** Beyond the 1 that every call costs. */
  readonly cost?: (args: readonly Value[]) => number;
}

/** A CEL type with the type that its values have here. */
export interface Of<T extends Value> {
  readonly type: CelType;
  readonly of?: T;
}

type Arguments<P extends readonly Of<Value>[]> = {
  readonly [K in keyof P]: P[K] extends Of<infer T> ? T : never;
};
type Cost = (args: readonly Value[]) => number;

/** A function: `declare('int', [text], whole, (text) => BigInt(text))`. */
export function declare<const P extends readonly Of<Value>[]>(
  name: string,
  params: P,
  result: Of<Value>,
  call: (...args: Arguments<P>) => Value,
  cost?: Cost,
): Overload {
  return overload(name, false, params, result, call, cost);
}

/** A method: the first parameter is what it is called on. */
export function method<const P extends readonly Of<Value>[]>(
  name: string,
  params: P,
  result: Of<Value>,
  call: (...args: Arguments<P>) => Value,
  cost?: Cost,
): Overload {
  return overload(name, true, params, result, call, cost);
}

function overload<P extends readonly Of<Value>[]>(
  name: string,
  isMember: boolean,
  params: P,
  result: Of<Value>,
  call: (...args: Arguments<P>) => Value,
  cost: Cost | undefined,
): Overload {
  return {
    name,
    isMember,
    params: params.map(({ type }) => type),
    result: result.type,
    // The evaluator calls an overload with values that fit its parameters only.
    call: (args) => call(...(args as unknown as Arguments<P>)),
    ...(cost ? { cost } : {}),
  };
}

export const anything: Of<Value> = { type: dyn };
export const truth: Of<boolean> = { type: bool };
export const whole: Of<bigint> = { type: int };
export const natural: Of<Uint> = { type: uint };
export const real: Of<number> = { type: double };
export const text: Of<string> = { type: string };
export const octets: Of<Uint8Array> = { type: bytes };
export const moment: Of<Timestamp> = { type: timestamp };
export const span: Of<Duration> = { type: duration };
export const list = (of: Of<Value>): Of<ListValue> => ({ type: listOf(of.type) });
export const map = (key: Of<Value>, value: Of<Value>): Of<MapValue | ObjectValue> => ({
  type: mapOf(key.type, value.type),
});
export const optional = (of: Of<Value>): Of<OptionalValue> => ({ type: optionalOf(of.type) });
export const parameter = (name: string): Of<Value> => ({ type: { kind: 'param', name } });
export const own = (name: string): Of<OpaqueValue> => ({ type: opaque(name) });

/** A tenth of a text's length: what going over it costs. */
export const perCharacter: Cost = ([value]) =>
  typeof value === 'string' ? Math.ceil(value.length / 10) : 0;

/** What going over a list costs. */
export const perItem: Cost = ([value]) => (Array.isArray(value) ? value.length : 0);
