import { type Pod, pods } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit } from '../../lib/json.ts';

/**
 * Stands in for scheduler and kubelet: runs every pod at once, but for one with the image
 * `broken`, which stays Pending, and ends what is to end.
 */
export const testKubelet: Controller = {
  name: 'test-kubelet',
  wakes: (change) => (change.resource === pods && change.new ? [change.key] : []),
  reconcile(key, world) {
    const pod = world.read.get(pods, key);
    if (!pod) return undefined;
    if (pod.metadata.deletionTimestamp !== undefined) {
      world.client.delete(pods, keyOf(pod), { gracePeriodSeconds: 0 });
      return undefined;
    }
    const isBroken = pod.spec.containers.some(({ image }) => image === 'broken');
    if (isBroken || pod.status.phase !== 'Pending') return undefined;
    const number = world.random('address', pod.metadata.uid).below(250) + 2;
    world.client.bind(key, `node-${1 + (number % 3)}`);
    const bound = world.read.get(pods, key);
    if (!bound) return undefined;
    const running = edit<Pod>(bound, (draft) => {
      draft.status.phase = 'Running';
      draft.status.podIP = `10.244.1.${number}`;
      draft.status.podIPs = [{ ip: `10.244.1.${number}` }];
      const at = formatTime(world.now);
      draft.status.conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: at }];
    });
    world.client.updateStatus(pods, running);
    return undefined;
  },
};
