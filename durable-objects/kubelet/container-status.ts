import type { ContainerState, ContainerStatus, Pod } from '../api/index.ts';
import { formatTime } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import type { ContainerRuntime, Ended } from './container-state.ts';
import type { PodRuntime } from './records.ts';
import { type PlacedContainer, restarts } from './spec.ts';

/** One container's status, as the kubelet's convertToAPIContainerStatuses makes it. */
export function containerStatusOf(
  pod: Frozen<Pod>,
  runtime: Frozen<PodRuntime>,
  placed: PlacedContainer,
): ContainerStatus {
  const { container } = placed;
  const own = runtime.containers[container.name];
  const id = idOf(own);
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, readOnly }) => ({
    name,
    mountPath,
    ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
  }));
  return {
    name: container.name,
    state: stateOf(pod, placed, own),
    lastState: lastStateOf(pod, placed, own),
    ready: isReady(placed, own),
    restartCount: Math.max(0, (own?.attempts ?? 0) - 1),
    image: id === undefined ? container.image : (own?.image?.reference ?? container.image),
    imageID: id === undefined ? '' : (own?.image?.id ?? ''),
    ...(id === undefined ? {} : { containerID: `containerd://${id}` }),
    started: own?.phase.is === 'running' && own.phase.isStarted,
    ...(container.resources.requests
      ? { allocatedResources: { ...container.resources.requests } }
      : {}),
    resources: {
      ...(container.resources.limits ? { limits: { ...container.resources.limits } } : {}),
      ...(container.resources.requests ? { requests: { ...container.resources.requests } } : {}),
    },
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}

function stateOf(
  pod: Frozen<Pod>,
  placed: PlacedContainer,
  own: Frozen<ContainerRuntime> | undefined,
): ContainerState {
  const phase = own?.phase;
  switch (phase?.is) {
    case 'running':
      return { running: { startedAt: formatTime(phase.startedAt) } };
    case 'exited':
      if (isFailedStart(pod, placed, phase))
        return { waiting: waiting('RunContainerError', phase.message ?? '') };
      return { terminated: terminatedOf(phase) };
    case 'waiting':
      return { waiting: waiting(phase.reason, phase.message) };
    default:
      // Until the next run starts, how the last one ended is what there is to see.
      if (own?.crashLoop !== undefined)
        return { waiting: waiting('CrashLoopBackOff', own.crashLoop) };
      if (own?.last) return { terminated: terminatedOf(own.last) };
      return { waiting: { reason: firstReason(pod) } };
  }
}

/** What is shown before there is anything to tell. */
function firstReason(pod: Frozen<Pod>): string {
  return (pod.spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating';
}

function lastStateOf(
  pod: Frozen<Pod>,
  placed: PlacedContainer,
  own: Frozen<ContainerRuntime> | undefined,
): ContainerState {
  if (own?.phase.is === 'exited' && isFailedStart(pod, placed, own.phase))
    return { terminated: terminatedOf(own.phase) };
  return own?.last ? { terminated: terminatedOf(own.last) } : {};
}

/** A main process that can't be started is shown as waiting, unless it stays like that. */
function isFailedStart(pod: Frozen<Pod>, placed: PlacedContainer, ended: Frozen<Ended>): boolean {
  return ended.reason === 'StartError' && restarts(pod, placed, ended.exitCode);
}

function waiting(reason: string, message: string) {
  return message === '' ? { reason } : { reason, message };
}

function terminatedOf(ended: Frozen<Ended>) {
  return {
    exitCode: ended.exitCode,
    ...(ended.signal === undefined ? {} : { signal: ended.signal }),
    reason: ended.reason,
    ...(ended.message === undefined ? {} : { message: ended.message }),
    startedAt: formatTime(ended.startedAt),
    finishedAt: formatTime(ended.finishedAt),
    containerID: `containerd://${ended.id}`,
  };
}

/** An init container is ready when it has done its work. */
function isReady({ role }: PlacedContainer, own: Frozen<ContainerRuntime> | undefined): boolean {
  if (role === 'init') return own?.phase.is === 'exited' && own.phase.exitCode === 0;
  return own?.phase.is === 'running' && own.phase.isReady;
}

function idOf(own: Frozen<ContainerRuntime> | undefined): string | undefined {
  const phase = own?.phase;
  if (phase && 'id' in phase && phase.is !== 'creating') return phase.id;
  return own?.last?.id;
}
