import { writeEvents } from '../../../apimachinery/describe/events.ts';
import {
  writeAnnotations,
  writeController,
  writeLabels,
} from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import { humanDuration } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { parseTime } from '../../../lib/instant.ts';
import type { Frozen } from '../../../lib/json.ts';
import { writeTemplate } from '../../pod-template/describe/template.ts';
import type { Job } from './schema.ts';

/** `kubectl describe job`. */
export const describeJob: Describe<Job> = (job, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = job;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'Selector', selectorText(spec.selector));
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writeController(writer, job);
    const set = (title: string, value: string | number | boolean | undefined): void => {
      if (value !== undefined) writer.field(0, title, value);
    };
    set('Parallelism', spec.parallelism);
    set('Completions', spec.completions ?? '<unset>');
    set('Completion Mode', spec.completionMode);
    set('Suspend', spec.suspend);
    set('Backoff Limit', spec.backoffLimit);
    set('TTL Seconds After Finished', spec.ttlSecondsAfterFinished);
    writeTimes(writer, job);
    if (spec.activeDeadlineSeconds !== undefined)
      set('Active Deadline Seconds', `${spec.activeDeadlineSeconds}s`);
    const ready = status.ready === undefined ? '' : ` (${status.ready} Ready)`;
    const { active = 0, succeeded = 0, failed = 0 } = status;
    set('Pods Statuses', `${active} Active${ready} / ${succeeded} Succeeded / ${failed} Failed`);
    if (spec.completionMode === 'Indexed')
      set('Completed Indexes', shortIndexes(status.completedIndexes ?? ''));
    writeTemplate(writer, spec.template);
    writeEvents(writer, job, context);
  });

function writeTimes(writer: DescribeWriter, { status }: Frozen<Job>): void {
  const { startTime, completionTime } = status;
  if (startTime !== undefined) writer.field(0, 'Start Time', longTime(startTime));
  if (completionTime !== undefined) writer.field(0, 'Completed At', longTime(completionTime));
  const [start, end] = [startTime, completionTime].map((text) => text && parseTime(text));
  if (start && end) writer.field(0, 'Duration', humanDuration(end - start));
}

/** Characters after which a list of indexes is cut at its next comma. */
const softLimit = 50;

function shortIndexes(indexes: string): string {
  if (indexes === '') return '<none>';
  const comma = indexes.indexOf(',', softLimit);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
