import {
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkNonNegative } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { podNameWarnings } from '../../pod-template/warnings.ts';
import { readSchedule } from '../cron-schedule.ts';
import { checkJobSpec, jobSpecWarnings } from '../job-validation.ts';
import { findZone } from '../time-zones.ts';
import type { CronJob, CronJobSpec, JobTemplateSpec } from './schema.ts';

type Read = Frozen<CronJob>;

/** A Job's name is that of its CronJob with a dash and up to ten digits. */
const maxNameLength = 52;

const specPath = FieldPath.of('spec');

/** Rules of a new CronJob; follows ValidateCronJobCreate. */
export function validateCronJob({ metadata, spec }: Read): readonly FieldError[] {
  const text = `must be no more than ${maxNameLength} characters`;
  return [
    ...checkSpec(spec, undefined),
    ...(metadata.name.length > maxNameLength
      ? [invalidError(FieldPath.of('metadata', 'name'), metadata.name, text)]
      : []),
  ];
}

/** An old CronJob may keep what is no longer allowed; follows ValidateCronJobUpdate. */
export function validateCronJobUpdate({ spec }: Read, old: Read): readonly FieldError[] {
  return checkSpec(spec, old.spec);
}

export function cronJobWarnings({ metadata, spec }: Read, old?: Read): readonly string[] {
  if (old && deepEqual(old.spec, spec)) return [];
  const zone =
    'CRON_TZ or TZ used in schedule is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details';
  return [
    ...(old ? [] : podNameWarnings(dns1123LabelErrors(metadata.name))),
    ...jobSpecWarnings(spec.jobTemplate.spec, specPath.child('jobTemplate', 'spec')),
    ...(spec.schedule.includes('TZ') ? [zone] : []),
  ];
}

function checkSpec(
  spec: Frozen<CronJobSpec>,
  old: Frozen<CronJobSpec> | undefined,
): readonly FieldError[] {
  const isNewZone = !old || old.timeZone !== spec.timeZone;
  return [
    ...checkSchedule(spec, old, specPath.child('schedule')),
    ...checkNonNegative(spec.startingDeadlineSeconds, specPath.child('startingDeadlineSeconds')),
    ...(isNewZone ? checkTimeZone(spec.timeZone, specPath.child('timeZone')) : []),
    ...checkConcurrencyPolicy(spec.concurrencyPolicy, specPath.child('concurrencyPolicy')),
    ...checkJobTemplate(spec.jobTemplate, specPath.child('jobTemplate')),
    ...(['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const).flatMap((field) =>
      checkNonNegative(spec[field], specPath.child(field)),
    ),
  ];
}

function checkSchedule(
  { schedule, timeZone }: Frozen<CronJobSpec>,
  old: Frozen<CronJobSpec> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (schedule === '') return [requiredError(at, '')];
  const read = readSchedule(schedule);
  const errors = 'error' in read ? [invalidError(at, schedule, read.error)] : [];
  if (!schedule.includes('TZ')) return errors;
  const allowed = old?.schedule.includes('TZ') ?? false;
  if (!allowed) {
    const text = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
    return [...errors, invalidError(at, schedule, text)];
  }
  const text = 'cannot use both timeZone field and TZ or CRON_TZ in schedule';
  return timeZone === undefined ? errors : [...errors, invalidError(at, schedule, text)];
}

/** A part of a zone's name; names are never paths. */
const zonePart = /^(?!-|\.{1,2}$)[A-Za-z.\-_0-9+]{1,14}$/;

function checkTimeZone(name: string | undefined, at: FieldPath): readonly FieldError[] {
  if (name === undefined) return [];
  if (name === '') return [invalidError(at, name, 'timeZone must be nil or non-empty string')];
  const unknown = invalidError(at, name, `unknown time zone ${name}`);
  if (!name.split('/').every((part) => zonePart.test(part))) return [unknown];
  const local =
    'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
  if (name.toLowerCase() === 'local')
    return [invalidError(at, name, local), ...(name === 'Local' ? [] : [unknown])];
  return findZone(name) ? [] : [unknown];
}

function checkConcurrencyPolicy(policy: string, at: FieldPath): readonly FieldError[] {
  const policies = ['Allow', 'Forbid', 'Replace'];
  if (policy === '') return [requiredError(at, '')];
  return policies.includes(policy) ? [] : [notSupportedError(at, policy, policies)];
}

function checkJobTemplate({ spec }: Frozen<JobTemplateSpec>, at: FieldPath): readonly FieldError[] {
  const specAt = at.child('spec');
  const selector = '`selector` will be auto-generated';
  return [
    ...checkJobSpec(spec, specAt),
    ...(spec.selector ? [invalidError(specAt.child('selector'), spec.selector, selector)] : []),
    ...(spec.manualSelector === true
      ? [notSupportedError(specAt.child('manualSelector'), true, ['nil', 'false'])]
      : []),
  ];
}
