import type { ClusterState } from '../state/cluster.ts';
import { type ClaimView, idOf, ofKind, refOf, type VolumeView } from '../state/objects.ts';
import {
  type ClaimThing,
  ordinalOf,
  type PodThing,
  type StorageThing,
  type Tone,
  type VolumeThing,
} from './scene.ts';

/** What stays: claims with their volumes, and the volumes that no claim holds. */
export function storageThings(
  state: ClusterState,
  namespace: string,
  pods: readonly PodThing[],
): StorageThing[] {
  const claims = ofKind(state.objects, 'PersistentVolumeClaim').filter(
    ({ metadata }) => metadata.namespace === namespace,
  );
  const volumes = ofKind(state.objects, 'PersistentVolume');
  const held = claims.map((claim, i): StorageThing => {
    const volume = volumes.find(({ metadata }) => metadata.name === claim.spec?.volumeName);
    return {
      home: state.homes.get(claim.metadata.uid),
      place: ordinalOf(claim.metadata.name) ?? i,
      claim: claimThing(claim, pods),
      volume: volume && volumeThing(state, volume),
    };
  });
  const free = volumes
    .filter(({ spec, metadata }) => {
      const claim = spec?.claimRef;
      if (claim && claim.namespace !== namespace) return false;
      return !claims.some((known) => known.spec?.volumeName === metadata.name);
    })
    .map(
      (volume, i): StorageThing => ({
        home: undefined,
        place: ordinalOf(volume.spec?.claimRef?.name ?? '') ?? i,
        claim: undefined,
        volume: volumeThing(state, volume),
      }),
    );
  return [...held, ...free];
}

function claimThing(claim: ClaimView, pods: readonly PodThing[]): ClaimThing {
  const id = idOf(refOf(claim));
  const users = pods.filter(({ claims, tone }) => claims.includes(id) && tone !== 'gone');
  const phase = claim.metadata.deletionTimestamp
    ? 'Terminating'
    : (claim.status?.phase ?? 'Pending');
  return {
    id,
    name: claim.metadata.name,
    phase,
    tone: claimTone(phase),
    modes: (claim.spec?.accessModes ?? []).map(shortMode).join(','),
    size: claim.status?.capacity?.storage ?? claim.spec?.resources?.requests?.storage ?? '',
    users: users.filter(({ tone }) => tone !== 'ghost').map((pod) => pod.id),
    awaited:
      users.find(({ tone }) => tone === 'ghost')?.id ??
      pods.find(({ claims, tone }) => tone === 'gone' && claims.includes(id))?.id,
  };
}

function claimTone(phase: string): Tone {
  if (phase === 'Bound') return 'well';
  return phase === 'Lost' ? 'fail' : 'wait';
}

const modes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function shortMode(mode: string): string {
  return modes[mode] ?? mode;
}

function volumeThing(state: ClusterState, volume: VolumeView): VolumeThing {
  const { name } = volume.metadata;
  const phase = volume.metadata.deletionTimestamp
    ? 'Terminating'
    : (volume.status?.phase ?? 'Pending');
  const data = state.volumes.get(name);
  return {
    id: idOf(refOf(volume)),
    name,
    phase,
    tone: volumeTone(phase),
    seal: data?.seal ?? '',
    marker: data?.marker?.text,
    formerClaim: phase === 'Released' ? volume.spec?.claimRef?.name : undefined,
  };
}

function volumeTone(phase: string): Tone {
  if (phase === 'Failed') return 'fail';
  return phase === 'Pending' || phase === 'Terminating' ? 'wait' : 'well';
}
