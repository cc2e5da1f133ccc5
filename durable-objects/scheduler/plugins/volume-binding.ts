import {
  type Node,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type Pod,
  persistentVolumeClaims,
  persistentVolumes,
} from '../../api/index.ts';
import { matchesNode } from '../../api/pod-template/node-matching.ts';
import { keyText } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { availableVolumes, podsByClaim, volumesByClaim } from '../../volumes/indexes.ts';
import { isDelayed, storageClassNamed } from '../../volumes/matching/classes.ts';
import { findMatchingVolume } from '../../volumes/matching/find.ts';
import { classOfClaim } from '../../volumes/matching/satisfies.ts';
import { bindCompleted, selectedNode } from '../../volumes/names.ts';
import type { Plugin, Reason } from '../framework.ts';

type Claim = Frozen<PersistentVolumeClaim>;

/** Every claim of the pod is bound, or can be bound on the node. */
export const volumeBinding: Plugin = {
  name: 'VolumeBinding',
  preFilter({ pod }, read) {
    for (const name of claimNames(pod)) {
      const reason = whyNoNode(pod, name, read);
      if (reason !== undefined) return { reason };
    }
    return undefined;
  },
  filter({ pod }, { node }, _all, read) {
    const reasons: Reason[] = [];
    const plan = planVolumes(pod, node, read);
    if (plan.conflict) {
      const text = "node(s) didn't match PersistentVolume's node affinity";
      reasons.push({ text, unresolvable: true });
    }
    if (plan.unmatched) {
      const text = "node(s) didn't find available persistent volumes to bind";
      reasons.push({ text, unresolvable: true });
    }
    return reasons;
  },
};

/** A claim with ReadWriteOncePod that another pod uses. */
export const volumeRestrictions: Plugin = {
  name: 'VolumeRestrictions',
  preFilter({ pod }, read) {
    const text =
      'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode ' +
      'already in-use by another pod';
    const isTaken = claimsOf(pod, read).some(
      (claim) =>
        claim.spec.accessModes.includes('ReadWriteOncePod') &&
        read
          .byIndex(
            podsByClaim,
            keyText({ namespace: pod.metadata.namespace ?? '', name: claim.metadata.name }),
          )
          .some((other) => other.metadata.uid !== pod.metadata.uid && other.spec.nodeName),
    );
    return isTaken ? { reason: text } : undefined;
  },
};

/** What has to happen on a node before a pod with unbound claims can be bound to it. */
export interface VolumePlan {
  /** A bound volume can't be reached from the node. */
  readonly conflict: boolean;
  /** A claim finds no volume and nobody makes one. */
  readonly unmatched: boolean;
  readonly matches: readonly { readonly claim: Claim; readonly volume: Frozen<PersistentVolume> }[];
  readonly provisions: readonly Claim[];
}

/** Matches a pod's unbound claims with volumes that the node can reach, each volume once. */
export function planVolumes(pod: Frozen<Pod>, node: Frozen<Node>, read: Reader): VolumePlan {
  const matches: { claim: Claim; volume: Frozen<PersistentVolume> }[] = [];
  const provisions: Claim[] = [];
  const excluded = new Set<string>();
  let conflict = false;
  let unmatched = false;
  for (const claim of claimsOf(pod, read)) {
    if (isBound(claim)) {
      const volume = read.get(persistentVolumes, {
        namespace: '',
        name: claim.spec.volumeName ?? '',
      });
      if (!volume || !matchesNode(volume.spec.nodeAffinity?.required, node)) conflict = true;
      continue;
    }
    const chosen = claim.metadata.annotations?.[selectedNode];
    if (chosen !== undefined) {
      // The claim is being provisioned for a node already.
      if (chosen !== node.metadata.name) unmatched = true;
      else provisions.push(claim);
      continue;
    }
    const key = keyText({ namespace: claim.metadata.namespace ?? '', name: claim.metadata.name });
    const volumes = [
      ...read.byIndex(volumesByClaim, key),
      ...read.byIndex(availableVolumes, classOfClaim(claim)),
    ];
    const volume = findMatchingVolume(claim, volumes, { node, delayed: true, excluded });
    if (volume) {
      excluded.add(volume.metadata.name);
      matches.push({ claim, volume });
    } else if (canProvision(claim, read)) {
      provisions.push(claim);
    } else {
      unmatched = true;
    }
  }
  return { conflict, unmatched, matches, provisions };
}

/** The names of the claims a pod uses. */
export function claimNames(pod: Frozen<Pod>): readonly string[] {
  return (pod.spec.volumes ?? []).flatMap((volume) => {
    if (volume.persistentVolumeClaim) return [volume.persistentVolumeClaim.claimName];
    return volume.ephemeral ? [`${pod.metadata.name}-${volume.name}`] : [];
  });
}

export function isBound(claim: Claim): boolean {
  return (
    Boolean(claim.spec.volumeName) && claim.metadata.annotations?.[bindCompleted] !== undefined
  );
}

function claimsOf(pod: Frozen<Pod>, read: Reader): readonly Claim[] {
  const namespace = pod.metadata.namespace ?? '';
  return claimNames(pod).flatMap(
    (name) => read.get(persistentVolumeClaims, { namespace, name }) ?? [],
  );
}

function whyNoNode(pod: Frozen<Pod>, name: string, read: Reader): string | undefined {
  const quoted = `persistentvolumeclaim ${JSON.stringify(name)}`;
  const claim = read.get(persistentVolumeClaims, { namespace: pod.metadata.namespace ?? '', name });
  if (!claim) {
    const isEphemeral = pod.spec.volumes?.some(
      (volume) => volume.ephemeral && `${pod.metadata.name}-${volume.name}` === name,
    );
    return isEphemeral
      ? `waiting for ephemeral volume controller to create the ${quoted}`
      : `${quoted} not found`;
  }
  if (claim.metadata.deletionTimestamp) return `${quoted} is being deleted`;
  if (claim.status.phase === 'Lost') {
    const volume = JSON.stringify(claim.spec.volumeName ?? '');
    return `${quoted} bound to non-existent persistentvolume ${volume}`;
  }
  if (isBound(claim) || isDelayed(storageClassNamed(read, classOfClaim(claim)))) return undefined;
  return 'pod has unbound immediate PersistentVolumeClaims';
}

function canProvision(claim: Claim, read: Reader): boolean {
  const provisioner = storageClassNamed(read, classOfClaim(claim))?.provisioner;
  return provisioner !== undefined && provisioner !== 'kubernetes.io/no-provisioner';
}
