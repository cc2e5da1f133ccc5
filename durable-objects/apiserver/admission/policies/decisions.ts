import type {
  AuditAnnotation,
  ValidatingAdmissionPolicySpec,
  Validation,
} from '../../../api/admissionregistration/validatingadmissionpolicy/schema.ts';
import type { Resource } from '../../../apimachinery/resource.ts';
import type { AccessCheck } from '../../../cel/library/authorizer.ts';
import type { Frozen } from '../../../lib/json.ts';
import {
  compileConditions,
  compileOne,
  compileVariables,
  Evaluation,
  type Expression,
  evaluateConditions,
  type Variables,
} from './expressions.ts';
import type { Params } from './params.ts';
import type { PolicyRequest } from './request.ts';

type Spec = Frozen<ValidatingAdmissionPolicySpec>;

interface CompiledValidation {
  readonly validation: Frozen<Validation>;
  readonly expression: Expression;
  readonly message?: Expression;
}

interface CompiledPolicy {
  readonly variables: Variables;
  readonly conditions: readonly Expression[];
  readonly validations: readonly CompiledValidation[];
  readonly annotations: readonly Expression[];
}

const compiled = new WeakMap<Spec, CompiledPolicy>();

/** By the spec, which is never changed. */
function compilePolicy(spec: Spec): CompiledPolicy {
  const known = compiled.get(spec);
  if (known) return known;
  const base = { hasParams: spec.paramKind !== undefined, hasAuthorizer: true };
  const variables = compileVariables(spec.variables ?? [], base);
  const declared = { ...base, variables: variables.types };
  const result: CompiledPolicy = {
    variables,
    conditions: compileConditions(spec.matchConditions ?? [], declared),
    validations: (spec.validations ?? []).map((validation) => ({
      validation,
      expression: compileOne(validation.expression, declared, ['bool']),
      ...(validation.messageExpression
        ? { message: compileOne(validation.messageExpression, declared, ['string']) }
        : {}),
    })),
    annotations: (spec.auditAnnotations ?? []).map(({ valueExpression }: Frozen<AuditAnnotation>) =>
      compileOne(valueExpression.trim(), declared, ['string', 'null_type']),
    ),
  };
  compiled.set(spec, result);
  return result;
}

/** A validation that failed. */
export interface Decision {
  readonly message: string;
  readonly reason?: string;
}

export interface Decided {
  /** For the binding's actions. */
  readonly denied: readonly Decision[];
  /** What denies whatever the actions are: audit annotations that can't be computed. */
  readonly failures: readonly string[];
}

/** What a policy says of a request, with one object as its params (validating/validator.go). */
export function decide(
  spec: Spec,
  request: PolicyRequest,
  matched: Resource,
  params: Params,
  check: AccessCheck,
): Decided {
  const policy = compilePolicy(spec);
  const ignores = spec.failurePolicy === 'Ignore';
  const none: Decided = { denied: [], failures: [] };
  const evaluate = (): Evaluation =>
    new Evaluation(request, matched, params, policy.variables, check);
  const failed = (message: string): Decided =>
    ignores ? none : { denied: [{ message }], failures: [] };
  const conditions = evaluateConditions(policy.conditions, evaluate());
  if ('error' in conditions) return failed(conditions.error);
  if (!conditions.matches) return none;
  const evaluation = evaluate();
  const denied: Decision[] = [];
  for (const validation of policy.validations) {
    const decision = decideOne(validation, evaluation, ignores);
    if (decision === 'admitted') continue;
    if (decision.isFatal) return failed(decision.message);
    if (!ignores || !decision.isError) denied.push(decision.of);
  }
  return { denied, failures: ignores ? [] : annotationErrors(policy.annotations, evaluate()) };
}

type Judged =
  | 'admitted'
  | {
      readonly of: Decision;
      readonly message: string;
      readonly isError: boolean;
      readonly isFatal: boolean;
    };

function decideOne(
  { validation, expression, message }: CompiledValidation,
  evaluation: Evaluation,
  ignores: boolean,
): Judged {
  const result = evaluation.run(expression);
  if ('error' in result) {
    const { error, isFatal } = result;
    return { of: { message: error }, message: error, isError: true, isFatal };
  }
  if (result.value === true) return 'admitted';
  const found = message && evaluation.run(message);
  if (found && 'error' in found && found.isFatal) {
    const text = `failed messageExpression: ${found.error}`;
    return { of: { message: text }, message: text, isError: true, isFatal: ignores };
  }
  const computed = found && 'value' in found ? messageText(found.value) : '';
  const text =
    computed || validation.message?.trim() || `failed expression: ${validation.expression.trim()}`;
  const { reason } = validation;
  const of = { message: text, ...(reason === undefined ? {} : { reason }) };
  return { of, message: text, isError: false, isFatal: false };
}

/** Longer messages, and those of several lines, are not shown. */
const maxMessageLength = 5 * 1024;

function messageText(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  return text.length > maxMessageLength || text.includes('\n') ? '' : text;
}

function annotationErrors(
  annotations: readonly Expression[],
  evaluation: Evaluation,
): readonly string[] {
  return annotations.flatMap((expression) => {
    const result = evaluation.run(expression);
    return 'error' in result ? [result.error] : [];
  });
}
