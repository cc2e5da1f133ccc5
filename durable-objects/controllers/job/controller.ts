import { type Job, type JobStatus, jobs, type Pod, pods } from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import type { Key } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { deepEqual, edit, type Frozen } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { candidates, podsByController } from '../indexes.ts';
import { claimObjects } from '../ownership.ts';
import { concernsManager } from '../pod-state.ts';
import { readBackOff, writeBackOff } from './back-off.ts';
import { finish, setCondition, tellVerdict } from './conditions.ts';
import { completion, plan, type Step, type Verdict } from './plan.ts';
import { type Act, type Done, performAll, record, releasePods } from './pod-control.ts';
import { trackingFinalizer } from './pods.ts';
import { survey, type View } from './survey.ts';
import { countUnlisted, isCounted, listEnded, setCount } from './tracking.ts';

/** Runs each Job's pods until enough of them have succeeded (pkg/controller/job). */
export const jobController: Controller = { name: 'job', wakes, reconcile };

/** The value of spec.managedBy that means this controller. */
const ownName = 'kubernetes.io/job-controller';

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === jobs) return [change.key];
  return isOf(pods, change) && concernsJob(change.old, change.new) ? jobsOfPod(change, read) : [];
}

function reconcile(key: Key, world: World): Outcome {
  const job = world.read.get(jobs, key);
  if (!job || (job.spec.managedBy ?? ownName) !== ownName) return undefined;
  if (isFinished(job)) {
    writeBackOff(world, job);
    return undefined;
  }
  const view = survey({
    job,
    pods: claimPods(world, job),
    backOff: readBackOff(world, job),
    now: world.now,
  });
  writeBackOff(world, job, view.backOff);
  const { verdict, steps } = plan(view);
  const act = { world, job, view };
  const done = performAll(act, steps);
  const isDeleted = job.metadata.deletionTimestamp !== undefined;
  const isOver = verdict ?? (isDeleted ? undefined : completion(view, done.active));
  // Nothing is final while pods could not be deleted.
  track(act, done, done.failure && verdict ? undefined : isOver);
  if (done.failure) throw done.failure;
  return isOver ? undefined : nextLook(steps);
}

/** Writes the status in two steps, between which the pods that it lists are let go. */
function track(act: Act, done: Done, verdict: Verdict | undefined): void {
  const { world, view } = act;
  const at = formatTime(world.now);
  let ended: readonly Frozen<Pod>[] = [];
  const events: (() => void)[] = [];
  const listed = writeStatus(act, act.job, (draft) => {
    setNumbers(draft, view, done, at);
    if (!verdict && !isOnItsWayOut(act.job)) tellSuspension(act, draft, at, events);
    ended = listEnded(draft, view, verdict);
    if (verdict) tellVerdict(draft, verdict, at);
  });
  for (const tell of events) tell();
  releasePods(world, ended);
  const released = new Set(ended.map(({ metadata }) => metadata.uid));
  const held = view.pods.filter(({ metadata }) => !released.has(metadata.uid));
  const counted = writeStatus(act, listed, (draft) => {
    countUnlisted(draft, held);
    if (verdict && isCounted(draft) && (draft.terminating ?? 0) === 0) finish(draft, verdict, at);
  });
  if (verdict && isFinished(counted)) tellEnd(act, counted, verdict);
}

function setNumbers(draft: JobStatus, { job, leaving }: View, done: Done, at: string): void {
  if (draft.startTime === undefined && job.spec.suspend !== true) draft.startTime = at;
  setCount(draft, 'active', done.active);
  draft.ready = done.ready;
  draft.terminating = leaving.length + done.deleted;
  draft.uncountedTerminatedPods ??= {};
}

function tellSuspension(act: Act, draft: JobStatus, at: string, events: (() => void)[]): void {
  const isSuspended = act.job.spec.suspend === true;
  const [status, reason, message] = isSuspended
    ? (['True', 'JobSuspended', 'Job suspended'] as const)
    : (['False', 'JobResumed', 'Job resumed'] as const);
  if (!setCondition(draft, { type: 'Suspended', status, reason, message }, at)) return;
  // The deadline counts from here.
  if (!isSuspended) draft.startTime = at;
  events.push(() => record(act, 'Normal', isSuspended ? 'Suspended' : 'Resumed', message));
}

function tellEnd(act: Act, { spec, status }: Frozen<Job>, verdict: Verdict): void {
  if (verdict.is === 'Failed') {
    record(act, 'Warning', verdict.reason, verdict.message);
    return;
  }
  if (spec.completions !== undefined && (status.succeeded ?? 0) > spec.completions) {
    const text = 'Too many succeeded pods running after completion count reached';
    record(act, 'Warning', 'TooManySucceededPods', text);
  }
  record(act, 'Normal', 'Completed', 'Job completed');
}

function writeStatus(
  { world }: Act,
  job: Frozen<Job>,
  change: (draft: JobStatus) => void,
): Frozen<Job> {
  const updated = edit<Job>(job, (draft) => change(draft.status));
  return updated === job ? job : world.client.updateStatus(jobs, updated);
}

/** The Job's pods; matching orphans are adopted, others released, with the finalizer. */
function claimPods(world: World, job: Frozen<Job>): readonly Frozen<Pod>[] {
  const selector = selectorOf(job.spec.selector);
  const found = candidates(world.read, podsByController, job);
  const matches = (pod: Frozen<Pod>): boolean => matchesLabels(selector, pod.metadata.labels);
  return claimObjects(world, job, pods, found, matches, trackingFinalizer);
}

export function isFinished({ status }: Frozen<Job>): boolean {
  return (
    status.conditions?.some(
      ({ type, status: value }) => (type === 'Complete' || type === 'Failed') && value === 'True',
    ) ?? false
  );
}

function isOnItsWayOut({ metadata }: Frozen<Job>): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function nextLook(steps: readonly Step[]): Outcome {
  const waits = steps.flatMap((step) =>
    step.do === 'wait' ? [{ requeueAt: step.until, because: step.for }] : [],
  );
  return waits.sort((a, b) => a.requeueAt - b.requeueAt)[0];
}

/** Besides what concerns every manager: restarts and the finalizer. */
function concernsJob(old: Frozen<Pod> | undefined, now: Frozen<Pod> | undefined): boolean {
  if (concernsManager(old, now) || !old || !now) return true;
  const restarts = ({ status }: Frozen<Pod>): number =>
    (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
  return (
    restarts(old) !== restarts(now) || !deepEqual(old.metadata.finalizers, now.metadata.finalizers)
  );
}

/** The Jobs that manage a pod or did so; for an orphan all that select it. */
function jobsOfPod(change: Change<Pod>, read: Reader): readonly Key[] {
  const { namespace } = change.key;
  const names = new Set<string>();
  for (const object of [change.old, change.new]) {
    const owner = object && controllerOf(object);
    if (owner?.kind === 'Job') names.add(owner.name);
  }
  if (change.new && !controllerOf(change.new)) {
    const { labels } = change.new.metadata;
    for (const job of read.list(jobs, namespace))
      if (matchesLabels(selectorOf(job.spec.selector), labels)) names.add(job.metadata.name);
  }
  return [...names].map((name) => ({ namespace, name }));
}
