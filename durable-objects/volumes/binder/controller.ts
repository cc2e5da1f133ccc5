import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  type Pod,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  storageClasses,
} from '../../api/index.ts';
import { type Key, keyOf, keyText } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { type Change, defineIndex, type Reader } from '../../storage/store.ts';
import { availableVolumes, claimsByVolume, podsByClaim, volumesByClaim } from '../indexes.ts';
import { defaultClass, storageClassNamed } from '../matching/classes.ts';
import { findMatchingVolume } from '../matching/find.ts';
import { classOfClaim } from '../matching/satisfies.ts';
import { bindCompleted, binderComponent } from '../names.ts';
import type { VolumePlugin } from '../plugins.ts';
import { bind, setClaimPhase, setVolumePhase, unbind } from './bind.ts';
import { type ClaimView, planClaim, type Told } from './claim-plan.ts';
import { provision } from './provision.ts';
import { reclaim } from './reclaim.ts';
import { planVolume } from './volume-plan.ts';

const unbound = defineIndex(persistentVolumeClaims, (claim) =>
  claim.metadata.annotations?.[bindCompleted] === undefined ? ['unbound'] : [],
);

/**
 * Binds claims and volumes one to one, provisions and reclaims. Its keys are claims
 * (`namespace/name`) and volumes (`name`).
 */
export function createBinder(plugins: readonly VolumePlugin[]): Controller {
  return {
    name: 'persistentvolume-binder',
    wakes: (change, read) => wakes(change, read),
    reconcile(key, world) {
      if (key.namespace === '') reconcileVolume(key, world, plugins);
      else reconcileClaim(key, world, plugins);
      return undefined;
    },
  };
}

function wakes({ resource, key, old, new: now }: Change, read: Reader): readonly Key[] {
  if (resource.plural === persistentVolumeClaims.plural) {
    const claim = (now ?? old) as Frozen<PersistentVolumeClaim>;
    const volumes = read.byIndex(volumesByClaim, keyText(key)).map(keyOf);
    const { volumeName } = claim.spec;
    return [key, ...volumes, ...(volumeName ? [{ namespace: '', name: volumeName }] : [])];
  }
  if (resource.plural === persistentVolumes.plural) {
    return [key, ...claimsConcerned(key, now as Frozen<PersistentVolume> | undefined, read)];
  }
  if (resource.plural === storageClasses.plural) return read.byIndex(unbound, 'unbound').map(keyOf);
  if (resource.plural !== pods.plural) return [];
  const namespace = key.namespace;
  return (
    ((now ?? old) as Frozen<Pod>).spec.volumes?.flatMap((volume) => {
      const name = volume.persistentVolumeClaim?.claimName;
      return name ? [{ namespace, name }] : [];
    }) ?? []
  );
}

function claimsConcerned(
  key: Key,
  volume: Frozen<PersistentVolume> | undefined,
  read: Reader,
): readonly Key[] {
  const naming = read.byIndex(claimsByVolume, key.name).map(keyOf);
  const claimRef = volume?.spec.claimRef;
  if (claimRef) {
    return [...naming, { namespace: claimRef.namespace ?? '', name: claimRef.name ?? '' }];
  }
  // A volume that anybody may take: every claim that still looks for one looks again.
  return volume?.status.phase === 'Available'
    ? [...naming, ...read.byIndex(unbound, 'unbound').map(keyOf)]
    : naming;
}

function reconcileClaim(key: Key, world: World, plugins: readonly VolumePlugin[]): void {
  const claim = world.read.get(persistentVolumeClaims, key);
  if (!claim) return;
  const step = planClaim(claim, viewOf(claim, world.read));
  switch (step?.do) {
    case undefined:
      return;
    case 'bind':
      bind(step.volume, claim, world);
      return;
    case 'setClass':
      world.client.update(
        persistentVolumeClaims,
        edit<PersistentVolumeClaim>(claim, (draft) => {
          draft.spec.storageClassName = step.name;
        }),
      );
      return;
    case 'provision':
      provision(claim, step.className, world, plugins);
      return;
    case 'pend':
      if (step.tell) tell(claim, step.tell, world);
      setClaimPhase(claim, 'Pending', world);
      return;
    case 'lose':
      if (claim.status.phase !== 'Lost') tell(claim, step.tell, world);
      setClaimPhase(claim, 'Lost', world);
      return;
  }
}

function viewOf(claim: Frozen<PersistentVolumeClaim>, read: Reader): ClaimView {
  const { volumeName } = claim.spec;
  return {
    named: volumeName
      ? read.get(persistentVolumes, { namespace: '', name: volumeName })
      : undefined,
    match(delayed) {
      const reserved = read.byIndex(volumesByClaim, keyText(keyOf(claim)));
      const free = read.byIndex(availableVolumes, classOfClaim(claim));
      return findMatchingVolume(claim, [...reserved, ...free], { delayed });
    },
    storageClass: (name) => storageClassNamed(read, name),
    defaultClass: defaultClass(read),
    unscheduled: read
      .byIndex(podsByClaim, keyText(keyOf(claim)))
      .filter((pod) => !pod.spec.nodeName)
      .map((pod) => pod.metadata.name),
  };
}

function reconcileVolume(key: Key, world: World, plugins: readonly VolumePlugin[]): void {
  const volume = world.read.get(persistentVolumes, key);
  if (!volume) return;
  const { claimRef } = volume.spec;
  const claim =
    claimRef?.uid !== undefined
      ? world.read.get(persistentVolumeClaims, {
          namespace: claimRef.namespace ?? '',
          name: claimRef.name ?? '',
        })
      : undefined;
  const step = planVolume(volume, claim);
  switch (step.do) {
    case 'setPhase':
      setVolumePhase(volume, step.phase, '', world);
      return;
    case 'release':
      reclaim(setVolumePhase(volume, 'Released', '', world), world, plugins);
      return;
    case 'reclaim':
      reclaim(volume, world, plugins);
      return;
    case 'unbind':
      world.client.update(persistentVolumes, unbind(volume, step.whole));
      return;
    case 'mismatch':
      tellMismatch(volume, step.claim, world);
      return;
    case 'awaitClaim':
      return;
  }
}

function tellMismatch(
  volume: Frozen<PersistentVolume>,
  claim: Frozen<PersistentVolumeClaim>,
  world: World,
): void {
  const [of, to] = [JSON.stringify(volume.metadata.name), JSON.stringify(claim.metadata.name)];
  const head = 'Cannot bind PersistentVolume';
  const tail = 'due to incompatible volumeMode.';
  const warn = { type: 'Warning', reason: 'VolumeMismatch', component: binderComponent } as const;
  const toVolume = `${head} to requested PersistentVolumeClaim ${to} ${tail}`;
  const toClaim = `${head} ${of} to requested PersistentVolumeClaim ${tail}`;
  world.events.recordOnce({ ...warn, about: volume, message: toVolume });
  world.events.recordOnce({ ...warn, about: claim, message: toClaim });
}

function tell(claim: Frozen<PersistentVolumeClaim>, told: Told, world: World): void {
  world.events.recordOnce({ about: claim, component: binderComponent, ...told });
}
