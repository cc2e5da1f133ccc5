import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { mandatoryFlowSchemas } from './bootstrap.ts';
import { checkNonResourceRule, checkResourceRule } from './rule-validation.ts';
import type { FlowSchema, PolicyRulesWithSubjects } from './schema.ts';
import { checkSubject } from './subject-validation.ts';

/** Rules of pkg/apis/flowcontrol/validation. */

const specPath = FieldPath.of('spec');
const maxPrecedence = 10_000;
const methods = ['ByNamespace', 'ByUser'];

export function validateFlowSchema(schema: Frozen<FlowSchema>): readonly FieldError[] {
  const { matchingPrecedence: precedence, distinguisherMethod, rules } = schema.spec;
  const level = schema.spec.priorityLevelConfiguration.name;
  const at = specPath.child('matchingPrecedence');
  const errors: FieldError[] = [];
  const wrong = (text: string): number => errors.push(invalidError(at, precedence, text));
  if (precedence <= 0) wrong('must be a positive value');
  if (precedence > maxPrecedence) wrong(`must not be greater than ${maxPrecedence}`);
  if (precedence === 1 && schema.metadata.name !== 'exempt') {
    wrong("only the schema named 'exempt' may have matchingPrecedence 1");
  }
  if (distinguisherMethod && !methods.includes(distinguisherMethod.type)) {
    const here = specPath.child('distinguisherMethod', 'type');
    errors.push(notSupportedError(here, distinguisherMethod.type, methods));
  }
  const levelPath = specPath.child('priorityLevelConfiguration', 'name');
  if (level === '') errors.push(requiredError(levelPath, 'must reference a priority level'));
  else errors.push(...checkName(dns1123SubdomainErrors, level, levelPath));
  (rules ?? []).forEach((rule, i) => {
    errors.push(...checkRule(rule, specPath.child('rules').index(i)));
  });
  const fixed = mandatoryFlowSchemas[schema.metadata.name];
  if (fixed && !deepEqual(fixed, schema.spec)) {
    const text = `spec of '${schema.metadata.name}' must equal the fixed value`;
    errors.push(invalidError(specPath, schema.spec, text));
  }
  return [...errors, ...checkConditions(schema)];
}

/** Every kind of condition once. */
function checkConditions({ status }: Frozen<FlowSchema>): readonly FieldError[] {
  const conditions = status.conditions ?? [];
  return conditions.flatMap(({ type = '' }, i) => {
    const at = FieldPath.of('status', 'conditions').index(i).child('type');
    const first = conditions.findIndex((one) => (one.type ?? '') === type);
    return [
      ...(first < i ? [duplicateError(at, type)] : []),
      ...(type === '' ? [requiredError(at, 'must not be empty')] : []),
    ];
  });
}

function checkRule(rule: Frozen<PolicyRulesWithSubjects>, at: FieldPath): readonly FieldError[] {
  const { subjects, resourceRules = [], nonResourceRules = [] } = rule;
  const errors: FieldError[] = [];
  if (subjects.length === 0) {
    errors.push(requiredError(at.child('subjects'), 'subjects must contain at least one value'));
  }
  subjects.forEach((subject, i) => {
    errors.push(...checkSubject(subject, at.child('subjects').index(i)));
  });
  if (resourceRules.length === 0 && nonResourceRules.length === 0) {
    const text = 'at least one of resourceRules and nonResourceRules has to be non-empty';
    errors.push(requiredError(at, text));
  }
  resourceRules.forEach((one, i) => {
    errors.push(...checkResourceRule(one, at.child('resourceRules').index(i)));
  });
  nonResourceRules.forEach((one, i) => {
    errors.push(...checkNonResourceRule(one, at.child('nonResourceRules').index(i)));
  });
  return errors;
}
