import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
} from '../../../apimachinery/field-error.ts';
import {
  checkAtMost100Percent,
  checkImmutable,
  checkIntOrPercent,
  checkNonNegative,
  numberOf,
} from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import {
  checkLastingPods,
  checkRequiredSelector,
  checkSelectsTemplate,
} from '../../pod-template/validation/controller.ts';
import { checkPodTemplate } from '../../pod-template/validation/pod-spec.ts';
import { podNameWarnings, podWarnings } from '../../pod-template/warnings.ts';
import type { Deployment, DeploymentStrategy, RollingUpdateDeployment } from './schema.ts';

type Read = Frozen<Deployment>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');

/** Rules of every Deployment; follows ValidateDeploymentSpec. */
export function validateDeployment({ spec }: Read): readonly FieldError[] {
  const templateAt = specPath.child('template');
  const selectorAt = specPath.child('selector');
  const deadlineAt = specPath.child('progressDeadlineSeconds');
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  const places = { selector: selectorAt, template: templateAt };
  return [
    ...checkNonNegative(spec.replicas, specPath.child('replicas')),
    ...checkRequiredSelector(spec.selector, 'empty selector is invalid for deployment', selectorAt),
    ...checkSelectsTemplate(spec.selector, spec.template, 'invalid label selector', places),
    ...checkPodTemplate(spec.template, templateAt),
    // Upstream shares this check with ReplicaSets and names them.
    ...checkLastingPods(spec.template, 'ReplicaSet', templateAt),
    ...checkStrategy(spec.strategy, specPath.child('strategy')),
    ...checkNonNegative(minReadySeconds, specPath.child('minReadySeconds')),
    ...checkNonNegative(spec.revisionHistoryLimit, specPath.child('revisionHistoryLimit')),
    ...checkNonNegative(deadline, deadlineAt),
    ...(deadline <= minReadySeconds
      ? [invalidError(deadlineAt, deadline, 'must be greater than minReadySeconds')]
      : []),
  ];
}

export function validateDeploymentUpdate({ spec }: Read, old: Read): readonly FieldError[] {
  return checkImmutable(spec.selector, old.spec.selector, specPath.child('selector'));
}

export function validateDeploymentStatusUpdate({ status }: Read, old: Read): readonly FieldError[] {
  const counts = [
    'replicas',
    'updatedReplicas',
    'readyReplicas',
    'availableReplicas',
    'unavailableReplicas',
  ] as const;
  const errors = counts.flatMap((field) =>
    checkNonNegative(status[field], statusPath.child(field)),
  );
  const { replicas = 0, readyReplicas = 0, availableReplicas = 0, collisionCount } = status;
  for (const field of ['updatedReplicas', 'readyReplicas', 'availableReplicas'] as const)
    if ((status[field] ?? 0) > replicas) {
      const text = 'cannot be greater than status.replicas';
      errors.push(invalidError(statusPath.child(field), status[field], text));
    }
  if (availableReplicas > readyReplicas) {
    const text = 'cannot be greater than readyReplicas';
    errors.push(invalidError(statusPath.child('availableReplicas'), availableReplicas, text));
  }
  if ((collisionCount ?? -1) < (old.status.collisionCount ?? -1)) {
    const place = statusPath.child('collisionCount');
    errors.push(invalidError(place, collisionCount ?? 0, 'cannot be decremented'));
  }
  return errors;
}

export function deploymentWarnings({ metadata, spec }: Read, old?: Read): readonly string[] {
  if (old && deepEqual(old.spec, spec)) return [];
  const { template } = spec;
  return [
    ...(old ? [] : podNameWarnings(dns1123LabelErrors(metadata.name))),
    ...podWarnings(template.spec, template.metadata, specPath.child('template')),
  ];
}

function checkStrategy(strategy: Frozen<DeploymentStrategy>, at: FieldPath): readonly FieldError[] {
  const { type, rollingUpdate } = strategy;
  const rollingAt = at.child('rollingUpdate');
  switch (type) {
    case 'Recreate': {
      const text = "may not be specified when strategy `type` is 'Recreate'";
      return rollingUpdate ? [forbiddenError(rollingAt, text)] : [];
    }
    case 'RollingUpdate':
      return rollingUpdate ? checkRollingUpdate(rollingUpdate, rollingAt) : [];
    default: {
      const shown = rollingUpdate && {
        MaxUnavailable: rollingUpdate.maxUnavailable,
        MaxSurge: rollingUpdate.maxSurge,
      };
      const value = JSON.stringify({ Type: type, RollingUpdate: shown ?? null });
      const supported = 'supported values: "Recreate", "RollingUpdate"';
      const body = `Unsupported value: ${value}: ${supported}`;
      return [{ type: 'NotSupported', field: at.text, body }];
    }
  }
}

function checkRollingUpdate(
  { maxUnavailable, maxSurge }: Frozen<RollingUpdateDeployment>,
  at: FieldPath,
): readonly FieldError[] {
  const place = at.child('maxUnavailable');
  const isStuck = numberOf(maxUnavailable) === 0 && numberOf(maxSurge) === 0;
  return [
    ...checkIntOrPercent(maxUnavailable, place),
    ...checkIntOrPercent(maxSurge, at.child('maxSurge')),
    ...(isStuck ? [invalidError(place, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
    ...checkAtMost100Percent(maxUnavailable, place),
  ];
}
