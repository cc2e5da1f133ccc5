import {
  type FieldError,
  type FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { dns1035LabelErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { CustomResourceDefinitionNames } from './schema.ts';

type Names = Frozen<CustomResourceDefinitionNames>;

/** The form of names; `isRequired` for those that a definition asks for. */
export function nameErrors(
  names: Names,
  at: FieldPath,
  isRequired: boolean,
): readonly FieldError[] {
  const { plural, singular = '', kind, listKind = '', shortNames = [], categories = [] } = names;
  const required = { plural, singular, kind, listKind };
  return [
    ...Object.entries(required).flatMap(([field, value]) =>
      isRequired && value === '' ? [requiredError(at.child(field), '')] : [],
    ),
    ...labelErrors(plural, at.child('plural')),
    ...labelErrors(singular, at.child('singular')),
    ...kindErrors(kind, at.child('kind')),
    ...kindErrors(listKind, at.child('listKind')),
    ...shortNames.flatMap((name, i) => labelErrors(name, at.child('shortNames').index(i))),
    ...(kind !== '' && kind === listKind
      ? [invalidError(at.child('listKind'), listKind, 'kind and listKind may not be the same')]
      : []),
    ...categories.flatMap((name, i) => labelErrors(name, at.child('categories').index(i))),
  ];
}

export function labelErrors(name: string, at: FieldPath): readonly FieldError[] {
  const errors = name === '' ? [] : dns1035LabelErrors(name);
  return errors.length === 0 ? [] : [invalidError(at, name, errors.join(','))];
}

function kindErrors(kind: string, at: FieldPath): readonly FieldError[] {
  const errors = kind === '' ? [] : dns1035LabelErrors(kind.toLowerCase());
  if (errors.length === 0) return [];
  const text = `may have mixed case, but should otherwise match: ${errors.join(',')}`;
  return [invalidError(at, kind, text)];
}
