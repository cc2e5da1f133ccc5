import { type FieldError, FieldPath, invalidError } from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Lease } from './schema.ts';

const specPath = FieldPath.of('spec');

/** Rules of every Lease; follows pkg/apis/coordination/validation. */
export function validateLease({ spec }: Frozen<Lease>): readonly FieldError[] {
  const { leaseDurationSeconds: seconds, leaseTransitions: transitions } = spec;
  return [
    ...(seconds !== undefined && seconds <= 0
      ? [invalidError(specPath.child('leaseDurationSeconds'), seconds, 'must be greater than 0')]
      : []),
    ...(transitions !== undefined && transitions < 0
      ? [
          invalidError(
            specPath.child('leaseTransitions'),
            transitions,
            'must be greater than or equal to 0',
          ),
        ]
      : []),
  ];
}
