import { events } from '../api/index.ts';
import type { Controller } from '../control/controller.ts';
import { eventTtl, lastSeen } from './event-recorder.ts';

/** Forgets events an hour after they last happened, as etcd's leases do for the API server. */
export const eventExpiry: Controller = {
  name: 'event-expiry',
  wakes: (change) => (change.resource.plural === events.plural && change.new ? [change.key] : []),
  reconcile(key, { read, client, now }) {
    const event = read.get(events, key);
    if (!event) return undefined;
    const end = lastSeen(event) + eventTtl;
    if (end > now) return { requeueAt: end, because: 'the event is forgotten' };
    client.delete(events, key);
    return undefined;
  },
};
