import { defineResource } from '../../../apimachinery/resource.ts';
import { describeCronJob } from './describe.ts';
import { type CronJob, cronJobSchema } from './schema.ts';
import { cronJobStrategy } from './strategy.ts';
import { cronJobTable } from './table.ts';

/** Handle of CronJob: `read.get(cronJobs, key)` is `Frozen<CronJob> | undefined`. */
export const cronJobs = defineResource<CronJob>({
  group: 'batch',
  version: 'v1',
  kind: 'CronJob',
  plural: 'cronjobs',
  shortNames: ['cj'],
  categories: ['all'],
  namespaced: true,
  schema: cronJobSchema,
  strategy: cronJobStrategy,
  table: cronJobTable,
  describe: describeCronJob,
  subresources: { status: true },
});
