import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkDriverName } from '../../pod-template/validation/driver-name.ts';
import type { VolumeAttachment } from './schema.ts';

/** Rules of pkg/apis/storage/validation. */

const specPath = FieldPath.of('spec');
const sourcePath = specPath.child('source');
const exactlyOne = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';

export function validateVolumeAttachment({
  spec,
}: Frozen<VolumeAttachment>): readonly FieldError[] {
  const { attacher, nodeName } = spec;
  const { persistentVolumeName: name, inlineVolumeSpec: inline } = spec.source;
  const errors: FieldError[] = [];
  if (attacher === '') errors.push(requiredError(specPath.child('attacher'), ''));
  const here = sourcePath.child('persistentVolumeName');
  if (!inline && name === undefined) errors.push(requiredError(sourcePath, exactlyOne));
  else if (inline && name !== undefined) errors.push(forbiddenError(sourcePath, exactlyOne));
  else if (name === '') {
    errors.push(requiredError(here, 'must specify non empty persistentVolumeName'));
  }
  errors.push(...checkName(dns1123SubdomainErrors, nodeName, specPath.child('nodeName')));
  errors.push(...checkDriverName(attacher, specPath.child('attacher')));
  if (name !== undefined) errors.push(...checkName(dns1123SubdomainErrors, name, here));
  return errors;
}

export function validateVolumeAttachmentUpdate(
  { spec, status }: Frozen<VolumeAttachment>,
  old: Frozen<VolumeAttachment>,
): readonly FieldError[] {
  const code = status.attachError?.errorCode ?? 0;
  const at = FieldPath.of('status', 'attachError', 'errorCode');
  return [
    ...checkImmutable(spec, old.spec, specPath),
    ...(code < 0 ? [invalidError(at, code, 'must be between 0 and 2147483647, inclusive')] : []),
  ];
}
