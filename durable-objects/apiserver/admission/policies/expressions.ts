import {
  compileExpression,
  type Declarations,
  policyEnvironment,
  variablesType,
  variableType,
} from '../../../api/admissionregistration/environment.ts';
import type { MatchCondition, Variable } from '../../../api/admissionregistration/policy-parts.ts';
import type { Resource } from '../../../apimachinery/resource.ts';
import { CostError, EvaluationError } from '../../../cel/errors.ts';
import {
  type Bindings,
  type CelType,
  fromJson,
  type Program,
  runtimeBudget,
  type Value,
} from '../../../cel/index.ts';
import {
  type AccessCheck,
  authorizerValue,
  resourceCheckValue,
} from '../../../cel/library/authorizer.ts';
import { ObjectValue } from '../../../cel/values.ts';
import type { Frozen, Json } from '../../../lib/json.ts';
import type { Params } from './params.ts';
import { inVersion, namespaceJson, type PolicyRequest, requestJson } from './request.ts';

/** An expression of a policy, compiled; `error` where it can't be. */
export interface Expression {
  readonly source: string;
  readonly compiled: Program | { readonly error: string };
}

/** The variables of a policy by their names, with what expressions may use of them. */
export interface Variables {
  readonly expressions: ReadonlyMap<string, Expression>;
  readonly types: ReadonlyMap<string, CelType>;
}

export function compileVariables(
  variables: readonly Frozen<Variable>[],
  declared: Declarations,
): Variables {
  const expressions = new Map<string, Expression>();
  const types = new Map<string, CelType>();
  for (const { name, expression } of variables) {
    const environment = policyEnvironment({ ...declared, variables: types });
    const compiled = compileExpression(expression, environment);
    expressions.set(name, { source: expression, compiled });
    types.set(name, variableType(compiled));
  }
  return { expressions, types };
}

export function compileOne(
  source: string,
  declared: Declarations,
  wanted: readonly string[],
): Expression {
  return { source, compiled: compileExpression(source, policyEnvironment(declared), wanted) };
}

/** What an expression gave. `isFatal`: the policy's budget is used up, nothing more is computed. */
export type Evaluated =
  | { readonly value: Value }
  | { readonly error: string; readonly isFatal: boolean };

const outOfBudget =
  'validation failed due to running out of cost budget, no further validation rules will be run';

/** Evaluates the expressions of one policy for one request, with one budget. */
export class Evaluation {
  readonly #bindings: Bindings;
  #left = runtimeBudget;

  constructor(
    request: PolicyRequest,
    matched: Resource,
    params: Params,
    variables: Variables,
    check: AccessCheck,
  ) {
    const { attributes, object } = request;
    const { group, plural } = matched;
    const { subresource, namespace, name } = attributes;
    const about = { group, resource: plural, subresource, namespace, name };
    this.#bindings = {
      object: lazy(() => json(inVersion(matched, object))),
      oldObject: lazy(() => json(inVersion(matched, attributes.old))),
      params: lazy(() => json(params ?? undefined)),
      request: lazy(() => fromJson(requestJson(request, matched))),
      namespaceObject: lazy(() => fromJson(namespaceJson(request))),
      authorizer: () => authorizerValue(check),
      'authorizer.requestResource': () => resourceCheckValue(check, about),
      variables: this.#variables(variables),
    };
  }

  run({ source, compiled }: Expression): Evaluated {
    if ('error' in compiled)
      return { error: `compilation error: ${compiled.error}`, isFatal: false };
    if (this.#left <= 0) return { error: outOfBudget, isFatal: true };
    const outcome = compiled.run(this.#bindings);
    this.#left -= outcome.cost;
    if (this.#left < 0) return { error: outOfBudget, isFatal: true };
    if (!('error' in outcome)) return { value: outcome.value };
    return { error: `expression '${source}' resulted in error: ${outcome.error}`, isFatal: false };
  }

  /** Each variable is computed when it is first asked for. */
  #variables({ expressions, types }: Variables): Value {
    const known = new Map<string, () => Value>();
    for (const [name, expression] of expressions)
      known.set(
        name,
        lazy(() => this.#variable(name, expression)),
      );
    return new ObjectValue(
      variablesType(types),
      (name) => known.get(name)?.(),
      () => [...known.keys()],
    );
  }

  #variable(name: string, { compiled }: Expression): Value {
    const subject = `composited variable ${JSON.stringify(name)}`;
    if ('error' in compiled)
      throw new EvaluationError(`${subject} fails to compile: ${compiled.error}`);
    const outcome = compiled.run(this.#bindings);
    this.#left -= outcome.cost;
    if (this.#left < 0) throw new CostError();
    if (!('error' in outcome)) return outcome.value;
    throw new EvaluationError(`${subject} fails to evaluate: ${outcome.error}`);
  }
}

function json(value: object | undefined): Value {
  return value === undefined ? null : fromJson(value as Json);
}

/** Computes once, and fails the same way again. */
function lazy(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

export type Matched = { readonly matches: boolean } | { readonly error: string };

/** Whether a policy's conditions hold (apiserver/pkg/admission/plugin/webhook/matchconditions). */
export function evaluateConditions(
  conditions: readonly Expression[],
  evaluation: Evaluation,
): Matched {
  const errors: string[] = [];
  for (const condition of conditions) {
    const result = evaluation.run(condition);
    if ('error' in result) {
      if (result.isFatal) return { error: result.error };
      errors.push(result.error);
    } else if (result.value === false) return { matches: false };
  }
  if (errors.length === 0) return { matches: true };
  return { error: errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]` };
}

export function compileConditions(
  conditions: readonly Frozen<MatchCondition>[],
  declared: Declarations,
): readonly Expression[] {
  return conditions.map(({ expression }) => compileOne(expression, declared, ['bool']));
}
