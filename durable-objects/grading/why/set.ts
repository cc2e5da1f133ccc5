import { deployments, pods, type StatefulSet, statefulSets } from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { texts } from '../texts.ts';
import { because, type Cause } from './cause.ts';
import { warningAbout } from './events.ts';
import { isReady, whyPod } from './pod.ts';

/** Why a set does not have the pods that it should have: the first ordinal that is not well. */
export function whySet(read: Reader, set: Frozen<StatefulSet>): Cause {
  const { name, namespace = '' } = set.metadata;
  const { replicas } = set.spec;
  const asked = texts.setAsked(name, replicas);
  const ready = set.status.readyReplicas ?? 0;
  const leaving = leavingPod(read, set);
  if (leaving) return because([asked], whyPod(read, leaving));
  if (ready >= replicas) return { why: [asked] };
  const start = set.spec.ordinals?.start ?? 0;
  const names = Array.from({ length: replicas }, (_, i) => `${name}-${start + i}`);
  const first = names.findIndex((pod) => !isReady(read.get(pods, { namespace, name: pod })));
  const firstName = names[first];
  if (firstName === undefined) return { why: [asked] };
  const waiting =
    set.spec.podManagementPolicy === 'Parallel'
      ? []
      : names
          .slice(first + 1)
          .filter((pod) => !read.get(pods, { namespace, name: pod }))
          .map((pod) => {
            const before = names[names.indexOf(pod) - 1] ?? firstName;
            return texts.podWaitsFor(pod, before);
          })
          .reverse();
  const effects = [texts.setShort(name, ready, replicas), ...waiting];
  const pod = read.get(pods, { namespace, name: firstName });
  if (pod) return because(effects, whyPod(read, pod));
  const said = warningAbout(read, 'StatefulSet', { namespace, name }, 'FailedCreate');
  const missing = [...effects, texts.podNotCreated(firstName)];
  if (!said) return { why: missing };
  return { why: [...missing, texts.kubernetesSays(said.message)], isStuck: true };
}

/** Why a pod is absent that a set should have. */
export function whyPodAbsent(read: Reader, { namespace, name }: Key): Cause {
  const cut = name.lastIndexOf('-');
  const ordinal = Number(name.slice(cut + 1));
  const owner = { namespace, name: name.slice(0, Math.max(cut, 0)) };
  const set = read.get(statefulSets, owner);
  if (!set) {
    const isDeployment = read.get(deployments, owner) !== undefined;
    return { why: isDeployment ? [texts.deploymentInstead(owner.name)] : [], isStuck: true };
  }
  const start = set.spec.ordinals?.start ?? 0;
  const isWanted = ordinal >= start && ordinal < start + set.spec.replicas;
  if (!isWanted) return { why: [texts.setAsked(owner.name, set.spec.replicas)], isStuck: true };
  return whySet(read, set);
}

/** The pod beyond `replicas` that goes first: the highest. */
function leavingPod(read: Reader, set: Frozen<StatefulSet>) {
  const { name, namespace = '' } = set.metadata;
  const start = set.spec.ordinals?.start ?? 0;
  return read
    .list(pods, namespace)
    .filter(({ metadata }) => metadata.name.startsWith(`${name}-`))
    .map((pod) => ({ pod, ordinal: Number(pod.metadata.name.slice(name.length + 1)) }))
    .filter(({ ordinal }) => ordinal >= start + set.spec.replicas)
    .sort((a, b) => b.ordinal - a.ordinal)[0]?.pod;
}
