import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import {
  checkImmutable,
  checkName,
  checkPositive,
  immutable,
} from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { volumeSourceDiff } from '../../pod-template/internal-types.ts';
import type { PersistentVolumeSpec } from '../../pod-template/persistent-volume-spec.ts';
import { checkAccessModes, checkVolumeMode } from '../../pod-template/validation/claims.ts';
import { checkNodeSelector } from '../../pod-template/validation/node-selector.ts';
import type { PersistentVolume } from './schema.ts';
import { checkVolumeSource, volumeSourceFields } from './source-validation.ts';

type Read = Frozen<PersistentVolume>;
type Spec = Frozen<PersistentVolumeSpec>;

const specPath = FieldPath.of('spec');
const reclaimPolicies = ['Delete', 'Recycle', 'Retain'];

/** Rules of every PersistentVolume; follows ValidatePersistentVolumeSpec. */
export function validateVolume({ metadata, spec }: Read): readonly FieldError[] {
  const { accessModes = [], persistentVolumeReclaimPolicy: policy } = spec;
  const policyAt = specPath.child('persistentVolumeReclaimPolicy');
  const isRoot = spec.hostPath && /^\/*$/.test(spec.hostPath.path.replaceAll('/.', ''));
  const recycled = "may not be 'recycle' for a hostPath mount of '/'";
  return [
    ...(accessModes.length === 0 ? [requiredError(specPath.child('accessModes'), '')] : []),
    ...checkAccessModes(accessModes, specPath.child('accessModes')),
    ...checkCapacity(spec, specPath.child('capacity')),
    ...(reclaimPolicies.includes(policy)
      ? []
      : [notSupportedError(policyAt, policy, reclaimPolicies)]),
    ...checkNodeAffinity(spec, specPath.child('nodeAffinity')),
    ...checkVolumeSource(spec, metadata.name, specPath),
    ...(isRoot && policy === 'Recycle' ? [forbiddenError(policyAt, recycled)] : []),
    ...(spec.storageClassName
      ? checkName(dns1123SubdomainErrors, spec.storageClassName, specPath.child('storageClassName'))
      : []),
    ...checkVolumeMode(spec.volumeMode, specPath.child('volumeMode')),
    ...checkAttributesClass(spec, specPath.child('volumeAttributesClassName')),
  ];
}

/** What of a volume may change; follows ValidatePersistentVolumeUpdate. */
export function validateVolumeUpdate({ spec }: Read, { spec: old }: Read): readonly FieldError[] {
  const [before, after] = [sourceOf(old), sourceOf(spec)];
  const errors: FieldError[] = [];
  if (!deepEqual(before, after)) {
    const text = 'spec.persistentvolumesource is immutable after creation';
    const place = specPath.child('persistentvolumesource');
    errors.push(forbiddenError(place, `${text}\n${volumeSourceDiff(before, after)}`));
  }
  errors.push(...checkImmutable(spec.volumeMode, old.volumeMode, FieldPath.of('volumeMode')));
  if (old.nodeAffinity && !deepEqual(spec.nodeAffinity, old.nodeAffinity)) {
    const text = `${immutable}, except for updating from beta label to GA`;
    errors.push(invalidError('nodeAffinity', spec.nodeAffinity, text));
  }
  if (old.volumeAttributesClassName !== undefined && spec.volumeAttributesClassName === undefined) {
    const text = 'update from non-nil value to nil is forbidden';
    errors.push(forbiddenError(specPath.child('volumeAttributesClassName'), text));
  }
  return errors;
}

export function volumeWarnings({ metadata, spec }: Read): readonly string[] {
  const annotations = {
    'volume.beta.kubernetes.io/storage-class':
      'deprecated since v1.8; use "storageClassName" attribute instead',
    'volume.beta.kubernetes.io/mount-options':
      'deprecated since v1.31; use "mountOptions" attribute instead',
  };
  const recycling =
    'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.';
  return [
    ...Object.entries(annotations)
      .filter(([key]) => metadata.annotations?.[key] !== undefined)
      .map(([key, text]) => `metadata.annotations[${key}]: ${text}`),
    ...(spec.persistentVolumeReclaimPolicy === 'Recycle' ? [recycling] : []),
    ...Object.entries(deprecated)
      .filter(([field]) => Reflect.get(spec, field) !== undefined)
      .map(([field, text]) => `spec.${field === 'storageos' ? 'storageOS' : field}: ${text}`),
  ];
}

const deprecated = {
  photonPersistentDisk: 'deprecated in v1.11, non-functional in v1.16+',
  scaleIO: 'deprecated in v1.16, non-functional in v1.22+',
  storageos: 'deprecated in v1.22, non-functional in v1.25+',
  glusterfs: 'deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'deprecated in v1.28, non-functional in v1.31+',
  rbd: 'deprecated in v1.28, non-functional in v1.31+',
};

function sourceOf(spec: Spec): object {
  return Object.fromEntries(
    volumeSourceFields.flatMap((field) =>
      spec[field] === undefined ? [] : [[field, spec[field]]],
    ),
  );
}

function checkCapacity({ capacity = {} }: Spec, at: FieldPath): readonly FieldError[] {
  const names = Object.keys(capacity);
  return [
    ...(names.length === 0 ? [requiredError(at, '')] : []),
    ...(names.length === 1 && capacity.storage !== undefined ? [] : [onlyStorage(capacity, at)]),
    ...Object.entries(capacity).flatMap(([name, quantity]) =>
      checkPositive(quantity, at.key(name)),
    ),
  ];
}

function onlyStorage(capacity: { readonly [name: string]: string }, at: FieldPath): FieldError {
  const value = Object.keys(capacity).length === 0 ? 'null' : JSON.stringify(capacity);
  const body = `Unsupported value: ${value}: supported values: "storage"`;
  return { type: 'NotSupported', field: at.text, body };
}

function checkNodeAffinity({ nodeAffinity }: Spec, at: FieldPath): readonly FieldError[] {
  if (!nodeAffinity) return [];
  const place = at.child('required');
  return nodeAffinity.required
    ? checkNodeSelector(nodeAffinity.required, place)
    : [requiredError(place, 'must specify required node constraints')];
}

function checkAttributesClass(spec: Spec, at: FieldPath): readonly FieldError[] {
  const { volumeAttributesClassName: name, csi } = spec;
  if (name === undefined) return [];
  const onlyCSI = 'has to be specified when using volumeAttributesClassName';
  return [
    ...(name === ''
      ? [requiredError(at, 'an empty string is disallowed')]
      : checkName(dns1123SubdomainErrors, name, at)),
    ...(csi ? [] : [requiredError(specPath.child('csi'), onlyCSI)]),
  ];
}
