import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkNumber } from '../../pod-template/validation/device-claim.ts';
import { checkDriverName } from '../../pod-template/validation/driver-name.ts';
import type { ResourceSlice } from './schema.ts';

/** Rules of pkg/apis/resource/validation. */

const specPath = FieldPath.of('spec');
const poolPath = specPath.child('pool');
const maxDevices = 128;
const one =
  'exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required';

export function validateResourceSlice({ spec }: Frozen<ResourceSlice>): readonly FieldError[] {
  const { driver, pool, devices = [], nodeName, nodeSelector } = spec;
  const errors = [
    ...checkDriverName(driver, specPath.child('driver')),
    ...pool.name
      .split('/')
      .flatMap((part) => checkName(dns1123SubdomainErrors, part, poolPath.child('name'))),
  ];
  if (pool.resourceSliceCount <= 0) {
    const at = poolPath.child('resourceSliceCount');
    errors.push(invalidError(at, pool.resourceSliceCount, 'must be greater than zero'));
  }
  if (pool.generation < 0) {
    const at = poolPath.child('generation');
    errors.push(invalidError(at, pool.generation, 'must be greater than or equal to 0'));
  }
  if (nodeName) {
    errors.push(...checkName(dns1123SubdomainErrors, nodeName, specPath.child('nodeName')));
  }
  const ways = [nodeName, nodeSelector, spec.allNodes, spec.perDeviceNodeSelection];
  const set = ways.filter((way) => way !== undefined && way !== false).length;
  if (set === 0) errors.push(requiredError(specPath, one));
  if (set > 1) {
    errors.push(invalidError(specPath, null, `${one}, but multiple fields are set`));
  }
  const devicesPath = specPath.child('devices');
  errors.push(...checkNumber(devices, devicesPath, maxDevices));
  const names = devices.map(({ name }) => name);
  names.forEach((name, i) => {
    const at = devicesPath.index(i).child('name');
    errors.push(...checkName(dns1123LabelErrors, name, at));
    if (names.indexOf(name) < i) errors.push(duplicateError(at, name));
  });
  return errors;
}

export function validateResourceSliceUpdate(
  { spec }: Frozen<ResourceSlice>,
  { spec: old }: Frozen<ResourceSlice>,
): readonly FieldError[] {
  return [
    ...checkImmutable(spec.pool.name, old.pool.name, poolPath.child('name')),
    ...checkImmutable(spec.driver, old.driver, specPath.child('driver')),
    ...checkImmutable(spec.nodeName, old.nodeName, specPath.child('nodeName')),
  ];
}
