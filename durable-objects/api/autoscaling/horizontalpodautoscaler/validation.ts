import {
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName, checkNonNegative, checkQuantity } from '../../../apimachinery/field-rules.ts';
import { pathSegmentErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { CrossVersionObjectReference } from './metrics-schema.ts';
import { checkMetrics } from './metrics-validation.ts';
import type { HorizontalPodAutoscaler, HPAScalingPolicy, HPAScalingRules } from './schema.ts';

type Read = Frozen<HorizontalPodAutoscaler>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');

/** Seconds that a rule may look back, and that a policy may count for. */
const maxStabilizationSeconds = 3_600;
const maxPeriodSeconds = 1_800;

/** Rules of every HorizontalPodAutoscaler; follows pkg/apis/autoscaling/validation. */
export function validateHorizontalPodAutoscaler({ spec }: Read): readonly FieldError[] {
  const { minReplicas, maxReplicas, behavior } = spec;
  const behaviorAt = specPath.child('behavior');
  const maxAt = specPath.child('maxReplicas');
  return [
    ...(minReplicas < 1
      ? [
          invalidError(
            specPath.child('minReplicas'),
            minReplicas,
            'must be greater than or equal to 1',
          ),
        ]
      : []),
    ...(maxReplicas < 1 ? [invalidError(maxAt, maxReplicas, 'must be greater than 0')] : []),
    ...(maxReplicas < minReplicas
      ? [invalidError(maxAt, maxReplicas, 'must be greater than or equal to `minReplicas`')]
      : []),
    ...checkReference(spec.scaleTargetRef, specPath.child('scaleTargetRef')),
    ...checkMetrics(spec.metrics, specPath.child('metrics'), checkReference),
    ...checkRules(behavior?.scaleUp, behaviorAt.child('scaleUp')),
    ...checkRules(behavior?.scaleDown, behaviorAt.child('scaleDown')),
  ];
}

export function validateHorizontalPodAutoscalerStatusUpdate({
  status,
}: Read): readonly FieldError[] {
  return [
    ...checkNonNegative(status.currentReplicas, statusPath.child('currentReplicas')),
    ...checkNonNegative(status.desiredReplicas, statusPath.child('desiredReplicas')),
  ];
}

function checkReference(
  { kind, name }: Frozen<CrossVersionObjectReference>,
  at: FieldPath,
): readonly FieldError[] {
  const check = (value: string, place: FieldPath): readonly FieldError[] =>
    value === '' ? [requiredError(place, '')] : checkName(pathSegmentErrors, value, place);
  return [...check(kind, at.child('kind')), ...check(name, at.child('name'))];
}

function checkRules(
  rules: Frozen<HPAScalingRules> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!rules) return [];
  const { stabilizationWindowSeconds: window = 0, selectPolicy, policies = [], tolerance } = rules;
  const errors: FieldError[] = [];
  const windowAt = at.child('stabilizationWindowSeconds');
  if (window < 0)
    errors.push(invalidError(windowAt, window, 'must be greater than or equal to zero'));
  if (window > maxStabilizationSeconds) {
    const text = `must be less than or equal to ${maxStabilizationSeconds}`;
    errors.push(invalidError(windowAt, window, text));
  }
  const selections = ['Disabled', 'Max', 'Min'];
  if (selectPolicy !== undefined && !selections.includes(selectPolicy))
    errors.push(notSupportedError(at.child('selectPolicy'), selectPolicy, selections));
  const policiesAt = at.child('policies');
  if (policies.length === 0)
    errors.push(requiredError(policiesAt, 'must specify at least one Policy'));
  errors.push(...policies.flatMap((policy, i) => checkPolicy(policy, policiesAt.index(i))));
  if (tolerance !== undefined)
    errors.push(...checkQuantity(tolerance, at.child('tolerance'), false));
  return errors;
}

function checkPolicy(policy: Frozen<HPAScalingPolicy>, at: FieldPath): readonly FieldError[] {
  const { type, periodSeconds } = policy;
  const types = ['Percent', 'Pods'];
  const errors: FieldError[] = [];
  if (!types.includes(type)) errors.push(notSupportedError(at.child('type'), type, types));
  for (const field of ['value', 'periodSeconds'] as const)
    if (policy[field] <= 0)
      errors.push(invalidError(at.child(field), policy[field], 'must be greater than zero'));
  if (periodSeconds > maxPeriodSeconds) {
    const text = `must be less than or equal to ${maxPeriodSeconds}`;
    errors.push(invalidError(at.child('periodSeconds'), periodSeconds, text));
  }
  return errors;
}
