import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  requiredError,
} from '../apimachinery/field-error.ts';
import { compile, kubernetesFunctions, type Program, perCallLimit } from '../cel/index.ts';
import { type CelType, optionalOf } from '../cel/types.ts';
import { celTypeOf } from './cel-types.ts';
import { readFieldPath } from './field-path.ts';
import { goJsonString } from './go-json.ts';
import type { JSONSchemaProps, ValidationRule } from './json-schema-props.ts';

/** One of x-kubernetes-validations, compiled. */
export interface CompiledRule {
  readonly rule: ValidationRule;
  readonly program?: Program;
  readonly usesOldSelf: boolean;
  readonly message?: Program;
  /** Where its errors belong, below the schema that has it. */
  readonly fieldPath: string;
  readonly error?: string;
  readonly messageError?: string;
}

const compiled = new WeakMap<JSONSchemaProps, readonly CompiledRule[]>();

/** The rules of a schema, compiled once (schema/cel/compilation.go). */
export function compileRules(
  schema: JSONSchemaProps,
  isResource: boolean,
): readonly CompiledRule[] {
  const rules = schema['x-kubernetes-validations'] ?? [];
  if (rules.length === 0) return [];
  const known = compiled.get(schema);
  if (known) return known;
  const type = celTypeOf(schema, 'object', isResource);
  const result = type ? rules.map((rule) => compileRule(schema, rule, type)) : [];
  compiled.set(schema, result);
  return result;
}

function compileRule(schema: JSONSchemaProps, rule: ValidationRule, type: CelType): CompiledRule {
  const oldSelf = rule.optionalOldSelf ? optionalOf(type) : type;
  const environment = { variables: { self: type, oldSelf }, functions: kubernetesFunctions };
  const none = { rule, usesOldSelf: false, fieldPath: '' };
  if (rule.rule.trim() === '') return none;
  const program = compile(rule.rule, environment);
  if ('error' in program) return { ...none, error: `compilation failed: ${program.error}` };
  if (program.type.kind !== 'bool' && program.type.kind !== 'dyn')
    return { ...none, error: 'cel expression must evaluate to a bool' };
  if (program.type.kind === 'dyn')
    return { ...none, error: 'cel expression must evaluate to a bool' };
  const found = rule.fieldPath ? readFieldPath(rule.fieldPath, schema) : undefined;
  const result = {
    rule,
    program,
    usesOldSelf: program.variables.has('oldSelf'),
    fieldPath: typeof found === 'object' ? found.path : '',
  };
  if (!rule.messageExpression) return result;
  const message = compile(rule.messageExpression, environment);
  if ('error' in message)
    return { ...result, messageError: `messageExpression compilation failed: ${message.error}` };
  if (message.type.kind !== 'string')
    return { ...result, messageError: 'messageExpression must evaluate to a string' };
  return { ...result, message };
}

/** The rule's own message, or what it says in place of one. */
export function messageOf({ message, rule }: ValidationRule): string {
  return message ? message.trim() : `failed rule: ${rule.trim()}`;
}

/** What a failed rule is called in other errors. */
export function nameOf({ message, rule }: ValidationRule): string {
  return (message || rule).trim();
}

/** A failed rule as an error of its reason. `value` is left out for objects and lists. */
export function ruleError(
  at: FieldPath | string,
  rule: ValidationRule,
  detail: string,
  value: { readonly of: unknown } | undefined,
): FieldError {
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbiddenError(at, detail);
    case 'FieldValueRequired':
      return requiredError(at, detail);
    case 'FieldValueDuplicate':
      return value ? duplicateError(at, value.of) : bare('Duplicate', at, 'Duplicate value', '');
    default:
      if (!value) return bare('Invalid', at, 'Invalid value', detail);
      return bare('Invalid', at, `Invalid value: ${goJsonString(value.of)}`, detail);
  }
}

function bare(
  type: FieldError['type'],
  at: FieldPath | string,
  head: string,
  detail: string,
): FieldError {
  const field = typeof at === 'string' ? at : at.text === '' ? '<nil>' : at.text;
  return { type, field, body: detail === '' ? head : `${head}: ${detail}` };
}

const maxMessage = 5 * 1024;

/** The text of a messageExpression; undefined when it gives none that can be shown. */
export function computedMessage(
  program: Program,
  bindings: Parameters<Program['run']>[0],
  budget: number,
): { readonly text?: string; readonly cost: number; readonly isOverBudget: boolean } {
  const outcome = program.run(bindings, Math.min(budget, perCallLimit));
  if ('error' in outcome) return { cost: outcome.cost, isOverBudget: outcome.isOverBudget };
  const text = typeof outcome.value === 'string' ? outcome.value.trim() : '';
  const isShown = text !== '' && text.length <= maxMessage && !text.includes('\n');
  return { cost: outcome.cost, isOverBudget: false, ...(isShown ? { text } : {}) };
}
