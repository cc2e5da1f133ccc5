import { type Job, jobs } from '../../api/index.ts';
import type { Controller } from '../../control/controller.ts';
import { type Instant, parseTime, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

/** Deletes Jobs a while after they have finished (pkg/controller/ttlafterfinished). */
export const ttlAfterFinishedController: Controller = {
  name: 'ttl-after-finished',
  wakes: (change) => (change.resource === jobs && change.new ? [change.key] : []),
  reconcile(key, world) {
    const job = world.read.get(jobs, key);
    const at = job && expiryOf(job);
    if (at === undefined) return undefined;
    if (at > world.now) return { requeueAt: at, because: `Job ${key.name} has then had its time` };
    world.client.delete(jobs, key, {
      propagationPolicy: 'Foreground',
      uid: job?.metadata.uid ?? '',
    });
    return undefined;
  },
};

/** When a Job is to go; undefined while it runs, without a limit, or when it goes already. */
function expiryOf({ metadata, spec, status }: Frozen<Job>): Instant | undefined {
  const { ttlSecondsAfterFinished } = spec;
  if (ttlSecondsAfterFinished === undefined || metadata.deletionTimestamp !== undefined)
    return undefined;
  const end = status.conditions?.find(
    ({ type, status: value }) => (type === 'Complete' || type === 'Failed') && value === 'True',
  );
  const since = end?.lastTransitionTime && parseTime(end.lastTransitionTime);
  return since === undefined || since === '' ? undefined : since + ttlSecondsAfterFinished * second;
}
