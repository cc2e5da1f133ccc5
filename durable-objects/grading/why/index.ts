import {
  deployments,
  type Pod,
  persistentVolumeClaims,
  pods,
  statefulSets,
} from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { Difference } from '../match.ts';
import { titleOf } from '../object-texts.ts';
import { namespaceOf, resourceOf } from '../objects.ts';
import type { Text } from '../results.ts';
import type { PartialObject } from '../schema.ts';
import { texts } from '../texts.ts';
import { type Cause, shorten } from './cause.ts';
import { whyClaim } from './claim.ts';
import { whyClaimAbsent } from './claim-absent.ts';
import { ownedBy } from './owned.ts';
import { isReady, whyPod } from './pod.ts';
import { whyPodAbsent, whySet } from './set.ts';

export { whyRemoved } from './claim-absent.ts';
export { whyData } from './data.ts';

/** Why an object's status is not as it should be; nothing when its spec says otherwise. */
export function whyNot(
  read: Reader,
  object: Frozen<KubeObject>,
  differences: readonly Difference[],
): Cause {
  if (!differences.some(({ path }) => path.startsWith('status'))) return shorten({ why: [] });
  return shorten(causeOf(read, object));
}

/** Why a pod can't be worked with. */
export function whyNotReady(read: Reader, pod: Frozen<Pod>): readonly Text[] {
  return shorten(whyPod(read, pod)).why;
}

function causeOf(read: Reader, object: Frozen<KubeObject>): Cause {
  const key = keyOf(object);
  const resource = resourceOf(object);
  if (resource.kind === statefulSets.kind) {
    const set = read.get(statefulSets, key);
    return set ? whySet(read, set) : { why: [] };
  }
  if (resource.kind === pods.kind) {
    const pod = read.get(pods, key);
    return pod ? whyPod(read, pod) : { why: [] };
  }
  if (resource.kind === persistentVolumeClaims.kind) {
    const claim = read.get(persistentVolumeClaims, key);
    return claim ? whyClaim(read, claim) : { why: [] };
  }
  const pod = ownedBy(read, object).find((one) => !isReady(one));
  return pod ? whyPod(read, pod) : { why: [] };
}

/** Why there is no such object: what there is in its place, or what would have made it. */
export function whyAbsent(read: Reader, pattern: PartialObject): Cause {
  const resource = resourceOf(pattern);
  const namespace = namespaceOf(pattern);
  const name = pattern.metadata?.name;
  if (name === undefined) return { why: [] };
  const key = { namespace, name };
  if (resource.kind === persistentVolumeClaims.kind) return shorten(whyClaimAbsent(read, key));
  if (resource.kind === pods.kind) return shorten(whyPodAbsent(read, key));
  if (resource.kind === statefulSets.kind && read.get(deployments, key)) {
    return { why: [texts.deploymentInstead(name)], isStuck: true };
  }
  const others = read.list(resource, namespace).map((object) => object.metadata.name);
  const elsewhere = read.list(resource).find((object) => object.metadata.name === name);
  if (elsewhere) {
    const place = elsewhere.metadata.namespace ?? '';
    return { why: [texts.anotherNamespace(titleOf(pattern), place)], isStuck: true };
  }
  // The API server's own Service and CA bundle are nobody's misnamed object.
  const made = others.filter((other) => other !== 'kubernetes' && other !== 'kube-root-ca.crt');
  if (made.length === 0) return { why: [] };
  return { why: [texts.anotherName(resource.kind, made)], isStuck: true };
}
