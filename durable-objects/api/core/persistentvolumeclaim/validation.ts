import {
  type FieldError,
  FieldPath,
  forbiddenError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import { compareQuantities, quantityMillis } from '../../../apimachinery/quantity.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { claimSpecDiff } from '../../pod-template/internal-types.ts';
import { checkClaimSpec } from '../../pod-template/validation/claims.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './schema.ts';

type Read = Frozen<PersistentVolumeClaim>;

const specPath = FieldPath.of('spec');
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

export function validateClaim({ spec }: Read): readonly FieldError[] {
  return checkClaimSpec(spec, specPath);
}

/** What of a claim may change; follows ValidatePersistentVolumeClaimUpdate. */
export function validateClaimUpdate(claim: Read, old: Read): readonly FieldError[] {
  const annotationAt = FieldPath.of('metadata', 'annotations', classAnnotation);
  const annotation = (object: Read): string => object.metadata.annotations?.[classAnnotation] ?? '';
  const before = withAllowed(old.spec, claim, old);
  const after = withRestored(claim, old);
  const errors = isClassFromAnnotation(claim, old)
    ? []
    : [...checkImmutable(annotation(claim), annotation(old), annotationAt)];
  if (!deepEqual(after, before)) {
    const text =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    errors.push(forbiddenError(specPath, `${text}\n${claimSpecDiff(before, after)}`));
  }
  return [
    ...errors,
    ...checkShrinking(claim, old),
    ...checkImmutable(claim.spec.volumeMode, old.spec.volumeMode, FieldPath.of('volumeMode')),
    ...checkAttributesClass(claim, old),
  ];
}

export function validateClaimStatusUpdate({ spec }: Read): readonly FieldError[] {
  return spec.accessModes.length === 0 ? [requiredError('Spec.accessModes', '')] : [];
}

export function claimWarnings({ metadata, spec }: Read): readonly string[] {
  const storage = spec.resources.requests?.storage;
  const place = 'spec.resources.requests[storage]';
  return [
    ...(metadata.annotations?.[classAnnotation] === undefined
      ? []
      : [
          `metadata.annotations[${classAnnotation}]: deprecated since v1.8; use "storageClassName" attribute instead`,
        ]),
    ...(storage !== undefined && quantityMillis(storage) % 1_000 !== 0
      ? [`${place}: fractional byte value "${storage}" is invalid, must be an integer`]
      : []),
  ];
}

type Spec = Frozen<PersistentVolumeClaimSpec>;

/** The old spec with what may be set once: a volume, and a class that came late. */
function withAllowed(spec: Spec, claim: Read, old: Read): Spec {
  const { volumeName, storageClassName } = claim.spec;
  const mayBind = !old.spec.volumeName && volumeName !== undefined;
  const mayName =
    old.spec.storageClassName === undefined &&
    storageClassName !== undefined &&
    [undefined, storageClassName].includes(old.metadata.annotations?.[classAnnotation]);
  return {
    ...spec,
    ...(mayBind ? { volumeName } : {}),
    ...(mayName ? { storageClassName } : {}),
  };
}

/** The new spec without what a bound claim may change. */
function withRestored({ spec, status }: Read, old: Read): Spec {
  if (status.phase !== 'Bound') return spec;
  const { volumeAttributesClassName: oldClass } = old.spec;
  const { volumeAttributesClassName: newClass, ...rest } = spec;
  const storage = old.spec.resources.requests?.storage;
  const requests = spec.resources.requests && {
    ...spec.resources.requests,
    ...(storage === undefined ? {} : { storage }),
  };
  return {
    ...rest,
    ...(newClass !== undefined && oldClass !== undefined
      ? { volumeAttributesClassName: oldClass }
      : {}),
    resources: { ...spec.resources, ...(requests ? { requests } : {}) },
  };
}

/** The old way to name a class may be replaced by the new one. */
function isClassFromAnnotation(claim: Read, old: Read): boolean {
  const before = old.metadata.annotations?.[classAnnotation];
  const after = claim.metadata.annotations?.[classAnnotation];
  return (
    before !== undefined &&
    old.spec.storageClassName === undefined &&
    claim.spec.storageClassName === before &&
    (after === undefined || after === before)
  );
}

/** A request may go back, after an expansion that failed, but not below what there is. */
function checkShrinking(claim: Read, old: Read): readonly FieldError[] {
  const now = claim.spec.resources.requests?.storage ?? '0';
  const before = old.spec.resources.requests?.storage ?? '0';
  const actual = old.status.capacity?.storage ?? '0';
  const isTooSmall = compareQuantities(now, before) < 0 && compareQuantities(now, actual) <= 0;
  const place = specPath.child('resources', 'requests', 'storage');
  return isTooSmall ? [forbiddenError(place, 'field can not be less than status.capacity')] : [];
}

function checkAttributesClass(claim: Read, old: Read): readonly FieldError[] {
  const at = specPath.child('volumeAttributesClassName');
  const { volumeAttributesClassName: before } = old.spec;
  const { volumeAttributesClassName: now } = claim.spec;
  if (before === undefined || before === now) return [];
  if (now === undefined)
    return [forbiddenError(at, 'update from non-nil value to nil is forbidden')];
  return now === ''
    ? [forbiddenError(at, 'update from non-nil value to an empty string is forbidden')]
    : [];
}
