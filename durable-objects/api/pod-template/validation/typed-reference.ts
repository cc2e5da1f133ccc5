import {
  type FieldError,
  type FieldPath,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors, pathSegmentErrors } from '../../../apimachinery/names.ts';

/** A group, a kind and a name that lie in the object's own namespace. */
export function checkTypedReference(
  reference: { readonly apiGroup?: string; readonly kind: string; readonly name: string },
  at: FieldPath,
): readonly FieldError[] {
  const { apiGroup, kind, name } = reference;
  return [
    ...(apiGroup === undefined
      ? []
      : checkName(dns1123SubdomainErrors, apiGroup, at.child('apiGroup'))),
    ...(kind === ''
      ? [requiredError(at.child('kind'), 'kind is required')]
      : checkName(pathSegmentErrors, kind, at.child('kind'))),
    ...(name === ''
      ? [requiredError(at.child('name'), 'name is required')]
      : checkName(pathSegmentErrors, name, at.child('name'))),
  ];
}
