import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  type Pod,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
} from '../../api/index.ts';
import { keyText } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { podsByClaim } from '../indexes.ts';
import { claimProtection, volumeProtection } from '../names.ts';

/**
 * Lets a claim go once no pod uses it. A pod uses a claim when it names it and has a node: the
 * kubelet starts no pod with a claim that is being deleted (pkg/controller/volume/pvcprotection).
 */
export const claimProtectionController: Controller = {
  name: 'pvc-protection',
  wakes({ resource, key, old, new: now }) {
    if (resource.plural === persistentVolumeClaims.plural) return [key];
    if (resource.plural !== pods.plural) return [];
    const pod = (now ?? old) as Frozen<Pod>;
    return (pod.spec.volumes ?? []).flatMap((volume) => {
      const name =
        volume.persistentVolumeClaim?.claimName ??
        (volume.ephemeral ? `${pod.metadata.name}-${volume.name}` : undefined);
      return name ? [{ namespace: key.namespace, name }] : [];
    });
  },
  reconcile(key, { read, client }) {
    const claim = read.get(persistentVolumeClaims, key);
    if (!claim?.metadata.deletionTimestamp || !isHeldBy(claim, claimProtection)) return undefined;
    if (read.byIndex(podsByClaim, keyText(key)).some((pod) => pod.spec.nodeName)) return undefined;
    client.update(
      persistentVolumeClaims,
      edit<PersistentVolumeClaim>(claim, (draft) => release(draft, claimProtection)),
    );
    return undefined;
  },
};

/** Lets a volume go once it is not bound (pkg/controller/volume/pvprotection). */
export const volumeProtectionController: Controller = {
  name: 'pv-protection',
  wakes: ({ resource, key }) => (resource.plural === persistentVolumes.plural ? [key] : []),
  reconcile(key, { read, client }) {
    const volume = read.get(persistentVolumes, key);
    if (!volume?.metadata.deletionTimestamp || !isHeldBy(volume, volumeProtection)) {
      return undefined;
    }
    if (volume.status.phase === 'Bound') return undefined;
    client.update(
      persistentVolumes,
      edit<PersistentVolume>(volume, (draft) => release(draft, volumeProtection)),
    );
    return undefined;
  },
};

type Held = { metadata: { readonly finalizers?: readonly string[] } };

function isHeldBy(object: Held, finalizer: string): boolean {
  return object.metadata.finalizers?.includes(finalizer) ?? false;
}

function release(draft: { metadata: { finalizers?: string[] } }, finalizer: string): void {
  const others = draft.metadata.finalizers?.filter((name) => name !== finalizer) ?? [];
  draft.metadata.finalizers = others;
}
