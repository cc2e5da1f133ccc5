import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setJobTemplateDefaults } from '../job-defaults.ts';
import { type CronJob, cronJobSchema } from './schema.ts';
import { cronJobWarnings, validateCronJob, validateCronJobUpdate } from './validation.ts';

/** Defaults and rules of CronJob; follows pkg/registry/batch/cronjob. */
export const cronJobStrategy: Strategy<CronJob> = {
  setDefaults(draft) {
    fillZeroValues(cronJobSchema, draft);
    const { spec } = draft;
    spec.concurrencyPolicy ||= 'Allow';
    spec.suspend ??= false;
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
    setJobTemplateDefaults(spec.jobTemplate.spec);
  },
  prepareForCreate(draft) {
    draft.status = {};
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<CronJob['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<CronJob['spec']>(old.spec);
  },
  // What is allowed depends on what there was.
  validate: () => [],
  validateCreate: validateCronJob,
  validateUpdate: validateCronJobUpdate,
  warnings: cronJobWarnings,
};
