import { defineResource } from '../../../apimachinery/resource.ts';
import { describeJob } from './describe.ts';
import { type Job, jobSchema } from './schema.ts';
import { jobStrategy } from './strategy.ts';
import { jobTable } from './table.ts';

/** Handle of Job: `read.get(jobs, key)` is `Frozen<Job> | undefined`. */
export const jobs = defineResource<Job>({
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  plural: 'jobs',
  categories: ['all'],
  namespaced: true,
  schema: jobSchema,
  strategy: jobStrategy,
  table: jobTable,
  describe: describeJob,
  subresources: { status: true },
  selectable: {
    'status.successful': ({ status }) => String(status.succeeded ?? 0),
  },
});
