import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { VolumeAttributesClass } from './schema.ts';

/** Rules of pkg/apis/storage/validation. */

/** Limits on what is handed to a driver. */
const maxParameters = 512;
const maxParameterBytes = 256 * 1024;
const driverPath = FieldPath.of('driverName');
const parametersPath = FieldPath.of('parameters');

export function validateVolumeAttributesClass(
  object: Frozen<VolumeAttributesClass>,
): readonly FieldError[] {
  const { driverName } = object;
  const entries = Object.entries(object.parameters ?? {});
  const bytes = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  const errors: FieldError[] =
    driverName === ''
      ? [requiredError(driverPath, '')]
      : qualifiedNameErrors(driverName.toLowerCase()).map((text) =>
          invalidError(driverPath, driverName, text),
        );
  if (entries.length === 0) {
    errors.push(requiredError(parametersPath, 'must contain at least one key/value pair'));
  }
  if (entries.length > maxParameters) {
    const body = `Too long: may not be more than ${maxParameters} bytes`;
    errors.push({ type: 'TooLong', field: 'Provisioner Parameters Length', body });
  }
  if (entries.some(([key]) => key === '')) {
    errors.push(invalidError(parametersPath, '', 'parameter keys must not be empty.'));
  }
  if (bytes > maxParameterBytes) errors.push(tooLongError(parametersPath, maxParameterBytes));
  return errors;
}

export function validateVolumeAttributesClassUpdate(
  object: Frozen<VolumeAttributesClass>,
  old: Frozen<VolumeAttributesClass>,
): readonly FieldError[] {
  return (['driverName', 'parameters'] as const)
    .filter((field) => !deepEqual(object[field], old[field]))
    .map((field) => forbiddenError(field, `updates to ${field} are forbidden.`));
}
