import { type Checked, check } from './checker.ts';
import type { Environment } from './environment.ts';
import { CostError, EvaluationError, issuesText } from './errors.ts';
import { type Bindings, Evaluator } from './evaluator.ts';
import { Meter } from './meter.ts';
import { parse } from './parser.ts';
import type { CelType } from './types.ts';
import type { Value } from './values.ts';

/** cel-go's limit for one evaluation (apiserver/pkg/apis/cel PerCallLimit). */
export const perCallLimit = 1_000_000;
/** For all evaluations of one request about custom resources (RuntimeCELCostBudget). */
export const runtimeBudget = 10_000_000;

/** An expression that was read and checked. */
export interface Program {
  readonly type: CelType;
  /** The variables that it reads. */
  readonly variables: ReadonlySet<string>;
  /** Computes it; `budget` is what it may cost, `perCallLimit` unless given. */
  run(bindings: Bindings, budget?: number): Outcome;
}

export type Outcome = { readonly cost: number } & (
  | { readonly value: Value }
  /** `isOverBudget`: it would have cost more than it may. */
  | { readonly error: string; readonly isOverBudget: boolean }
);

/** Reads an expression. `error` says where what is wrong, as cel-go does. */
export function compile(
  source: string,
  environment: Environment,
): Program | { readonly error: string } {
  const parsed = parse(source);
  if ('issues' in parsed) return { error: issuesText(source, parsed.issues) };
  const { node } = parsed;
  const checked = check(node, environment);
  if ('issues' in checked) return { error: issuesText(source, checked.issues) };
  return {
    type: checked.type,
    variables: checked.variables,
    run: (bindings, budget = perCallLimit) => {
      const meter = new Meter(Math.min(budget, perCallLimit));
      return outcome(
        () => evaluator(checked, environment, bindings, meter).run(node, undefined),
        meter,
      );
    },
  };
}

function evaluator(
  checked: Checked,
  environment: Environment,
  bindings: Bindings,
  meter: Meter,
): Evaluator {
  return new Evaluator(checked, environment, bindings, meter);
}

function outcome(compute: () => Value, meter: Meter): Outcome {
  try {
    return { value: compute(), cost: meter.used };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { error: error.message, isOverBudget: error instanceof CostError, cost: meter.used };
  }
}

export type { Environment } from './environment.ts';
export type { Bindings } from './evaluator.ts';
export { fromJson, toJson } from './json.ts';
export { kubernetesFunctions } from './library/index.ts';
export type { CelType, ObjectType } from './types.ts';
export type { Value } from './values.ts';
