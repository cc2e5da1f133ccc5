import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import {
  checkAnnotations,
  checkLabelSelector,
  checkLabels,
  checkName,
  checkPositive,
} from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { PersistentVolumeClaimSpec } from '../claim.ts';
import type { TypedObjectReference } from '../reference.ts';
import type { PersistentVolumeClaimTemplate } from '../volume.ts';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const volumeModes = ['Block', 'Filesystem'];

type ClaimSpec = Frozen<PersistentVolumeClaimSpec>;

/** A claim's spec, also inside templates. */
export function checkClaimSpec(spec: ClaimSpec, at: FieldPath): readonly FieldError[] {
  const { accessModes: modes = [], storageClassName, volumeAttributesClassName } = spec;
  const storage = spec.resources.requests?.storage;
  const storageAt = at.child('resources').key('storage');
  return [
    ...(modes.length === 0
      ? [requiredError(at.child('accessModes'), 'at least 1 access mode is required')]
      : []),
    ...checkLabelSelector(spec.selector, at.child('selector')),
    ...checkAccessModes(modes, at.child('accessModes')),
    ...(storage === undefined ? [requiredError(storageAt, '')] : checkPositive(storage, storageAt)),
    ...(storageClassName
      ? checkName(dns1123SubdomainErrors, storageClassName, at.child('storageClassName'))
      : []),
    ...checkVolumeMode(spec.volumeMode, at.child('volumeMode')),
    ...checkDataSources(spec, at),
    ...(volumeAttributesClassName
      ? checkName(
          dns1123SubdomainErrors,
          volumeAttributesClassName,
          at.child('volumeAttributesClassName'),
        )
      : []),
  ];
}

/** The claim that a pod brings along: of its metadata only labels and annotations may be set. */
export function checkClaimTemplate(
  { metadata, spec }: Frozen<PersistentVolumeClaimTemplate>,
  at: FieldPath,
): readonly FieldError[] {
  const metaAt = at.child('metadata');
  const others = Object.entries(metadata ?? {}).filter(
    ([field, value]) => value !== undefined && field !== 'labels' && field !== 'annotations',
  );
  return [
    ...checkAnnotations(metadata?.annotations, metaAt.child('annotations')),
    ...checkLabels(metadata?.labels, metaAt.child('labels')),
    ...others.map(([field]) => forbiddenError(metaAt.child(field), 'cannot be set')),
    ...checkClaimSpec(spec, at.child('spec')),
  ];
}

/** Modes of a claim or a volume; ReadWriteOncePod stands alone. */
export function checkAccessModes(modes: readonly string[], at: FieldPath): readonly FieldError[] {
  const known = modes.filter((mode) => accessModes.includes(mode));
  const isMixed =
    known.includes('ReadWriteOncePod') && known.some((mode) => mode !== 'ReadWriteOncePod');
  return [
    ...modes
      .filter((mode) => !accessModes.includes(mode))
      .map((mode) => notSupportedError(at, mode, accessModes)),
    ...(isMixed
      ? [forbiddenError(at, 'may not use ReadWriteOncePod with other access modes')]
      : []),
  ];
}

export function checkVolumeMode(mode: string, at: FieldPath): readonly FieldError[] {
  return volumeModes.includes(mode) ? [] : [notSupportedError(at, mode, volumeModes)];
}

function checkDataSources(spec: ClaimSpec, at: FieldPath): readonly FieldError[] {
  const { dataSource, dataSourceRef } = spec;
  const errors: FieldError[] = [];
  if (dataSource) errors.push(...checkDataSource(dataSource, at.child('dataSource')));
  if (dataSourceRef) {
    const here = at.child('dataSourceRef');
    errors.push(...checkDataSource(dataSourceRef, here));
    if (dataSourceRef.namespace)
      errors.push(
        ...checkName(dns1123LabelErrors, dataSourceRef.namespace, here.child('namespace')),
      );
  }
  if (!dataSource || !dataSourceRef) return errors;
  const { namespace, ...rest } = dataSourceRef;
  const place = at.child('dataSource').text;
  if (namespace) {
    const text = 'may not be specified when dataSourceRef.namespace is specified';
    errors.push(invalidError(at, place, text));
  } else if (!deepEqual(rest, dataSource))
    errors.push(invalidError(at, place, 'must match dataSourceRef'));
  return errors;
}

function checkDataSource(
  { apiGroup, kind, name }: Frozen<Omit<TypedObjectReference, 'namespace'>>,
  at: FieldPath,
): readonly FieldError[] {
  const onlyClaim = "must be 'PersistentVolumeClaim' when referencing the default apiGroup";
  return [
    ...(name === '' ? [requiredError(at.child('name'), '')] : []),
    ...(kind === '' ? [requiredError(at.child('kind'), '')] : []),
    ...(!apiGroup && kind !== 'PersistentVolumeClaim' ? [invalidError(at, kind, onlyClaim)] : []),
    ...(apiGroup ? checkName(dns1123SubdomainErrors, apiGroup, at.child('apiGroup')) : []),
  ];
}
