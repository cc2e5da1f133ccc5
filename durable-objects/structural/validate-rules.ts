import {
  type FieldError,
  type FieldPath,
  fieldErrorText,
  invalidError,
} from '../apimachinery/field-error.ts';
import { EvaluationError } from '../cel/errors.ts';
import { fromJson, perCallLimit, type Value } from '../cel/index.ts';
import { OptionalValue } from '../cel/values.ts';
import { deepEqual, isObject, type Json } from '../lib/json.ts';
import { celTypeOf } from './cel-types.ts';
import { additionalOf, itemsOf, type JSONSchemaProps, walkSchema } from './json-schema-props.ts';
import {
  type CompiledRule,
  compileRules,
  computedMessage,
  messageOf,
  nameOf,
  ruleError,
} from './rules.ts';
import { type Old, oldItems, oldMember } from './validate.ts';

export interface RuleResult {
  readonly errors: readonly FieldError[];
  /** Errors about what has not changed. */
  readonly warnings: readonly string[];
}

const withRules = new WeakMap<JSONSchemaProps, boolean>();

/** True when some rule is in the schema: others cost nothing. */
export function hasRules(schema: JSONSchemaProps): boolean {
  let found = withRules.get(schema);
  if (found === undefined) {
    found = [...walkSchema(schema)].some(
      (one) => (one['x-kubernetes-validations'] ?? []).length > 0,
    );
    withRules.set(schema, found);
  }
  return found;
}

/** Runs the rules of a schema and of everything in it (schema/cel/validation.go). */
export function validateRules(
  value: Json,
  schema: JSONSchemaProps,
  at: FieldPath,
  options: { readonly old?: Old; readonly isResource: boolean; readonly budget: number },
): RuleResult {
  if (!hasRules(schema)) return { errors: [], warnings: [] };
  const run = new Run(options.budget);
  run.node(value, schema, at, options.old, options.isResource, false);
  return { errors: run.errors, warnings: run.warnings };
}

class Run {
  readonly errors: FieldError[] = [];
  readonly warnings: string[] = [];
  private budget: number;

  constructor(budget: number) {
    this.budget = budget;
  }

  /** `isUnchanged`: something around it is as it was. */
  node(
    value: Json,
    schema: JSONSchemaProps,
    at: FieldPath,
    old: Old,
    isResource: boolean,
    isUnchanged: boolean,
  ): void {
    if (value === null || this.budget < 0 || !hasRules(schema)) return;
    const same = old ? deepEqual(old.value, value) : isUnchanged;
    this.rules(value, schema, at, old, isResource, same);
    if (Array.isArray(value)) {
      const items = itemsOf(schema);
      const before = oldItems(schema, old);
      for (const [i, item] of items ? value.entries() : [])
        if (items) this.node(item, items, at.index(i), before(item), isEmbedded(items), same);
    } else if (isObject(value)) this.members(value, schema, at, old, same);
  }

  private members(
    value: { readonly [name: string]: Json | undefined },
    schema: JSONSchemaProps,
    at: FieldPath,
    old: Old,
    isUnchanged: boolean,
  ): void {
    const additional = additionalOf(schema);
    for (const name of Object.keys(value).sort()) {
      const member = value[name];
      const property = schema.properties?.[name];
      const part = property ?? additional;
      if (member === undefined || !part) continue;
      const place = property ? at.child(name) : at.key(name);
      this.node(member, part, place, oldMember(old, name), isEmbedded(part), isUnchanged);
    }
  }

  private rules(
    value: Json,
    schema: JSONSchemaProps,
    at: FieldPath,
    old: Old,
    isResource: boolean,
    isSame: boolean,
  ): void {
    const rules = compileRules(schema, isResource);
    const type = rules.length === 0 ? undefined : celTypeOf(schema, 'object', isResource);
    if (!type) return;
    const bindings = {
      self: () => fromJson(value, type),
      oldSelf: () => (old?.value === undefined ? undefinedValue() : fromJson(old.value, type)),
    };
    const optional = {
      ...bindings,
      oldSelf: () =>
        old?.value === undefined
          ? new OptionalValue()
          : new OptionalValue(fromJson(old.value, type)),
    };
    for (const compiled of rules) {
      if (this.budget < 0) return;
      const { rule, usesOldSelf } = compiled;
      if (usesOldSelf && !old && !rule.optionalOldSelf) continue;
      this.rule(compiled, rule.optionalOldSelf ? optional : bindings, value, schema, at, isSame);
    }
  }

  private rule(
    compiled: CompiledRule,
    bindings: { readonly [name: string]: () => Value },
    value: Json,
    schema: JSONSchemaProps,
    at: FieldPath,
    isSame: boolean,
  ): void {
    const { rule, program, error } = compiled;
    const type = schema.type ?? '';
    const wrong = (text: string): void => {
      this.errors.push(invalidError(placed(at), type, text));
    };
    if (error !== undefined) wrong(`rule compile error: ${error}`);
    if (!program) return;
    const outcome = program.run(bindings, perCallLimit);
    this.budget -= outcome.cost;
    if (this.budget < 0) {
      wrong(
        'validation failed due to running out of cost budget, no further validation rules will be run',
      );
      return;
    }
    if ('error' in outcome) {
      wrong(failureText(outcome, nameOf(rule)));
      if (outcome.isOverBudget) this.budget = -1;
      return;
    }
    if (outcome.value === true) return;
    const message = compiled.message && computedMessage(compiled.message, bindings, this.budget);
    this.budget -= message?.cost ?? 0;
    const detail = message?.text ?? messageOf(rule);
    const isWhole = type === 'object' || type === 'array';
    const place = compiled.fieldPath === '' ? at : at.child(compiled.fieldPath);
    const failure = ruleError(placed(place), rule, detail, isWhole ? undefined : { of: value });
    if (!compiled.usesOldSelf && isSame) this.warnings.push(fieldErrorText(failure));
    else this.errors.push(failure);
  }
}

function failureText(
  { error, isOverBudget }: { readonly error: string; readonly isOverBudget: boolean },
  name: string,
): string {
  if (isOverBudget)
    return `'${error}': no further validation rules will be run due to call cost exceeds limit for rule: ${name}`;
  if (error.startsWith('no such overload'))
    return `'${error}': call arguments did not match a supported operator, function or macro signature for rule: ${name}`;
  return `${error} evaluating rule: ${name}`;
}

function placed(at: FieldPath): FieldPath | string {
  return at.text === '' ? '<nil>' : at;
}

function isEmbedded(schema: JSONSchemaProps): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function undefinedValue(): Value {
  throw new EvaluationError('no such attribute(s): oldSelf');
}
