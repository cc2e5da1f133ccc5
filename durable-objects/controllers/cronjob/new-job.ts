import { findZone, utc } from '../../api/batch/time-zones.ts';
import type { CronJob, Job } from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';
import { controllerReference } from '../../apimachinery/owner.ts';
import { formatTime, hour, type Instant, minute } from '../../lib/instant.ts';
import { type Frozen, thaw } from '../../lib/json.ts';
import { jobName } from './plan.ts';

/** Tells for which time a Job was made, in the CronJob's zone. */
const scheduledTimestamp = 'batch.kubernetes.io/cronjob-scheduled-timestamp';

/** The Job of one start (getJobFromTemplate2). */
export function newJob(cronJob: Frozen<CronJob>, at: Instant): Manifest<Job> {
  const { metadata, spec } = cronJob;
  const { labels, annotations } = spec.jobTemplate.metadata;
  return {
    metadata: {
      name: jobName(cronJob, at),
      namespace: metadata.namespace ?? '',
      labels: { ...labels },
      annotations: { ...annotations, [scheduledTimestamp]: timeText(at, spec.timeZone) },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec: thaw<Job['spec']>(spec.jobTemplate.spec),
  };
}

/** `2026-11-20T12:00:00+09:00` */
function timeText(at: Instant, name: string | undefined): string {
  const offset = (name === undefined ? utc : (findZone(name) ?? utc))(at);
  if (offset === 0) return formatTime(at);
  const [hours, minutes] = [Math.abs(offset) / hour, (Math.abs(offset) % hour) / minute];
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return formatTime(at + offset).replace('Z', `${sign}${two(hours)}:${two(minutes)}`);
}
