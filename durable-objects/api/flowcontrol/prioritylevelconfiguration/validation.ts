import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { mandatoryPriorityLevels } from './bootstrap.ts';
import type {
  LimitedPriorityLevelConfiguration,
  LimitResponse,
  PriorityLevelConfiguration,
  QueuingConfiguration,
} from './schema.ts';

/** Rules of pkg/apis/flowcontrol/validation. */

const specPath = FieldPath.of('spec');
const maxQueues = 10_000_000;
/** Bits of the hash by which requests are dealt to queues. */
const maxHashBits = 60;
const types = ['Exempt', 'Limited'];
const responses = ['Queue', 'Reject'];

export function validatePriorityLevel(
  level: Frozen<PriorityLevelConfiguration>,
): readonly FieldError[] {
  const { type, limited, exempt } = level.spec;
  const errors: FieldError[] = [];
  if ((level.metadata.name === 'exempt') !== (type === 'Exempt')) {
    const text = "type must be 'Exempt' if and only if name is 'exempt'";
    errors.push(invalidError(specPath.child('type'), type, text));
  }
  if (type === 'Limited') errors.push(...checkFixed(level));
  const here = specPath.child('limited');
  if (!types.includes(type)) {
    return [...errors, notSupportedError(specPath.child('type'), type, types)];
  }
  if (type === 'Exempt') {
    if (limited) errors.push(forbiddenError(here, 'must be nil if the type is not Limited'));
    if (exempt) errors.push(...checkShares(exempt, specPath.child('exempt')));
    return errors;
  }
  if (exempt) {
    errors.push(forbiddenError(specPath.child('exempt'), 'must be nil if the type is Limited'));
  }
  return limited
    ? [...errors, ...checkLimited(limited, here)]
    : [...errors, requiredError(here, 'must not be empty when type is Limited')];
}

/** `catch-all` is what it is; of `exempt` the shares may change. */
function checkFixed({ metadata, spec }: Frozen<PriorityLevelConfiguration>): readonly FieldError[] {
  const fixed = mandatoryPriorityLevels[metadata.name];
  if (!fixed || deepEqual(fixed, spec)) return [];
  return [invalidError(specPath, spec, `spec of '${metadata.name}' must equal the fixed value`)];
}

function checkShares(
  shares: { readonly nominalConcurrencyShares?: number; readonly lendablePercent?: number },
  at: FieldPath,
): readonly FieldError[] {
  const { nominalConcurrencyShares: nominal = 0, lendablePercent: lendable = 0 } = shares;
  const here = at.child('lendablePercent');
  return [
    ...checkCount(nominal, at.child('nominalConcurrencyShares'), 'must be a non-negative integer'),
    ...(lendable < 0 || lendable > 100
      ? [invalidError(here, lendable, 'must be between 0 and 100, inclusive')]
      : []),
  ];
}

function checkCount(count: number, at: FieldPath, text: string): readonly FieldError[] {
  return count < 0 ? [invalidError(at, count, text)] : [];
}

function checkLimited(
  limited: Frozen<LimitedPriorityLevelConfiguration>,
  at: FieldPath,
): readonly FieldError[] {
  const borrowing = limited.borrowingLimitPercent ?? 0;
  const here = at.child('borrowingLimitPercent');
  return [
    ...checkResponse(limited.limitResponse, at.child('limitResponse')),
    ...checkShares(limited, at),
    ...checkCount(borrowing, here, 'if specified, must be a non-negative integer'),
  ];
}

function checkResponse(
  { type, queuing }: Frozen<LimitResponse>,
  at: FieldPath,
): readonly FieldError[] {
  const here = at.child('queuing');
  if (!responses.includes(type)) return [notSupportedError(at.child('type'), type, responses)];
  if (type === 'Reject') {
    const text = 'must be nil if limited.limitResponse.type is not Limited';
    return queuing ? [forbiddenError(here, text)] : [];
  }
  const text = 'must not be empty if limited.limitResponse.type is Limited';
  return queuing ? checkQueuing(queuing, here) : [requiredError(here, text)];
}

function checkQueuing(
  { queues, handSize, queueLengthLimit }: Frozen<QueuingConfiguration>,
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (field: string, value: number, text: string): number =>
    errors.push(invalidError(at.child(field), value, text));
  const positive = 'must be positive';
  if (queueLengthLimit <= 0) wrong('queueLengthLimit', queueLengthLimit, positive);
  if (queues <= 0) wrong('queues', queues, positive);
  else if (queues > maxQueues) wrong('queues', queues, `must not be greater than ${maxQueues}`);
  const bits = entropyBits(queues, handSize);
  if (handSize <= 0) wrong('handSize', handSize, positive);
  else if (handSize > queues) {
    wrong('handSize', handSize, `should not be greater than queues (${queues})`);
  } else if (bits > maxHashBits) {
    const text = `required entropy bits of deckSize ${queues} and handSize ${handSize} should not be greater than ${maxHashBits}`;
    wrong('handSize', handSize, text);
  }
  return errors;
}

/** How many bits it takes to choose a hand from a deck (util/shufflesharding). */
function entropyBits(deck: number, hand: number): number {
  return Math.ceil(Math.log2(deck) * hand);
}
