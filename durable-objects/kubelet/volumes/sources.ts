import {
  type PersistentVolume,
  type Pod,
  persistentVolumeClaims,
  persistentVolumes,
  type Volume,
} from '../../api/index.ts';
import { quantityValue } from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import { normalize } from '../../shell/files/paths.ts';
import type { Reader } from '../../storage/store.ts';
import {
  type ContentsPlace,
  emptyDirContents,
  nodeContents,
  placeOfVolume,
} from '../../volumes/contents/index.ts';
import { isRendered } from './payload.ts';
import { failureOfSource } from './unsupported.ts';

/** What a pod's volume is on its node. */
export type VolumeSource =
  /** Files of the store. */
  | {
      readonly is: 'stored';
      readonly place: ContentsPlace;
      readonly capacityBytes?: number;
      /** fsGroup changes the owner of its files. */
      readonly takesGroup: boolean;
      readonly isReadOnly: boolean;
      /** What must be at the place before it is mounted: a hostPath's type, or `existing`. */
      readonly check?: HostPathCheck;
      readonly block?: boolean;
    }
  /** configMap, secret, projected, downwardAPI: see payload.ts. */
  | { readonly is: 'rendered' }
  | { readonly is: 'image'; readonly reference: string }
  /** Can't be mounted; the text is the FailedMount event's. */
  | { readonly is: 'failed'; readonly message: string };

export interface HostPathCheck {
  readonly path: string;
  /** `Directory`, `FileOrCreate` ...; `''` makes a directory; `local` must be there. */
  readonly type: string;
}

/** Where the files of a pod's volume come from, as things are now. */
export function sourceOf(
  read: Reader,
  pod: Frozen<Pod>,
  node: string,
  volume: Frozen<Volume>,
): VolumeSource {
  const { emptyDir, hostPath, persistentVolumeClaim, ephemeral, image } = volume;
  if (isRendered(volume)) return { is: 'rendered' };
  if (emptyDir) {
    const limit = emptyDir.sizeLimit;
    return {
      is: 'stored',
      place: { identity: emptyDirContents(pod.metadata.uid, volume.name), from: '/' },
      // A tmpfs has that size; on disk the limit is watched by the kubelet, which evicts.
      ...(emptyDir.medium === 'Memory' && limit ? { capacityBytes: quantityValue(limit) } : {}),
      takesGroup: true,
      isReadOnly: false,
    };
  }
  if (hostPath) {
    const { path, type } = hostPath;
    return {
      is: 'stored',
      place: { identity: nodeContents(node), from: normalize(path) },
      takesGroup: false,
      isReadOnly: false,
      check: { path, type },
    };
  }
  if (persistentVolumeClaim) {
    const { claimName, readOnly = false } = persistentVolumeClaim;
    return claimed(read, pod, node, volume.name, claimName, readOnly);
  }
  if (ephemeral)
    return claimed(read, pod, node, volume.name, `${pod.metadata.name}-${volume.name}`, false);
  if (image) return { is: 'image', reference: image.reference ?? '' };
  return { is: 'failed', message: failureOfSource(volume, volume.name, pod.metadata.uid) };
}

function claimed(
  read: Reader,
  pod: Frozen<Pod>,
  node: string,
  volumeName: string,
  claimName: string,
  isReadOnly: boolean,
): VolumeSource {
  const { namespace = '' } = pod.metadata;
  const fail = (why: string): VolumeSource => ({
    is: 'failed',
    message: unprocessed(volumeName, `error processing PVC ${namespace}/${claimName}: ${why}`),
  });
  const claim = read.get(persistentVolumeClaims, { namespace, name: claimName });
  if (!claim)
    return fail(
      `failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`,
    );
  if (claim.metadata.deletionTimestamp) return fail('PVC is being deleted');
  const name = claim.spec.volumeName ?? '';
  if (claim.status.phase !== 'Bound' || name === '') return fail('PVC is not bound');
  const persistent = read.get(persistentVolumes, { namespace: '', name });
  if (!persistent)
    return fail(
      `failed to fetch PV ${name} from API server: persistentvolumes "${name}" not found`,
    );
  return onVolume(persistent, node, pod.metadata.uid, isReadOnly);
}

function onVolume(
  volume: Frozen<PersistentVolume>,
  node: string,
  podUid: string,
  isReadOnly: boolean,
): VolumeSource {
  const { hostPath, local, capacity } = volume.spec;
  const { name } = volume.metadata;
  const place = placeOfVolume(volume, node);
  if (!hostPath && !local)
    return { is: 'failed', message: failureOfSource(volume.spec, name, podUid) };
  const isOnNode = place.from !== '/';
  const type = local ? 'local' : (hostPath?.type ?? '');
  const path = local?.path ?? hostPath?.path ?? '';
  const size = capacity?.storage;
  return {
    is: 'stored',
    place,
    // A directory of the node is as large as the node's disk, whatever the volume says.
    ...(size && !isOnNode ? { capacityBytes: quantityValue(size) } : {}),
    takesGroup: local !== undefined,
    isReadOnly,
    ...(isOnNode ? { check: { path, type } } : {}),
    ...(volume.spec.volumeMode === 'Block' ? { block: true } : {}),
  };
}

/** The event's text when a volume can't even be looked at. */
function unprocessed(volume: string, why: string): string {
  return (
    `Unable to attach or mount volumes: unmounted volumes=[${volume}], ` +
    `unattached volumes=[], failed to process volumes=[${volume}]: ${why}`
  );
}
