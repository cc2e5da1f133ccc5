import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { CSIDriver } from './schema.ts';

/** Rules of pkg/apis/storage/validation. */

const specPath = FieldPath.of('spec');
const modes = ['Persistent', 'Ephemeral'];
const groupPolicies = ['File', 'None', 'ReadWriteOnceWithFSType'];
/** Seconds that a token lives at least, and at most. */
const minExpiration = 600;
const maxExpiration = 2 ** 32;
/** Seconds between two reports of how many volumes a node may have. */
const minUpdatePeriod = 10;

export function validateCSIDriver({ spec }: Frozen<CSIDriver>): readonly FieldError[] {
  const { fsGroupPolicy: policy, nodeAllocatableUpdatePeriodSeconds: period } = spec;
  const errors: FieldError[] = [];
  if (policy !== undefined && !groupPolicies.includes(policy)) {
    errors.push(notSupportedError(specPath.child('fsGroupPolicy'), policy, groupPolicies));
  }
  errors.push(...checkTokenRequests(spec.tokenRequests ?? []));
  for (const mode of spec.volumeLifecycleModes ?? []) {
    if (modes.includes(mode)) continue;
    errors.push(notSupportedError(specPath.child('volumeLifecycleModes'), mode, modes));
  }
  if (period !== undefined && period < minUpdatePeriod) {
    const at = specPath.child('nodeAllocatableUpdatePeriodSeconds');
    errors.push(invalidError(at, period, 'must be greater than or equal to 10 seconds'));
  }
  return errors;
}

export function validateCSIDriverUpdate(
  { spec }: Frozen<CSIDriver>,
  { spec: old }: Frozen<CSIDriver>,
): readonly FieldError[] {
  const modesPath = specPath.child('volumeLifecycleModes');
  return [
    // Upstream names the field so.
    ...checkImmutable(spec.attachRequired, old.attachRequired, specPath.child('attachedRequired')),
    ...checkImmutable(spec.volumeLifecycleModes, old.volumeLifecycleModes, modesPath),
  ];
}

function checkTokenRequests(
  requests: NonNullable<Frozen<CSIDriver>['spec']['tokenRequests']>,
): readonly FieldError[] {
  const seen = new Set<string>();
  return requests.flatMap(({ audience, expirationSeconds: seconds }, i) => {
    const at = specPath.child('tokenRequests').index(i);
    if (seen.has(audience)) return [duplicateError(at.child('audience'), audience)];
    seen.add(audience);
    const wrong = (text: string): FieldError[] => [
      invalidError(at.child('expirationSeconds'), seconds, text),
    ];
    if (seconds === undefined) return [];
    if (seconds < minExpiration) return wrong('may not specify a duration less than 10 minutes');
    return seconds > maxExpiration
      ? wrong('may not specify a duration larger than 2^32 seconds')
      : [];
  });
}
