import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setJobSpecDefaults } from '../job-defaults.ts';
import { type Job, jobSchema } from './schema.ts';
import { generateSelector } from './selector.ts';
import { validateJobStatusUpdate } from './status-validation.ts';
import { jobWarnings, validateJob, validateJobUpdate } from './validation.ts';

/** Defaults and rules of Job; follows pkg/registry/batch/job. */
export const jobStrategy: Strategy<Job> = {
  setDefaults(draft) {
    fillZeroValues(jobSchema, draft);
    setJobSpecDefaults(draft.spec);
  },
  prepareForCreate(draft) {
    generateSelector(draft);
    draft.status = {};
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<Job['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Job['spec']>(old.spec);
  },
  validate: validateJob,
  validateUpdate: validateJobUpdate,
  validateStatusUpdate: validateJobStatusUpdate,
  warnings: jobWarnings,
  defaultPropagation: 'Orphan',
  deleteWarning:
    'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning',
};
