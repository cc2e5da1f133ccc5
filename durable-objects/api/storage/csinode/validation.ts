import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkName, checkNonNegative } from '../../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkDriverName } from '../../pod-template/validation/driver-name.ts';
import type { CSINode, CSINodeDriver } from './schema.ts';

/** Rules of pkg/apis/storage/validation. */

const driversPath = FieldPath.of('spec', 'drivers');
/** Characters of a node's name in the words of its storage. */
const maxNodeID = 256;

export function validateCSINode({ spec }: Frozen<CSINode>): readonly FieldError[] {
  const names = spec.drivers.map(({ name }) => name);
  return spec.drivers.flatMap((driver, i) => {
    const at = driversPath.index(i);
    const isAgain = names.indexOf(driver.name) < i;
    return [
      ...checkDriver(driver, at),
      ...(isAgain ? [duplicateError(at.child('name'), driver.name)] : []),
      ...checkTopologyKeys(driver.topologyKeys ?? [], at),
    ];
  });
}

/** What a driver has said of a node stays, but for how many volumes it may have. */
export function validateCSINodeUpdate(
  { spec }: Frozen<CSINode>,
  { spec: old }: Frozen<CSINode>,
): readonly FieldError[] {
  const fixed = ({ allocatable: _, ...rest }: Frozen<CSINodeDriver>): object => rest;
  return old.drivers.flatMap((before) => {
    const after = spec.drivers.find(({ name }) => name === before.name);
    return after ? checkImmutable(fixed(after), fixed(before), driversPath) : [];
  });
}

function checkDriver(driver: Frozen<CSINodeDriver>, at: FieldPath): readonly FieldError[] {
  const { name, nodeID, allocatable } = driver;
  const here = at.child('nodeID');
  const tooLong = `must be ${maxNodeID} characters or less`;
  return [
    ...checkDriverName(name, at.child('name')),
    ...(nodeID === '' ? [requiredError(here, '')] : []),
    ...(nodeID.length > maxNodeID ? [invalidError(here, nodeID, tooLong)] : []),
    ...checkNonNegative(allocatable?.count, at.child('allocatable', 'count')),
  ];
}

function checkTopologyKeys(keys: readonly string[], at: FieldPath): readonly FieldError[] {
  return keys.flatMap((key, i) => [
    ...(key === '' ? [requiredError(at, '')] : []),
    ...(keys.indexOf(key) < i ? [duplicateError(at, key)] : []),
    ...checkName(qualifiedNameErrors, key, at),
  ]);
}
