import type { Fold, Node } from './ast.ts';
import { CostError, EvaluationError, noSuchOverload } from './errors.ts';
import { compareValues } from './order.ts';
import { MapValue, membersOf, type Value } from './values.ts';

/** What a fold needs of the evaluator. */
export interface Steps {
  run(step: Node, variables: readonly (readonly [string, Value])[]): Value;
  spend(cost: number): void;
}

/** Computes `all`, `map`, `transformMap` ... over a range. Throws EvaluationError. */
export function evaluateFold(
  fold: Fold,
  range: readonly (readonly Value[])[],
  steps: Steps,
): Value {
  const named = (values: readonly Value[]): (readonly [string, Value])[] =>
    fold.variables.map((name, i) => [name, values[i] ?? null]);
  const selected = (values: readonly Value[]): boolean => {
    steps.spend(3);
    return !fold.filter || isTrue(steps.run(fold.filter, named(values)));
  };
  const step = (values: readonly Value[]): Value => steps.run(fold.step, named(values));
  switch (fold.fold) {
    case 'all':
      return quantify(range, false, (values) => selected(values) && isTrue(step(values)));
    case 'exists':
      return quantify(range, true, (values) => selected(values) && isTrue(step(values)));
    case 'exists_one':
      return range.filter((values) => selected(values) && isTrue(step(values))).length === 1;
    case 'filter':
      return range
        .filter((values) => selected(values) && isTrue(step(values)))
        .map(([item]) => item ?? null);
    case 'map':
    case 'transformList':
      return range.filter(selected).map(step);
    case 'transformMap':
      return new MapValue(
        range.filter(selected).map((values) => [values[0] ?? null, step(values)] as const),
      );
    case 'transformMapEntry':
      return new MapValue(
        range.filter(selected).flatMap((values) => membersOf(step(values)) ?? []),
      );
    case 'sortBy':
      return range
        .map((values) => ({ item: values[0] ?? null, key: step(values) }))
        .sort((a, b) => compareValues(a.key, b.key))
        .map(({ item }) => item);
  }
}

/** An error in one step does not matter when another step decides. */
function quantify(
  range: readonly (readonly Value[])[],
  decisive: boolean,
  test: (values: readonly Value[]) => boolean,
): boolean {
  let failure: EvaluationError | undefined;
  for (const values of range) {
    try {
      if (test(values) === decisive) return decisive;
    } catch (error) {
      if (!(error instanceof EvaluationError) || error instanceof CostError) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return !decisive;
}

function isTrue(value: Value): boolean {
  if (typeof value !== 'boolean') throw noSuchOverload();
  return value;
}
