import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notFoundError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Container, VolumeMount } from '../container.ts';
import type { Volume } from '../volume.ts';
import { checkDescendingPath, checkNoBacksteps } from './paths.ts';

/** The pod's good volumes by name. */
export type Volumes = ReadonlyMap<string, Frozen<Volume>>;

type Mounting = Frozen<Pick<Container, 'volumeMounts' | 'volumeDevices' | 'securityContext'>>;

/** Mounts of a container: of volumes that exist, each path once. */
export function checkMounts(
  container: Mounting,
  volumes: Volumes,
  at: FieldPath,
): readonly FieldError[] {
  const devices = container.volumeDevices ?? [];
  const paths = new Set<string>();
  return (container.volumeMounts ?? []).flatMap((mount, i) => {
    const here = at.index(i);
    const { name, mountPath } = mount;
    const errors: FieldError[] = [];
    if (name === '') errors.push(requiredError(here.child('name'), ''));
    if (!volumes.has(name)) errors.push(notFoundError(here.child('name'), name));
    if (mountPath === '') errors.push(requiredError(here.child('mountPath'), ''));
    if (paths.has(mountPath))
      errors.push(invalidError(here.child('mountPath'), mountPath, 'must be unique'));
    paths.add(mountPath);
    if (devices.some((device) => device.name === name)) {
      const text = 'must not already exist in volumeDevices';
      errors.push(invalidError(here.child('name'), name, text));
    }
    if (devices.some((device) => device.devicePath === mountPath)) {
      const text = 'must not already exist as a path in volumeDevices';
      errors.push(invalidError(here.child('mountPath'), mountPath, text));
    }
    // Upstream names the list here, not the mount.
    return [...errors, ...checkSubPaths(mount, at, here), ...checkSharing(mount, container, at)];
  });
}

/** Raw block devices of a container: claims only. */
export function checkDevices(
  container: Mounting,
  volumes: Volumes,
  at: FieldPath,
): readonly FieldError[] {
  const mounts = container.volumeMounts ?? [];
  const names = new Set<string>();
  const paths = new Set<string>();
  return (container.volumeDevices ?? []).flatMap(({ name, devicePath }, i) => {
    const nameAt = at.index(i).child('name');
    const pathAt = at.index(i).child('devicePath');
    const volume = volumes.get(name);
    const errors: FieldError[] = [];
    if (name === '') errors.push(requiredError(nameAt, ''));
    if (names.has(name)) errors.push(invalidError(nameAt, name, 'must be unique'));
    if (!volume) errors.push(notFoundError(nameAt, name));
    else if (!volume.persistentVolumeClaim && !volume.ephemeral)
      errors.push(invalidError(nameAt, name, blockOnly));
    if (devicePath === '') errors.push(requiredError(pathAt, ''));
    if (paths.has(devicePath)) errors.push(invalidError(pathAt, devicePath, 'must be unique'));
    if (checkNoBacksteps(devicePath, pathAt).length > 0)
      errors.push(invalidError(pathAt, devicePath, "can not contain backsteps ('..')"));
    if (mounts.some((mount) => mount.name === name))
      errors.push(invalidError(nameAt, name, 'must not already exist in volumeMounts'));
    if (mounts.some((mount) => mount.mountPath === devicePath))
      errors.push(
        invalidError(pathAt, devicePath, 'must not already exist as a path in volumeMounts'),
      );
    names.add(name);
    paths.add(devicePath);
    return errors;
  });
}

const blockOnly =
  'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';

function checkSubPaths(
  { subPath, subPathExpr }: Frozen<VolumeMount>,
  at: FieldPath,
  here: FieldPath,
): readonly FieldError[] {
  const both = 'subPathExpr and subPath are mutually exclusive';
  return [
    ...(subPath ? checkDescendingPath(subPath, at.child('subPath')) : []),
    ...(subPathExpr && subPath ? [invalidError(here.child('subPathExpr'), subPathExpr, both)] : []),
    ...(subPathExpr ? checkDescendingPath(subPathExpr, at.child('subPathExpr')) : []),
  ];
}

const propagations = ['Bidirectional', 'HostToContainer', 'None'];
const recursive = ['Disabled', 'Enabled', 'IfPossible'];

function checkSharing(
  mount: Frozen<VolumeMount>,
  container: Mounting,
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { mountPropagation, recursiveReadOnly, readOnly } = mount;
  const propagationAt = at.child('mountPropagation');
  const recursiveAt = at.child('recursiveReadOnly');
  if (mountPropagation !== undefined && !propagations.includes(mountPropagation))
    errors.push(notSupportedError(propagationAt, mountPropagation, propagations));
  if (mountPropagation === 'Bidirectional' && !container.securityContext?.privileged) {
    const text = 'Bidirectional mount propagation is available only to privileged containers';
    errors.push(forbiddenError(propagationAt, text));
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return errors;
  if (!recursive.includes(recursiveReadOnly))
    return [...errors, notSupportedError(recursiveAt, recursiveReadOnly, recursive)];
  const only = 'may only be specified when';
  if (!readOnly) errors.push(forbiddenError(recursiveAt, `${only} readOnly is true`));
  if (mountPropagation !== undefined && mountPropagation !== 'None')
    errors.push(forbiddenError(recursiveAt, `${only} mountPropagation is None or not specified`));
  return errors;
}
