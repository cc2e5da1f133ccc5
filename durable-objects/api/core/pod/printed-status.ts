import type { Frozen } from '../../../lib/json.ts';
import type { ContainerStatus, Pod } from './schema.ts';

/** What `kubectl get pods` says of a pod, worked out from its containers. */
export interface PodSummary {
  readonly ready: number;
  readonly total: number;
  /** `Running`, `Init:1/2`, `CrashLoopBackOff`, `Terminating` ... */
  readonly status: string;
  readonly restarts: number;
  /** When the last restarted container had ended (RFC 3339). */
  readonly lastRestart?: string;
}

type Status = Frozen<ContainerStatus>;

interface Progress {
  ready: number;
  reason: string;
  restarts: number;
  lastRestart: string;
}

/** Follows printPod of pkg/printers/internalversion. */
export function summarize(pod: Frozen<Pod>): PodSummary {
  const sidecars = sidecarNames(pod);
  const progress: Progress = {
    ready: 0,
    reason: phaseReason(pod),
    restarts: 0,
    lastRestart: '',
  };
  const initializing = readInitContainers(pod, sidecars, progress);
  if (!initializing || hasCondition(pod, 'Initialized')) readContainers(pod, sidecars, progress);
  return {
    ready: progress.ready,
    total: pod.spec.containers.length + sidecars.size,
    status: deletionReason(pod) ?? progress.reason,
    restarts: progress.restarts,
    ...(progress.lastRestart === '' ? {} : { lastRestart: progress.lastRestart }),
  };
}

function phaseReason(pod: Frozen<Pod>): string {
  const gated = pod.status.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return gated ? 'SchedulingGated' : pod.status.reason || pod.status.phase;
}

function deletionReason(pod: Frozen<Pod>): string | undefined {
  if (!pod.metadata.deletionTimestamp) return undefined;
  if (pod.status.reason === 'NodeLost') return 'Unknown';
  const { phase } = pod.status;
  return phase === 'Failed' || phase === 'Succeeded' ? undefined : 'Terminating';
}

/** True while an init container has not done its part. */
function readInitContainers(
  pod: Frozen<Pod>,
  sidecars: ReadonlySet<string>,
  progress: Progress,
): boolean {
  const statuses = pod.status.initContainerStatuses ?? [];
  for (const [i, container] of statuses.entries()) {
    countRestarts(container, progress);
    const { terminated, waiting } = container.state;
    if (terminated?.exitCode === 0) continue;
    if (sidecars.has(container.name) && container.started) {
      if (container.ready) progress.ready += 1;
      continue;
    }
    if (terminated) progress.reason = `Init:${endReason(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing')
      progress.reason = `Init:${waiting.reason}`;
    else progress.reason = `Init:${i}/${pod.spec.initContainers?.length ?? 0}`;
    return true;
  }
  return false;
}

function readContainers(pod: Frozen<Pod>, sidecars: ReadonlySet<string>, progress: Progress): void {
  // Init containers that have ended are not counted any more; sidecars are.
  progress.restarts = 0;
  progress.lastRestart = '';
  for (const container of pod.status.initContainerStatuses ?? [])
    if (sidecars.has(container.name)) countRestarts(container, progress);
  let hasRunning = false;
  for (const container of [...(pod.status.containerStatuses ?? [])].reverse()) {
    countRestarts(container, progress);
    const { waiting, terminated, running } = container.state;
    if (waiting?.reason) progress.reason = waiting.reason;
    else if (terminated) progress.reason = endReason(terminated);
    else if (container.ready && running) {
      hasRunning = true;
      progress.ready += 1;
    }
  }
  if (progress.reason === 'Completed' && hasRunning)
    progress.reason = hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
}

function countRestarts(container: Status, progress: Progress): void {
  progress.restarts += container.restartCount;
  const ended = container.lastState.terminated?.finishedAt ?? '';
  // RFC 3339 in UTC sorts as text.
  if (ended > progress.lastRestart) progress.lastRestart = ended;
}

function endReason(terminated: NonNullable<Status['state']['terminated']>): string {
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

function sidecarNames(pod: Frozen<Pod>): ReadonlySet<string> {
  const sidecars = (pod.spec.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return new Set(sidecars.map(({ name }) => name));
}

function hasCondition(pod: Frozen<Pod>, wanted: string): boolean {
  return (
    pod.status.conditions?.some(({ type, status }) => type === wanted && status === 'True') ?? false
  );
}
