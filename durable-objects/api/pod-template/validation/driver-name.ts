import {
  type FieldError,
  type FieldPath,
  invalidError,
  requiredError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';

/** Characters of a CSI driver's name. */
const maxDriverName = 63;

/** The name of a CSI driver: a domain's, in any case. */
export function checkDriverName(name: string, at: FieldPath): readonly FieldError[] {
  if (name === '') return [requiredError(at, '')];
  return [
    ...(name.length > maxDriverName ? [tooLongError(at, maxDriverName)] : []),
    ...dns1123SubdomainErrors(name.toLowerCase()).map((text) => invalidError(at, name, text)),
  ];
}
