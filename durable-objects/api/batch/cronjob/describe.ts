import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import { describeText, longTime } from '../../../apimachinery/describe/writer.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { writeTemplate } from '../../pod-template/describe/template.ts';
import type { CronJob } from './schema.ts';

const unset = '<unset>';

/** `kubectl describe cronjob`. */
export const describeCronJob: Describe<CronJob> = (cronJob, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = cronJob;
    const { spec: job } = spec.jobTemplate;
    const seconds = (value: number | undefined): string | undefined =>
      value === undefined ? undefined : `${value}s`;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'Schedule', spec.schedule);
    writer.field(0, 'Concurrency Policy', spec.concurrencyPolicy);
    writer.field(0, 'Suspend', spec.suspend ? 'True' : 'False');
    writer.field(0, 'Successful Job History Limit', spec.successfulJobsHistoryLimit);
    writer.field(0, 'Failed Job History Limit', spec.failedJobsHistoryLimit);
    const deadline = seconds(spec.startingDeadlineSeconds);
    writer.field(0, 'Starting Deadline Seconds', deadline ?? unset);
    writer.field(0, 'Selector', job.selector ? selectorText(job.selector) : unset);
    writer.field(0, 'Parallelism', job.parallelism ?? unset);
    writer.field(0, 'Completions', job.completions ?? unset);
    const active = seconds(job.activeDeadlineSeconds);
    if (active !== undefined) writer.field(0, 'Active Deadline Seconds', active);
    writeTemplate(writer, job.template);
    const last = status.lastScheduleTime;
    writer.field(0, 'Last Schedule Time', last === undefined ? unset : longTime(last));
    const names = (status.active ?? []).map(({ name }) => name ?? '');
    writer.field(0, 'Active Jobs', names.join(', ') || '<none>');
    writeEvents(writer, cronJob, context);
  });
