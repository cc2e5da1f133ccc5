import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import {
  checkAtMost100Percent,
  checkIntOrPercent,
  checkName,
  checkNonNegative,
  invalidStruct,
  numberOf,
} from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import { quantityMillis } from '../../../apimachinery/quantity.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { PodTemplateSpec } from '../../pod-template/pod-spec.ts';
import { checkClaimSpec } from '../../pod-template/validation/claims.ts';
import {
  checkLastingPods,
  checkRequiredSelector,
  checkSelectsTemplate,
} from '../../pod-template/validation/controller.ts';
import { checkPodTemplate } from '../../pod-template/validation/pod-spec.ts';
import { podWarnings } from '../../pod-template/warnings.ts';
import type { StatefulSet, StatefulSetSpec } from './schema.ts';

type Read = Frozen<StatefulSet>;
type Spec = Frozen<StatefulSetSpec>;

const specPath = FieldPath.of('spec');
const statusPath = FieldPath.of('status');

/** Rules of every StatefulSet; follows ValidateStatefulSetSpec. */
export function validateStatefulSet({ spec }: Read): readonly FieldError[] {
  const templateAt = specPath.child('template');
  const selectorAt = specPath.child('selector');
  const places = { selector: selectorAt, template: templateAt };
  return [
    ...checkManagementPolicy(spec.podManagementPolicy, specPath.child('podManagementPolicy')),
    ...checkUpdateStrategy(spec, specPath.child('updateStrategy')),
    ...checkRetention(spec, specPath.child('persistentVolumeClaimRetentionPolicy')),
    ...(spec.volumeClaimTemplates ?? []).flatMap((template, i) =>
      checkClaimSpec(template.spec, specPath.child('volumeClaimTemplates').index(i).child('spec')),
    ),
    ...checkNonNegative(spec.replicas, specPath.child('replicas')),
    ...checkNonNegative(spec.minReadySeconds, specPath.child('minReadySeconds')),
    ...checkNonNegative(spec.ordinals?.start, specPath.child('ordinals', 'start')),
    ...(spec.serviceName
      ? checkName(dns1123LabelErrors, spec.serviceName, specPath.child('serviceName'))
      : []),
    ...checkRequiredSelector(
      spec.selector,
      'empty selector is invalid for statefulset',
      selectorAt,
    ),
    ...checkSelectsTemplate(spec.selector, spec.template, '', places),
    ...checkPodTemplate(withClaimVolumes(spec), templateAt),
    ...checkLastingPods(spec.template, 'StatefulSet', templateAt),
  ];
}

/** What may not change; follows ValidateStatefulSetUpdate. */
export function validateStatefulSetUpdate(set: Read, old: Read): readonly FieldError[] {
  const fixed = (spec: Spec): object => {
    const {
      replicas: _replicas,
      template: _template,
      updateStrategy: _updateStrategy,
      minReadySeconds: _minReadySeconds,
      ordinals: _ordinals,
      revisionHistoryLimit: _revisionHistoryLimit,
      persistentVolumeClaimRetentionPolicy: _policy,
      ...rest
    } = spec;
    return rest;
  };
  const text =
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
  return deepEqual(fixed(set.spec), fixed(old.spec)) ? [] : [forbiddenError(specPath, text)];
}

export function validateStatefulSetStatusUpdate(
  { status }: Read,
  { status: old }: Read,
): readonly FieldError[] {
  const counts = [
    'replicas',
    'readyReplicas',
    'currentReplicas',
    'updatedReplicas',
    'availableReplicas',
  ] as const;
  const errors = counts.flatMap((field) =>
    checkNonNegative(status[field], statusPath.child(field)),
  );
  for (const field of counts)
    if ((status[field] ?? 0) > status.replicas) {
      const text = 'cannot be greater than status.replicas';
      errors.push(invalidError(statusPath.child(field), status[field], text));
    }
  const { availableReplicas, readyReplicas = 0, collisionCount } = status;
  if (availableReplicas > readyReplicas) {
    const text = 'cannot be greater than status.readyReplicas';
    errors.push(invalidError(statusPath.child('availableReplicas'), availableReplicas, text));
  }
  if ((collisionCount ?? -1) < (old.collisionCount ?? -1)) {
    const place = statusPath.child('collisionCount');
    errors.push(invalidError(place, collisionCount ?? 0, 'cannot be decremented'));
  }
  return errors;
}

export function statefulSetWarnings(set: Read, old?: Read): readonly string[] {
  if (old && deepEqual(old.spec, set.spec)) return [];
  const { template, volumeClaimTemplates, revisionHistoryLimit } = set.spec;
  const claims = (volumeClaimTemplates ?? []).flatMap(({ spec }, i) => {
    const storage = spec.resources.requests?.storage;
    if (storage === undefined || quantityMillis(storage) % 1_000 === 0) return [];
    const place = `spec.volumeClaimTemplates[${i}].spec.resources.requests[storage]`;
    return [`${place}: fractional byte value "${storage}" is invalid, must be an integer`];
  });
  const history =
    'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended';
  return [
    ...podWarnings(template.spec, template.metadata, specPath.child('template')),
    ...claims,
    ...(revisionHistoryLimit < 0 ? [history] : []),
  ];
}

/** Mounts may name the set's claims, as if they were volumes of the template. */
function withClaimVolumes(spec: Spec): Frozen<PodTemplateSpec> {
  const { template, volumeClaimTemplates = [] } = spec;
  const own = template.spec.volumes ?? [];
  const names = new Set(own.map(({ name }) => name));
  const claims = volumeClaimTemplates.flatMap(({ metadata: { name = '' } }) =>
    name === '' || names.has(name) ? [] : [{ name, persistentVolumeClaim: { claimName: name } }],
  );
  if (claims.length === 0) return template;
  return { ...template, spec: { ...template.spec, volumes: [...own, ...claims] } };
}

function checkManagementPolicy(policy: string, at: FieldPath): readonly FieldError[] {
  if (policy === '') return [requiredError(at, '')];
  return policy === 'OrderedReady' || policy === 'Parallel'
    ? []
    : [invalidError(at, policy, "must be 'OrderedReady' or 'Parallel'")];
}

function checkUpdateStrategy({ updateStrategy }: Spec, at: FieldPath): readonly FieldError[] {
  const { type, rollingUpdate } = updateStrategy;
  const rollingAt = at.child('rollingUpdate');
  const shown = rollingUpdate && {
    Partition: rollingUpdate.partition,
    MaxUnavailable: rollingUpdate.maxUnavailable ?? null,
  };
  switch (type) {
    case 'OnDelete': {
      const text = "only allowed for updateStrategy 'RollingUpdate'";
      return shown ? [invalidStruct(rollingAt, shown, text)] : [];
    }
    case 'RollingUpdate':
      return rollingUpdate ? checkRollingUpdate(rollingUpdate, rollingAt) : [];
    default: {
      const value = { Type: type, RollingUpdate: shown ?? null };
      return [invalidStruct(at, value, "must be 'RollingUpdate' or 'OnDelete'")];
    }
  }
}

function checkRollingUpdate(
  {
    partition,
    maxUnavailable,
  }: NonNullable<Frozen<StatefulSetSpec['updateStrategy']>['rollingUpdate']>,
  at: FieldPath,
): readonly FieldError[] {
  const place = at.child('maxUnavailable');
  const errors = checkNonNegative(partition, at.child('partition'));
  if (maxUnavailable === undefined) return errors;
  return [
    ...errors,
    ...checkIntOrPercent(maxUnavailable, place),
    ...(numberOf(maxUnavailable) === 0 ? [invalidError(place, maxUnavailable, 'cannot be 0')] : []),
    ...checkAtMost100Percent(maxUnavailable, place),
  ];
}

function checkRetention(spec: Spec, at: FieldPath): readonly FieldError[] {
  const policies = ['Retain', 'Delete'];
  return (['whenDeleted', 'whenScaled'] as const).flatMap((field) => {
    const policy = spec.persistentVolumeClaimRetentionPolicy[field];
    return policies.includes(policy) ? [] : [notSupportedError(at.child(field), policy, policies)];
  });
}
