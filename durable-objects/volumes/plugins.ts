import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../api/index.ts';
import type { DeepPartial } from '../apimachinery/meta.ts';
import type { Frozen } from '../lib/json.ts';
import type { Random } from '../lib/random.ts';

/** What makes and deletes storage for a provisioner's name. */
export interface VolumePlugin {
  readonly provisioner: string;
  /** In-tree plugins run inside the binder; external ones are a driver's own pods. */
  readonly inTree: boolean;
  /** What is special about a volume: its source, annotations, node affinity. */
  make(request: ProvisionRequest): MadeVolume;
  /** True for volumes that this plugin deletes. */
  owns(volume: Frozen<PersistentVolume>): boolean;
  /** Why the storage can't be deleted; undefined when it can. */
  whyNotDeletable(volume: Frozen<PersistentVolume>): string | undefined;
}

export interface ProvisionRequest {
  readonly claim: Frozen<PersistentVolumeClaim>;
  readonly storageClass: Frozen<StorageClass>;
  readonly volumeName: string;
  readonly random: Random;
}

export interface MadeVolume {
  readonly annotations: { readonly [key: string]: string };
  readonly spec: DeepPartial<PersistentVolume['spec']>;
}

/**
 * `kubernetes.io/host-path`: the controller manager's own, for single machines. Its directories
 * lie under /tmp/hostpath_pv, which all nodes of a simulated cluster share.
 */
export const hostPathPlugin: VolumePlugin = {
  provisioner: 'kubernetes.io/host-path',
  inTree: true,
  make: ({ random }) => ({
    annotations: { 'kubernetes.io/createdby': 'hostpath-dynamic-provisioner' },
    spec: { hostPath: { path: `/tmp/hostpath_pv/${random.uuid()}`, type: '' } },
  }),
  owns: (volume) => volume.spec.hostPath !== undefined,
  whyNotDeletable: (volume) => {
    const path = volume.spec.hostPath?.path ?? '';
    if (/^\/tmp\/.+/.test(path)) return undefined;
    return `host_path deleter only supports /tmp/.+ but received provided ${path}`;
  },
};

/** `k8s.io/minikube-hostpath`: minikube's external provisioner. */
export const minikubePlugin: VolumePlugin = {
  provisioner: 'k8s.io/minikube-hostpath',
  inTree: false,
  make: ({ claim }) => ({
    annotations: { hostPathProvisionerIdentity: 'minikube' },
    spec: {
      hostPath: {
        path: `/tmp/hostpath-provisioner/${claim.metadata.namespace}/${claim.metadata.name}`,
        type: '',
      },
    },
  }),
  owns: (volume) => volume.metadata.annotations?.hostPathProvisionerIdentity === 'minikube',
  whyNotDeletable: () => undefined,
};

/** What an empty cluster has. */
export const defaultPlugins: readonly VolumePlugin[] = [hostPathPlugin, minikubePlugin];
