import { noSuchOverload } from './errors.ts';
import { isList, membersOf, type Value } from './values.ts';

/** The values of a fold's variables, step by step: items or keys, or indexes and keys with values. */
export function foldRange(range: Value, variables: number): readonly (readonly Value[])[] {
  if (isList(range))
    return variables === 1
      ? range.map((item) => [item])
      : range.map((item, i) => [BigInt(i), item]);
  const members = membersOf(range);
  if (!members) throw noSuchOverload();
  return variables === 1 ? members.map(([key]) => [key]) : members;
}
