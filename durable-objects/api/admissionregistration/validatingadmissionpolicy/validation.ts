import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { encodeUtf8 } from '../../../lib/utf8.ts';
import type { Declarations } from '../environment.ts';
import { checkMatchConstraints } from '../match-validation.ts';
import {
  checkExpression,
  checkFailurePolicy,
  checkMatchConditions,
  checkParamKind,
  checkVariables,
} from '../policy-validation.ts';
import type { AuditAnnotation, ValidatingAdmissionPolicy, Validation } from './schema.ts';

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'];
const maxAuditAnnotations = 20;
const maxValueExpressionBytes = 5 * 1024;
const specPath = FieldPath.of('spec');

/** Rules of pkg/apis/admissionregistration/validation. */
export function validatePolicy(policy: Frozen<ValidatingAdmissionPolicy>): readonly FieldError[] {
  const { spec, metadata } = policy;
  const { validations = [], auditAnnotations = [], variables = [] } = spec;
  const hasParams = spec.paramKind !== undefined;
  const base: Declarations = { hasParams, hasAuthorizer: true };
  const checked = checkVariables(variables, base, specPath.child('variables'));
  const declared = variables.length > 0 ? { ...base, variables: checked.types } : base;
  const conditions = spec.matchConditions ?? [];
  return [
    ...checkFailurePolicy(spec.failurePolicy, specPath.child('failurePolicy')),
    ...checkParamKind(spec.paramKind, specPath.child('paramKind')),
    ...checkMatchConstraints(spec.matchConstraints, specPath.child('matchConstraints')),
    ...checkMatchConditions(conditions, hasParams, specPath.child('matchConditions')),
    ...checked.errors,
    ...(validations.length + auditAnnotations.length === 0 ? checkNothing() : []),
    ...validations.flatMap((validation, i) =>
      checkValidation(validation, declared, specPath.child('validations').index(i)),
    ),
    ...checkAuditAnnotations(metadata.name, auditAnnotations, declared),
  ];
}

function checkNothing(): readonly FieldError[] {
  const text = 'validations or auditAnnotations must contain at least one item';
  return ['validations', 'auditAnnotations'].map((name) =>
    requiredError(specPath.child(name), text),
  );
}

function checkValidation(
  validation: Frozen<Validation>,
  declared: Declarations,
  at: FieldPath,
): readonly FieldError[] {
  const { expression, message = '', messageExpression = '', reason } = validation;
  const errors: FieldError[] = [];
  const here = at.child('expression');
  if (expression.trim() === '') errors.push(requiredError(here, 'expression is not specified'));
  else errors.push(...checkExpression(expression, declared, ['bool'], here));
  const messagePath = at.child('messageExpression');
  if (messageExpression !== '' && messageExpression.trim() === '') {
    const text = 'must be non-empty if specified';
    errors.push(invalidError(messagePath, messageExpression, text));
  } else if (messageExpression !== '') {
    const mine = { ...declared, hasAuthorizer: false };
    errors.push(...checkExpression(messageExpression, mine, ['string'], messagePath));
  }
  if (message !== '' && message.trim() === '') {
    const text = 'message must be non-empty if specified';
    errors.push(invalidError(at.child('message'), message, text));
  } else if (/[\n\r]/.test(message.trim())) {
    const text = 'message must not contain line breaks';
    errors.push(invalidError(at.child('message'), message, text));
  }
  if (reason !== undefined && !reasons.includes(reason))
    errors.push(notSupportedError(at.child('reason'), reason, reasons));
  return errors;
}

function checkAuditAnnotations(
  policy: string,
  annotations: readonly Frozen<AuditAnnotation>[],
  declared: Declarations,
): readonly FieldError[] {
  const at = specPath.child('auditAnnotations');
  const errors = annotations.flatMap(({ key, valueExpression }, i) => {
    const keyPath = at.index(i).child('key');
    const isKnown = annotations.findIndex((one) => one.key === key) < i;
    return [
      ...(policy === ''
        ? [invalidError(keyPath, key, 'requires metadata.name be non-empty')]
        : checkName(qualifiedNameErrors, `${policy}/${key}`, keyPath)),
      ...checkValue(valueExpression, declared, at.index(i).child('valueExpression')),
      ...(isKnown ? [duplicateError(keyPath, key)] : []),
    ];
  });
  if (annotations.length <= maxAuditAnnotations) return errors;
  const text = `must not have more than ${maxAuditAnnotations} auditAnnotations`;
  return [invalidError(at, annotations, text), ...errors];
}

function checkValue(
  expression: string,
  declared: Declarations,
  at: FieldPath,
): readonly FieldError[] {
  const source = expression.trim();
  if (source === '') return [requiredError(at, 'valueExpression is not specified')];
  if (encodeUtf8(source).length > maxValueExpressionBytes)
    return [requiredError(at, `must not exceed ${maxValueExpressionBytes} bytes in length`)];
  return checkExpression(source, declared, ['string', 'null_type'], at, expression);
}
