import {
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
  tooLongError,
} from '../../apimachinery/field-error.ts';
import { checkName, checkNonNegative } from '../../apimachinery/field-rules.ts';
import { domainPrefixedPathErrors } from '../../apimachinery/names.ts';
import type { Frozen } from '../../lib/json.ts';
import { checkPodTemplate } from '../pod-template/validation/pod-spec.ts';
import { podWarnings } from '../pod-template/warnings.ts';
import { checkPodFailurePolicy, checkSuccessPolicy } from './job-policies.ts';
import type { JobSpec } from './job-spec.ts';

type Spec = Frozen<JobSpec>;

/** Limits that keep `status.completedIndexes` and `failedIndexes` small. */
const maxParallelism = 100_000;
const maxFailedIndexes = 100_000;
const highCompletions = 100_000;
const highCompletionsParallelism = 10_000;
const highCompletionsFailedIndexes = 10_000;
const maxManagedByLength = 63;

/** A Job's spec, or the one in a CronJob's template. Follows validateJobSpec. */
export function checkJobSpec(spec: Spec, at: FieldPath): readonly FieldError[] {
  const numbers = [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ] as const;
  const { maxFailedIndexes: most, backoffLimitPerIndex: limit } = spec;
  const limitAt = at.child('backoffLimitPerIndex');
  return [
    ...numbers.flatMap((field) => checkNonNegative(spec[field], at.child(field))),
    ...(most !== undefined && limit === undefined
      ? [requiredError(limitAt, 'when maxFailedIndexes is specified')]
      : []),
    ...checkManagedBy(spec.managedBy, at.child('managedBy')),
    ...checkCompletionMode(spec, at),
    ...(spec.podFailurePolicy ? checkPodFailurePolicy(spec, at.child('podFailurePolicy')) : []),
    ...(spec.successPolicy ? checkSuccessPolicy(spec, at.child('successPolicy')) : []),
    ...checkReplacementPolicy(spec, at.child('podReplacementPolicy')),
    ...checkPodTemplate(spec.template, at.child('template')),
    ...checkRestartPolicy(spec, at.child('template', 'spec', 'restartPolicy')),
  ];
}

/** Texts for `Warning:` headers (pkg/api/job, WarningsForJobSpec). */
export function jobSpecWarnings(spec: Spec, at: FieldPath): readonly string[] {
  const { completions = 0, parallelism = 0, template } = spec;
  const isHuge = completions > highCompletions && parallelism > highCompletionsParallelism;
  const text =
    'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';
  return [
    ...(spec.completionMode === 'Indexed' && isHuge ? [text] : []),
    ...podWarnings(template.spec, template.metadata, at.child('template')),
  ];
}

function checkManagedBy(name: string | undefined, at: FieldPath): readonly FieldError[] {
  if (name === undefined) return [];
  if (name === '') return [requiredError(at, '')];
  return [
    ...checkName(domainPrefixedPathErrors, name, at),
    ...(name.length > maxManagedByLength ? [tooLongError(at, maxManagedByLength)] : []),
  ];
}

function checkCompletionMode(spec: Spec, at: FieldPath): readonly FieldError[] {
  const { completionMode: mode = 'NonIndexed' } = spec;
  if (mode === 'Indexed') return checkIndexed(spec, at);
  if (mode !== 'NonIndexed')
    return [notSupportedError(at.child('completionMode'), mode, ['NonIndexed', 'Indexed'])];
  const text = 'requires indexed completion mode';
  return [
    ...(['backoffLimitPerIndex', 'maxFailedIndexes'] as const).flatMap((field) =>
      spec[field] === undefined ? [] : [invalidError(at.child(field), spec[field], text)],
    ),
  ];
}

function checkIndexed(spec: Spec, at: FieldPath): readonly FieldError[] {
  const { completions, parallelism = 0, maxFailedIndexes: most } = spec;
  const parallelismAt = at.child('parallelism');
  const mostAt = at.child('maxFailedIndexes');
  const errors: FieldError[] = [];
  if (completions === undefined)
    errors.push(requiredError(at.child('completions'), 'when completion mode is Indexed'));
  if (parallelism > maxParallelism) {
    const text = `must be less than or equal to ${maxParallelism} when completion mode is Indexed`;
    errors.push(invalidError(parallelismAt, parallelism, text));
  }
  if (most !== undefined && completions !== undefined && most > completions)
    errors.push(invalidError(mostAt, most, 'must be less than or equal to completions'));
  if (most !== undefined && most > maxFailedIndexes)
    errors.push(invalidError(mostAt, most, `must be less than or equal to ${maxFailedIndexes}`));
  const isHigh = (completions ?? 0) > highCompletions && spec.backoffLimitPerIndex !== undefined;
  return isHigh ? [...errors, ...checkHighCompletions(spec, at)] : errors;
}

function checkHighCompletions(spec: Spec, at: FieldPath): readonly FieldError[] {
  const { parallelism = 0, maxFailedIndexes: most } = spec;
  const mostAt = at.child('maxFailedIndexes');
  const tail = `when completions are above ${highCompletions} and used with backoff limit per index`;
  const errors: FieldError[] = [];
  if (most === undefined) {
    const text = `must be specified when completions is above ${highCompletions}`;
    errors.push(requiredError(mostAt, text));
  }
  if (parallelism > highCompletionsParallelism) {
    const text = `must be less than or equal to ${highCompletionsParallelism} ${tail}`;
    errors.push(invalidError(at.child('parallelism'), parallelism, text));
  }
  if (most !== undefined && most > highCompletionsFailedIndexes) {
    const text = `must be less than or equal to ${highCompletionsFailedIndexes} ${tail}`;
    errors.push(invalidError(mostAt, most, text));
  }
  return errors;
}

function checkReplacementPolicy(spec: Spec, at: FieldPath): readonly FieldError[] {
  const policy = spec.podReplacementPolicy;
  const supported = spec.podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (policy === undefined || supported.includes(policy)) return [];
  return [notSupportedError(at, policy, supported)];
}

/** Always is the default of a pod that says nothing, so it counts as nothing said. */
function checkRestartPolicy(spec: Spec, at: FieldPath): readonly FieldError[] {
  const policy = spec.template.spec.restartPolicy;
  if (policy === 'Always' || policy === '')
    return [requiredError(at, 'valid values: "OnFailure", "Never"')];
  if (policy !== 'OnFailure' && policy !== 'Never')
    return [notSupportedError(at, policy, ['OnFailure', 'Never'])];
  const text = 'only "Never" is supported when podFailurePolicy is specified';
  return spec.podFailurePolicy && policy !== 'Never' ? [invalidError(at, policy, text)] : [];
}
