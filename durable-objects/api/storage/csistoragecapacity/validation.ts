import { type FieldError, FieldPath } from '../../../apimachinery/field-error.ts';
import {
  checkImmutable,
  checkLabelSelector,
  checkName,
  checkQuantity,
} from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { CSIStorageCapacity } from './schema.ts';

/** Rules of pkg/apis/storage/validation. */

const topologyPath = FieldPath.of('nodeTopology');
const classPath = FieldPath.of('storageClassName');

export function validateCSIStorageCapacity(
  object: Frozen<CSIStorageCapacity>,
): readonly FieldError[] {
  const { nodeTopology, storageClassName, capacity } = object;
  return [
    ...checkLabelSelector(nodeTopology, topologyPath),
    ...checkName(dns1123SubdomainErrors, storageClassName, classPath),
    ...(capacity === undefined ? [] : checkQuantity(capacity, FieldPath.of('capacity'), false)),
  ];
}

export function validateCSIStorageCapacityUpdate(
  object: Frozen<CSIStorageCapacity>,
  old: Frozen<CSIStorageCapacity>,
): readonly FieldError[] {
  return [
    ...checkImmutable(object.nodeTopology, old.nodeTopology, topologyPath),
    ...checkImmutable(object.storageClassName, old.storageClassName, classPath),
  ];
}
