import { type ContainerStatus, type Pod, persistentVolumeClaims } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { texts } from '../texts.ts';
import { because, type Cause } from './cause.ts';
import { whyClaim } from './claim.ts';
import { warningAbout } from './events.ts';

export function isReady(pod: Frozen<Pod> | undefined): boolean {
  if (!pod || pod.metadata.deletionTimestamp) return false;
  return (
    pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ??
    false
  );
}

/** Why a pod is not Ready: the first thing in its way, from being scheduled to its probes. */
export function whyPod(read: Reader, pod: Frozen<Pod>): Cause {
  const { name } = pod.metadata;
  if (pod.metadata.deletionTimestamp) return { why: [texts.podEnds(name)] };
  if (isReady(pod)) return { why: [] };
  const waiting = pod.status.containerStatuses?.find(isHeldUp);
  if (waiting) return whyContainer(pod, waiting);
  if (pod.status.phase === 'Running') return whyUnready(read, pod);
  return whyPending(read, pod);
}

/** Reasons that are only a stage of starting. */
const stages = ['ContainerCreating', 'PodInitializing'];

function isHeldUp(status: Frozen<ContainerStatus>): boolean {
  const reason = status.state?.waiting?.reason;
  return reason !== undefined && !stages.includes(reason);
}

const pullReasons = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull'];

function whyContainer(pod: Frozen<Pod>, status: Frozen<ContainerStatus>): Cause {
  const { name } = pod.metadata;
  const { reason = '', message } = status.state?.waiting ?? {};
  const said = message ? [texts.kubernetesSays(message)] : [];
  if (pullReasons.includes(reason)) {
    return { why: [texts.imageNotPulled(name, status.image, reason), ...said], isStuck: true };
  }
  return { why: [texts.containerWaits(name, status.name, reason), ...said], isStuck: true };
}

function whyUnready(read: Reader, pod: Frozen<Pod>): Cause {
  const { name } = pod.metadata;
  const effects = [texts.podNotReady(name)];
  const said = warningAbout(read, 'Pod', keyOf(pod), 'Unhealthy');
  if (!said) return { why: effects };
  return { why: [...effects, texts.kubernetesSays(said.message)], isStuck: said.count > 1 };
}

function whyPending(read: Reader, pod: Frozen<Pod>): Cause {
  const { name, namespace = '' } = pod.metadata;
  const scheduled = pod.status.conditions?.find(({ type }) => type === 'PodScheduled');
  const effects = [texts.podPending(name)];
  for (const volume of pod.spec.volumes ?? []) {
    const claimName = volume.persistentVolumeClaim?.claimName;
    if (claimName === undefined) continue;
    const claim = read.get(persistentVolumeClaims, { namespace, name: claimName });
    if (!claim) return { why: [...effects, texts.claimAbsent(claimName)], isStuck: true };
    if (claim.status.phase !== 'Bound') return because(effects, whyClaim(read, claim));
  }
  if (scheduled?.status === 'False') {
    return { why: [...effects, texts.kubernetesSays(scheduled.message ?? '')], isStuck: true };
  }
  const said = warningAbout(
    read,
    'Pod',
    keyOf(pod),
    'FailedMount',
    'FailedAttachVolume',
    'FailedCreatePodSandBox',
  );
  if (!said) return { why: [texts.podStarting(name)] };
  return { why: [...effects, texts.kubernetesSays(said.message)], isStuck: true };
}
