import { setPodSpecDefaults } from '../pod-template/defaults.ts';
import type { JobSpec } from './job-spec.ts';

const maxInt32 = 2_147_483_647;

/** What is defaulted in a Job and in a CronJob's template alike. */
export function setJobTemplateDefaults(spec: JobSpec): void {
  for (const { onPodConditions } of spec.podFailurePolicy?.rules ?? [])
    for (const pattern of onPodConditions ?? []) pattern.status ||= 'True';
  setPodSpecDefaults(spec.template.spec);
}

/** Defaults of a Job's spec, as pkg/apis/batch/v1/defaults.go has them. */
export function setJobSpecDefaults(spec: JobSpec): void {
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  spec.parallelism ??= 1;
  // With a limit for each index there is none for all of them together.
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? 6 : maxInt32;
  spec.completionMode ??= 'NonIndexed';
  spec.suspend ??= false;
  spec.podReplacementPolicy ??= spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed';
  spec.manualSelector ??= false;
  setJobTemplateDefaults(spec);
}
