import { type FieldError, FieldPath, requiredError } from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkNonNegative } from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { ControllerRevision } from './schema.ts';

type Read = Frozen<ControllerRevision>;

/** Rules of every ControllerRevision; follows ValidateControllerRevision. */
export function validateControllerRevision({ data, revision }: Read): readonly FieldError[] {
  return [
    ...(data === undefined || data === null ? [requiredError('data', 'data is mandatory')] : []),
    ...checkNonNegative(revision, FieldPath.of('revision')),
  ];
}

/** What was recorded stays; only its number may rise. */
export function validateControllerRevisionUpdate({ data }: Read, old: Read): readonly FieldError[] {
  return checkImmutable(data, old.data, FieldPath.of('data'));
}
