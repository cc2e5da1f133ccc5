import { type CronJob, cronJobs, type Job, jobs } from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf, isControlledBy } from '../../apimachinery/owner.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Change } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { jobsByController } from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { endOf, surplusJobs, updateActive } from './active.ts';
import { newJob } from './new-job.ts';
import { type Note, plan } from './plan.ts';

/** Starts each CronJob's Jobs at their times (pkg/controller/cronjob). */
export const cronJobController: Controller = { name: 'cronjob', wakes, reconcile };

function wakes(change: Change): readonly Key[] {
  if (change.resource === cronJobs) return [change.key];
  if (!isOf(jobs, change)) return [];
  const object = change.new ?? change.old;
  const owner = object && controllerOf(object);
  return owner?.kind === 'CronJob' ? [{ namespace: change.key.namespace, name: owner.name }] : [];
}

function reconcile(key: Key, world: World): Outcome {
  const stored = world.read.get(cronJobs, key);
  if (!stored) return undefined;
  const own = world.read.byIndex(jobsByController, stored.metadata.uid);
  const { cronJob, notes } = updateActive(stored, own);
  for (const note of notes) tell(world, cronJob, note);
  const { start, notes: more, next } = plan(cronJob, world.now);
  for (const note of more) tell(world, cronJob, note);
  let updated = cronJob;
  let failure: StatusError | undefined;
  try {
    if (start) updated = startJob(world, cronJob, start.at, start.replaces);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    failure = error;
  }
  for (const job of surplusJobs(cronJob, own)) updated = deleteJob(world, updated, job);
  if (updated !== stored) world.client.updateStatus(cronJobs, updated);
  if (failure) throw failure;
  if (next === undefined) return undefined;
  return { requeueAt: next, because: `CronJob ${key.name} starts its next Job` };
}

/** Makes the Job of a time, and notes it in the status. */
function startJob(
  world: World,
  cronJob: Frozen<CronJob>,
  at: Instant,
  replaces: boolean,
): Frozen<CronJob> {
  let current = cronJob;
  for (const { namespace = '', name = '' } of replaces ? (cronJob.status.active ?? []) : []) {
    const job = world.read.get(jobs, { namespace, name });
    if (job) current = deleteJob(world, current, job);
  }
  const job = createJob(world, current, at);
  if (!job) return current;
  return edit<CronJob>(current, ({ status }) => {
    status.lastScheduleTime = formatTime(at);
    if (endOf(job)) return;
    const { namespace = '', name, uid, resourceVersion } = job.metadata;
    const { apiVersion, kind } = job;
    const reference = { kind, namespace, name, uid, apiVersion, resourceVersion };
    status.active = [...(status.active ?? []), reference];
  });
}

/** A Job that is there already counts as made, if it is this CronJob's. */
function createJob(world: World, cronJob: Frozen<CronJob>, at: Instant): Frozen<Job> | undefined {
  const manifest = newJob(cronJob, at);
  try {
    const job = world.client.create(jobs, manifest);
    const message = `Created job ${job.metadata.name}`;
    tell(world, cronJob, { type: 'Normal', reason: 'SuccessfulCreate', message });
    return job;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    if (isNamespaceTerminating(error)) return undefined;
    if (error.reason !== 'AlreadyExists') {
      const message = `Error creating job: ${error.message}`;
      tell(world, cronJob, { type: 'Warning', reason: 'FailedCreate', message });
      throw error;
    }
    const { namespace = '', name = '' } = manifest.metadata;
    const existing = world.read.get(jobs, { namespace, name });
    return existing && isControlledBy(existing, cronJob) ? existing : undefined;
  }
}

/** Deletes a Job with its pods; it is active no longer. */
function deleteJob(world: World, cronJob: Frozen<CronJob>, job: Frozen<Job>): Frozen<CronJob> {
  const { name, uid } = job.metadata;
  world.client.delete(jobs, keyOf(job), { propagationPolicy: 'Background' });
  const message = `Deleted job ${name}`;
  tell(world, cronJob, { type: 'Normal', reason: 'SuccessfulDelete', message });
  return edit<CronJob>(cronJob, ({ status }) => {
    const left = (status.active ?? []).filter((reference) => reference.uid !== uid);
    if (left.length > 0) status.active = left;
    else delete status.active;
  });
}

/** What lasts is told once: a reconcile may run at any time. */
function tell(world: World, about: Frozen<CronJob>, note: Note): void {
  const event = { about, ...note, component: 'cronjob-controller' };
  if (note.type === 'Warning' && note.reason !== 'FailedCreate') world.events.recordOnce(event);
  else world.events.record(event);
}
