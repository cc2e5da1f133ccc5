import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  persistentVolumeClaims,
  persistentVolumes,
  type StorageClass,
  storageClasses,
} from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';
import { notFound } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen, thaw } from '../../lib/json.ts';
import { storageClassNamed } from '../matching/classes.ts';
import {
  betaStorageProvisioner,
  binderComponent,
  boundByController,
  externalDeletion,
  inTreeDeletion,
  provisionedBy,
  storageProvisioner,
} from '../names.ts';
import type { VolumePlugin } from '../plugins.ts';

type Claim = Frozen<PersistentVolumeClaim>;

/** Provisions by an in-tree plugin, or asks an external one to (pv_controller.go, provisionClaim). */
export function provision(
  claim: Claim,
  className: string,
  world: World,
  plugins: readonly VolumePlugin[],
): void {
  const storageClass = storageClassNamed(world.read, className);
  if (!storageClass) {
    // As upstream's lister, which speaks of the singular.
    const { group, singular: plural } = storageClasses;
    fail(claim, notFound({ group, plural }, className).message, world);
    return;
  }
  const { provisioner } = storageClass;
  const plugin = plugins.find((candidate) => candidate.provisioner === provisioner);
  if (plugin?.inTree) {
    makeVolume(annotated(claim, provisioner, world), storageClass, plugin, world);
  } else if (provisioner.startsWith('kubernetes.io/')) {
    fail(claim, `no volume plugin matched name: ${provisioner}`, world);
  } else {
    const asked = annotated(claim, provisioner, world);
    world.events.recordOnce({
      about: asked,
      component: binderComponent,
      type: 'Normal',
      reason: 'ExternalProvisioning',
      message: waitingText(provisioner),
    });
  }
}

/** Creates the volume of a claim; binding is the next reconcile's. */
export function makeVolume(
  claim: Claim,
  storageClass: Frozen<StorageClass>,
  plugin: VolumePlugin,
  world: World,
): void {
  const name = `pvc-${claim.metadata.uid}`;
  if (world.read.get(persistentVolumes, { namespace: '', name })) return;
  const random = world.random('provision', claim.metadata.uid);
  const made = plugin.make({ claim, storageClass, volumeName: name, random });
  const reclaimPolicy = storageClass.reclaimPolicy;
  const { namespace = '', uid, resourceVersion } = claim.metadata;
  const { apiVersion, kind } = claim;
  const volume: Manifest<PersistentVolume> = {
    metadata: {
      name,
      annotations: {
        ...made.annotations,
        ...(plugin.inTree ? { [boundByController]: 'yes' } : {}),
        [provisionedBy]: plugin.provisioner,
      },
      ...(reclaimPolicy === 'Delete'
        ? { finalizers: [plugin.inTree ? inTreeDeletion : externalDeletion] }
        : {}),
    },
    spec: {
      capacity: { storage: claim.spec.resources.requests?.storage ?? '0' },
      accessModes: thaw<string[]>(claim.spec.accessModes),
      persistentVolumeReclaimPolicy: reclaimPolicy,
      storageClassName: storageClass.metadata.name,
      volumeMode: claim.spec.volumeMode,
      ...(storageClass.mountOptions
        ? { mountOptions: thaw<string[]>(storageClass.mountOptions) }
        : {}),
      claimRef: { apiVersion, kind, namespace, name: claim.metadata.name, uid, resourceVersion },
      ...made.spec,
    },
  };
  world.client.create(persistentVolumes, volume);
  const using = plugin.inTree ? ` using ${plugin.provisioner}` : '';
  world.events.record({
    about: claim,
    component: plugin.inTree ? binderComponent : plugin.provisioner,
    type: 'Normal',
    reason: 'ProvisioningSucceeded',
    message: `Successfully provisioned volume ${name}${using}`,
  });
}

/** Says on the claim who provisions it; external provisioners go by that. */
function annotated(claim: Claim, provisioner: string, world: World): Claim {
  const next = edit<PersistentVolumeClaim>(claim, (draft) => {
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      [betaStorageProvisioner]: provisioner,
      [storageProvisioner]: provisioner,
    };
  });
  return next === claim ? claim : world.client.update(persistentVolumeClaims, next);
}

function fail(claim: Claim, message: string, world: World): void {
  world.events.recordOnce({
    about: claim,
    component: binderComponent,
    type: 'Warning',
    reason: 'ProvisioningFailed',
    message,
  });
}

function waitingText(provisioner: string): string {
  return (
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' ` +
    'or manually by the system administrator. If volume creation is delayed, please verify ' +
    'that the provisioner is running and correctly registered.'
  );
}
