import type { PersistentVolumeClaim, Pod, StatefulSet, TemplateMeta } from '../../api/index.ts';
import type { KubeObject, Manifest, OwnerReference } from '../../apimachinery/meta.ts';
import { controllerReference } from '../../apimachinery/owner.ts';
import { type Frozen, thaw } from '../../lib/json.ts';
import { claimName, isWanted, ordinalOf } from './identity.ts';

type Claim = Frozen<PersistentVolumeClaim>;

/** What a claim's owner is compared with: a pod that may not exist yet has uid ''. */
type Member = { readonly metadata: { readonly name: string; readonly uid: string } };

/** The claims that the templates ask for at an ordinal, labelled as template and selector say. */
export function newClaims(
  set: Frozen<StatefulSet>,
  ordinal: number,
): readonly Manifest<PersistentVolumeClaim>[] {
  return (set.spec.volumeClaimTemplates ?? []).map(({ metadata, spec }) => ({
    metadata: {
      ...thaw<TemplateMeta>(metadata),
      name: claimName(set, metadata.name ?? '', ordinal),
      namespace: set.metadata.namespace ?? '',
      labels: { ...metadata.labels, ...set.spec.selector.matchLabels },
    },
    spec: thaw<PersistentVolumeClaim['spec']>(spec),
  }));
}

/**
 * True when a claim still belongs to a pod of this name that is no more: the garbage collector is
 * about to delete it, so a new pod must not start on it. With whenScaled Retain claims are meant
 * to be used again.
 */
export function isStale(set: Frozen<StatefulSet>, podName: string, claim: Claim): boolean {
  if (set.spec.persistentVolumeClaimRetentionPolicy.whenScaled === 'Retain') return false;
  return hasStaleOwner(claim, podKind, { metadata: { name: podName, uid: '' } });
}

/** Who, by the retention policy, owns the claims of a pod: whose end is the claims' end too. */
export function wantedOwner(
  set: Frozen<StatefulSet>,
  pod: Frozen<Pod>,
): Frozen<StatefulSet> | Frozen<Pod> | undefined {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  const isScaledDown = !isWanted(set, ordinalOf(pod));
  if (policy.whenScaled === 'Delete' && isScaledDown) return pod;
  if (policy.whenDeleted === 'Delete' && !(policy.whenScaled === 'Delete' && isScaledDown))
    return set;
  return undefined;
}

/**
 * True when a claim's owners are as the policy wants them. Claims that belong to an earlier set or
 * pod of the same name are left alone, and so are those that somebody else controls.
 */
export function ownersMatch(set: Frozen<StatefulSet>, pod: Frozen<Pod>, claim: Claim): boolean {
  if (hasStaleOwner(claim, setKind, set) || hasStaleOwner(claim, podKind, pod)) return true;
  if (hasOtherController(set, pod, claim)) return !isOwnedBy(claim, set) && !isOwnedBy(claim, pod);
  if (hasOwnerWithoutControl(set, pod, claim)) return false;
  const owner = wantedOwner(set, pod);
  return isOwnedBy(claim, set) === (owner === set) && isOwnedBy(claim, pod) === (owner === pod);
}

/** The owner references that `ownersMatch` wants. */
export function restoreOwners(
  set: Frozen<StatefulSet>,
  pod: Frozen<Pod>,
  claim: Claim,
): OwnerReference[] {
  const others = (claim.metadata.ownerReferences ?? [])
    .filter((owner) => !refersTo(owner, setKind, set) && !refersTo(owner, podKind, pod))
    .map((owner) => ({ ...owner }));
  const owner = wantedOwner(set, pod);
  if (hasOtherController(set, pod, claim) || !owner) return others;
  return [...others, controllerReference(owner)];
}

/** True when a retention policy is set but another controller rules the claim: it wins. */
export function hasOtherController(
  set: Frozen<StatefulSet>,
  pod: Frozen<Pod>,
  claim: Claim,
): boolean {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  if (policy.whenScaled === 'Retain' && policy.whenDeleted === 'Retain') return false;
  return (claim.metadata.ownerReferences ?? []).some((owner) => {
    if (refersTo(owner, setKind, set)) return owner.uid !== set.metadata.uid;
    if (refersTo(owner, podKind, pod)) return owner.uid !== pod.metadata.uid;
    return owner.controller === true;
  });
}

const setKind = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
const podKind = { apiVersion: 'v1', kind: 'Pod' };

function refersTo(owner: Frozen<OwnerReference>, kind: typeof podKind, object: Member): boolean {
  return (
    owner.apiVersion === kind.apiVersion &&
    owner.kind === kind.kind &&
    owner.name === object.metadata.name
  );
}

function hasStaleOwner(claim: Claim, kind: typeof podKind, object: Member): boolean {
  const owner = claim.metadata.ownerReferences?.find((one) => refersTo(one, kind, object));
  return owner !== undefined && owner.uid !== object.metadata.uid;
}

function isOwnedBy(claim: Claim, owner: Frozen<KubeObject>): boolean {
  return claim.metadata.ownerReferences?.some((one) => one.uid === owner.metadata.uid) ?? false;
}

function hasOwnerWithoutControl(set: Frozen<StatefulSet>, pod: Frozen<Pod>, claim: Claim): boolean {
  return (claim.metadata.ownerReferences ?? []).some(
    ({ uid, controller }) =>
      (uid === set.metadata.uid || uid === pod.metadata.uid) && controller !== true,
  );
}
