import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import {
  checkAtMost100Percent,
  checkImmutable,
  checkIntOrPercent,
  checkLabelSelector,
  checkNonNegative,
  isUsableSelector,
  numberOf,
} from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import {
  checkLastingPods,
  checkSelectsTemplate,
} from '../../pod-template/validation/controller.ts';
import { checkPodTemplate } from '../../pod-template/validation/pod-spec.ts';
import type {
  DaemonSet,
  DaemonSetSpec,
  DaemonSetUpdateStrategy,
  RollingUpdateDaemonSet,
} from './schema.ts';

type Read = Frozen<DaemonSet>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');
export const templatePath = specPath.child('template');

/** Rules of every DaemonSet; follows ValidateDaemonSetSpec. */
export function validateDaemonSet({ spec }: Read): readonly FieldError[] {
  return [
    ...checkSelector(spec),
    ...checkPodTemplate(spec.template, templatePath),
    ...checkDisks(spec, templatePath.child('spec', 'volumes')),
    ...checkLastingPods(spec.template, 'DaemonSet', templatePath),
    ...checkNonNegative(spec.minReadySeconds, specPath.child('minReadySeconds')),
    ...checkUpdateStrategy(spec.updateStrategy, specPath.child('updateStrategy')),
    ...checkNonNegative(spec.revisionHistoryLimit, specPath.child('revisionHistoryLimit')),
  ];
}

export function validateDaemonSetUpdate({ spec }: Read, old: Read): readonly FieldError[] {
  return checkImmutable(spec.selector, old.spec.selector, specPath.child('selector'));
}

export function validateDaemonSetStatusUpdate({ status }: Read, old: Read): readonly FieldError[] {
  const counts = [
    'currentNumberScheduled',
    'numberMisscheduled',
    'desiredNumberScheduled',
    'numberReady',
    'observedGeneration',
    'updatedNumberScheduled',
    'numberAvailable',
    'numberUnavailable',
    'collisionCount',
  ] as const;
  const errors = counts.flatMap((field) =>
    checkNonNegative(status[field], statusPath.child(field)),
  );
  if ((status.collisionCount ?? -1) >= (old.status.collisionCount ?? -1)) return errors;
  const place = statusPath.child('collisionCount');
  return [...errors, invalidError(place, status.collisionCount ?? 0, 'cannot be decremented')];
}

function checkSelector({ selector, template }: Frozen<DaemonSetSpec>): readonly FieldError[] {
  const at = specPath.child('selector');
  const places = { selector: at, template: templatePath };
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const isEmpty = Object.keys(matchLabels).length + matchExpressions.length === 0;
  const text = 'empty selector is invalid for daemonset';
  return [
    ...checkLabelSelector(selector, at),
    ...(isUsableSelector(selector) ? checkSelectsTemplate(selector, template, '', places) : []),
    ...(selector && isEmpty ? [invalidError(at, selector, text)] : []),
  ];
}

/** Daemons run on several nodes, so that they can't share a disk that one of them writes. */
function checkDisks({ template }: Frozen<DaemonSetSpec>, at: FieldPath): readonly FieldError[] {
  const text =
    'must be true for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is read-only';
  return (template.spec.volumes ?? []).flatMap(({ gcePersistentDisk: disk }, i) =>
    disk && !disk.readOnly
      ? [invalidError(at.index(i).child('gcePersistentDisk', 'readOnly'), false, text)]
      : [],
  );
}

function checkUpdateStrategy(
  strategy: Frozen<DaemonSetUpdateStrategy>,
  at: FieldPath,
): readonly FieldError[] {
  const { type, rollingUpdate } = strategy;
  const rollingAt = at.child('rollingUpdate');
  switch (type) {
    case 'OnDelete':
      return [];
    case 'RollingUpdate':
      return rollingUpdate
        ? checkRollingUpdate(rollingUpdate, rollingAt)
        : [requiredError(rollingAt, '')];
    default: {
      const shown = rollingUpdate && {
        MaxUnavailable: rollingUpdate.maxUnavailable,
        MaxSurge: rollingUpdate.maxSurge,
      };
      const value = JSON.stringify({ Type: type, RollingUpdate: shown ?? null });
      const body = `Unsupported value: ${value}: supported values: "RollingUpdate", "OnDelete"`;
      return [{ type: 'NotSupported', field: at.text, body }];
    }
  }
}

function checkRollingUpdate(
  { maxUnavailable, maxSurge }: Frozen<RollingUpdateDaemonSet>,
  at: FieldPath,
): readonly FieldError[] {
  const unavailableAt = at.child('maxUnavailable');
  const surgeAt = at.child('maxSurge');
  const errors: FieldError[] = [
    ...checkIntOrPercent(maxUnavailable, unavailableAt),
    ...checkIntOrPercent(maxSurge, surgeAt),
    ...checkAtMost100Percent(maxUnavailable, unavailableAt),
    ...checkAtMost100Percent(maxSurge, surgeAt),
  ];
  const [hasUnavailable, hasSurge] = [numberOf(maxUnavailable) !== 0, numberOf(maxSurge) !== 0];
  if (hasUnavailable && hasSurge)
    errors.push(invalidError(surgeAt, maxSurge, 'may not be set when maxUnavailable is non-zero'));
  if (!hasUnavailable && !hasSurge)
    errors.push(requiredError(unavailableAt, 'cannot be 0 when maxSurge is 0'));
  return errors;
}
