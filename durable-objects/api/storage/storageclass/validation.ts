import {
  duplicateError,
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkName } from '../../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { StorageClass } from './schema.ts';

type Read = Frozen<StorageClass>;

/** Limits on what is handed to a provisioner. */
const maxParameters = 512;
const maxParameterBytes = 256 * 1024;

/** Rules of every StorageClass; follows pkg/apis/storage/validation. */
export function validateStorageClass(storageClass: Read): readonly FieldError[] {
  const { provisioner, reclaimPolicy, volumeBindingMode: mode } = storageClass;
  const at = FieldPath.of('provisioner');
  const policies = ['Delete', 'Retain'];
  const modes = ['Immediate', 'WaitForFirstConsumer'];
  return [
    ...(provisioner === ''
      ? [requiredError(at, '')]
      : qualifiedNameErrors(provisioner.toLowerCase()).map((text) =>
          invalidError(at, provisioner, text),
        )),
    ...checkParameters(storageClass.parameters ?? {}, FieldPath.of('parameters')),
    ...(policies.includes(reclaimPolicy)
      ? []
      : [notSupportedError('reclaimPolicy', reclaimPolicy, policies)]),
    ...(modes.includes(mode) ? [] : [notSupportedError('volumeBindingMode', mode, modes)]),
    ...checkTopologies(storageClass, FieldPath.of('allowedTopologies')),
  ];
}

/** Nothing that volumes were made with may change. */
export function validateStorageClassUpdate(storageClass: Read, old: Read): readonly FieldError[] {
  const fixed = ['parameters', 'provisioner', 'reclaimPolicy'] as const;
  return [
    ...fixed
      .filter((field) => !deepEqual(storageClass[field], old[field]))
      .map((field) => forbiddenError(field, `updates to ${field} are forbidden.`)),
    ...checkImmutable(
      storageClass.volumeBindingMode,
      old.volumeBindingMode,
      FieldPath.of('volumeBindingMode'),
    ),
  ];
}

function checkParameters(
  parameters: { readonly [name: string]: string },
  at: FieldPath,
): readonly FieldError[] {
  const entries = Object.entries(parameters);
  const bytes = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  const errors: FieldError[] = [];
  if (entries.length > maxParameters) {
    const body = `Too long: may not be more than ${maxParameters} bytes`;
    errors.push({ type: 'TooLong', field: 'Provisioner Parameters Length', body });
  }
  if (entries.some(([key]) => key === ''))
    errors.push(invalidError(at, '', 'parameter keys must not be empty.'));
  if (bytes > maxParameterBytes) errors.push(tooLongError(at, maxParameterBytes));
  return errors;
}

function checkTopologies({ allowedTopologies }: Read, at: FieldPath): readonly FieldError[] {
  return (allowedTopologies ?? []).flatMap(({ matchLabelExpressions = [] }, i) => {
    const keys = new Set<string>();
    return matchLabelExpressions.flatMap(({ key, values }, k) => {
      const here = at.index(i).child('matchLabelExpressions').index(k);
      const isAgain = keys.has(key);
      keys.add(key);
      return [
        ...(values.length === 0 ? [requiredError(here.child('values'), '')] : []),
        ...values.flatMap((value, v) =>
          values.indexOf(value) < v ? [duplicateError(here.child('values').index(v), value)] : [],
        ),
        ...checkName(qualifiedNameErrors, key, here.child('key')),
        ...(isAgain ? [duplicateError(here.child('key'), key)] : []),
      ];
    });
  });
}
