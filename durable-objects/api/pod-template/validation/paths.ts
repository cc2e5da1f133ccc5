import {
  type FieldError,
  type FieldPath,
  invalidError,
} from '../../../apimachinery/field-error.ts';

/** The most permissive file mode. */
const maxMode = 0o777;

/** Permissions of files: 0 to 0777. */
export function checkFileMode(mode: number | undefined, at: FieldPath): readonly FieldError[] {
  return mode !== undefined && (mode > maxMode || mode < 0)
    ? [invalidError(at, mode, 'must be a number between 0 and 0777 (octal), both inclusive')]
    : [];
}

export function checkNoBacksteps(path: string, at: FieldPath): readonly FieldError[] {
  return path.split('/').includes('..') ? [invalidError(at, path, "must not contain '..'")] : [];
}

/** A path below some folder: relative and without `..`. */
export function checkDescendingPath(path: string, at: FieldPath): readonly FieldError[] {
  return [
    ...(path.startsWith('/') ? [invalidError(at, path, 'must be a relative path')] : []),
    ...checkNoBacksteps(path, at),
  ];
}

/** The path of a projected file, which must not look like the links that the kubelet makes. */
export function checkProjectedPath(path: string, at: FieldPath): readonly FieldError[] {
  const errors = checkDescendingPath(path, at);
  return path.startsWith('..') && !path.startsWith('../')
    ? [...errors, invalidError(at, path, "must not start with '..'")]
    : errors;
}
