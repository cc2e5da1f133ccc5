import { type FieldError, FieldPath, requiredError } from '../../../apimachinery/field-error.ts';
import { checkNonNegative } from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Task } from './schema.ts';

const specPath = FieldPath.of('spec');

/** Rules of every Task: a title, and points that do not count backwards. */
export function validateTask({ spec }: Frozen<Task>): readonly FieldError[] {
  return [
    ...(spec.title === '' ? [requiredError(specPath.child('title'), '')] : []),
    ...checkNonNegative(spec.points, specPath.child('points')),
    ...(spec.hints ?? []).flatMap(({ cost }, i) =>
      checkNonNegative(cost, specPath.child('hints').index(i).child('cost')),
    ),
  ];
}
