import type { ContainerStatus, Pod, PodStatus } from '../api/index.ts';
import { formatTime, type Instant } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import { conditionsOf } from './conditions.ts';
import { containerStatusOf } from './container-status.ts';
import type { Kubelet, PodRuntime } from './records.ts';
import { containersOf, type PlacedContainer, restarts } from './spec.ts';

/** A pod's whole status, from what is known of its containers (kubelet_pods.go). */
export function podStatusOf(
  pod: Frozen<Pod>,
  runtime: Frozen<PodRuntime>,
  kubelet: Frozen<Kubelet>,
  now: Instant,
): PodStatus {
  const all = containersOf(pod);
  const statusOf = (placed: PlacedContainer) => containerStatusOf(pod, runtime, placed);
  const init = all.filter(({ role }) => role === 'init' || role === 'sidecar');
  const apps = all.filter(({ role }) => role === 'app').map(statusOf);
  const ephemeral = all.filter(({ role }) => role === 'ephemeral').map(statusOf);
  const initStatuses = init.map(statusOf);
  const sidecars = initStatuses.filter((_, i) => init[i]?.role === 'sidecar');
  const phase = phaseOf(pod, runtime, init, initStatuses, apps);
  const ip = addressOf(runtime);
  const { generation } = pod.metadata;
  const { nominatedNodeName, resize } = pod.status;
  const conditions = conditionsOf(
    pod,
    {
      phase,
      hasSandbox: runtime.sandbox.is === 'ready',
      init: init.map((placed) => ({
        name: placed.container.name,
        isComplete: isComplete(runtime, placed),
      })),
      statuses: [...sidecars, ...apps],
    },
    now,
  );
  return {
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase,
    conditions,
    ...(runtime.failure
      ? { message: runtime.failure.message, reason: runtime.failure.reason }
      : {}),
    ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }),
    hostIP: kubelet.address,
    hostIPs: [{ ip: kubelet.address }],
    ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    startTime: formatTime(runtime.admittedAt),
    ...(initStatuses.length > 0 ? { initContainerStatuses: initStatuses } : {}),
    containerStatuses: apps,
    qosClass: pod.status.qosClass,
    ...(ephemeral.length > 0 ? { ephemeralContainerStatuses: ephemeral } : {}),
    ...(resize === undefined ? {} : { resize }),
    resources: {},
  };
}

/**
 * The pod's address as it is told: a kubelet's first sync ends with the first containers started or
 * failed, and what it found out until then is reported at once. So a pod without readiness probes
 * enters Services ready, with one change.
 */
function addressOf({ sandbox, containers }: Frozen<PodRuntime>): string | undefined {
  if (!('ip' in sandbox)) return undefined;
  const isFirstSyncOver = Object.values(containers).some(
    ({ phase, attempts, last }) =>
      attempts > 1 || last !== undefined || ['running', 'exited', 'waiting'].includes(phase.is),
  );
  return isFirstSyncOver ? sandbox.ip : undefined;
}

/** getPhase of upstream, with the phases that are final kept. */
function phaseOf(
  pod: Frozen<Pod>,
  runtime: Frozen<PodRuntime>,
  init: readonly PlacedContainer[],
  initStatuses: readonly ContainerStatus[],
  apps: readonly ContainerStatus[],
): string {
  const { phase } = pod.status;
  if (phase === 'Succeeded' || phase === 'Failed') return phase;
  if (runtime.failure && !isAnyRunning(runtime)) return 'Failed';
  for (const [i, placed] of init.entries()) {
    const state = initStatuses[i]?.state;
    if (placed.role === 'sidecar' && isComplete(runtime, placed)) continue;
    const ended =
      state?.terminated ?? (state?.waiting ? initStatuses[i]?.lastState.terminated : undefined);
    if (placed.role === 'init' && state?.terminated?.exitCode === 0) continue;
    const hasFailed =
      placed.role === 'init' && ended !== undefined && !restarts(pod, placed, ended.exitCode);
    // Sidecars that have ended with the pod do not hold it back.
    if (placed.role === 'sidecar' && apps.every(({ state: own }) => own.terminated)) continue;
    return hasFailed && !isAnyRunning(runtime) ? 'Failed' : 'Pending';
  }
  const isEnded = ({ state, lastState }: ContainerStatus) =>
    Boolean(state.terminated ?? (state.waiting && lastState.terminated));
  if (apps.some((status) => !status.state.running && !isEnded(status))) return 'Pending';
  if (isAnyRunning(runtime)) return 'Running';
  const placed = containersOf(pod).filter(({ role }) => role === 'app');
  const willRestart = placed.some((one, i) => {
    const code = apps[i]?.state.terminated?.exitCode;
    return code === undefined || restarts(pod, one, code);
  });
  // A pod that is being deleted is not restarted, whatever its policy.
  const isOver = runtime.stoppingSince !== undefined || !willRestart;
  if (!isOver) return 'Running';
  const codes = apps.map(
    ({ state, lastState }) => (state.terminated ?? lastState.terminated)?.exitCode,
  );
  if (codes.every((code) => code === 0)) return 'Succeeded';
  return 'Failed';
}

function isAnyRunning(runtime: Frozen<PodRuntime>): boolean {
  return Object.values(runtime.containers).some(({ phase }) => phase.is === 'running');
}

function isComplete(runtime: Frozen<PodRuntime>, { container, role }: PlacedContainer): boolean {
  const phase = runtime.containers[container.name]?.phase;
  if (role === 'sidecar') return phase?.is === 'running' && phase.isStarted;
  return phase?.is === 'exited' && phase.exitCode === 0;
}
