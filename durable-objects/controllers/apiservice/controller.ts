import {
  type APIService,
  apiServices,
  endpointSlices,
  type Service,
  services,
} from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';

const serviceLabel = 'kubernetes.io/service-name';

/**
 * Says of an API server behind a service why it is not available: none is ever asked here. Follows
 * kube-aggregator's pkg/controllers/status/remote.
 */
export const apiServiceController: Controller = {
  name: 'apiservice-status-remote-available-controller',
  wakes({ resource, key, old, new: object }, read) {
    if (resource === apiServices) return object ? [key] : [];
    if (resource === services) return of(read, key);
    if (resource !== endpointSlices) return [];
    const service = (object ?? old)?.metadata.labels?.[serviceLabel];
    return service === undefined ? [] : of(read, { namespace: key.namespace, name: service });
  },
  reconcile(key, { read, client, now }) {
    const existing = read.get(apiServices, key);
    if (!existing?.spec.service) return undefined;
    const [reason, message] = whyUnavailable(read, existing);
    const before = (existing.status.conditions ?? []).find(({ type }) => type === 'Available');
    if (before?.reason === reason && before.message === message) return undefined;
    const lastTransitionTime = before?.lastTransitionTime ?? formatTime(now);
    client.updateStatus(
      apiServices,
      edit<APIService>(existing, (draft) => {
        const condition = { type: 'Available', status: 'False', lastTransitionTime };
        draft.status.conditions = [{ ...condition, reason, message }];
      }),
    );
    return undefined;
  },
};

/** The API services that a service stands behind. */
function of(read: Reader, { namespace, name }: Key): readonly Key[] {
  return read
    .list(apiServices)
    .filter(({ spec: { service } }) => service?.namespace === namespace && service.name === name)
    .map((one) => keyOf(one));
}

type Reason = readonly [reason: string, message: string];

function whyUnavailable(read: Reader, { spec }: Frozen<APIService>): Reason {
  const { namespace = '', name = '', port = 443 } = spec.service ?? {};
  const what = `service/${name} in "${namespace}"`;
  const service = read.get(services, { namespace, name });
  if (!service) return ['ServiceNotFound', `${what} is not present`];
  const found = portOf(service, port);
  if (!found) return ['ServicePortError', `${what} is not listening on port ${port}`];
  const isReady = read
    .list(endpointSlices, namespace)
    .filter(({ metadata }) => metadata.labels?.[serviceLabel] === name)
    .some(({ endpoints }) => (endpoints ?? []).some(({ conditions }) => conditions?.ready));
  if (!isReady) {
    const where = `with port name ${JSON.stringify(found.name ?? '')}`;
    return ['MissingEndpoints', `endpoints for ${what} have no addresses ${where}`];
  }
  const url = `https://${service.spec.clusterIP}:${port}/apis/${spec.group}/${spec.version}`;
  const why = 'other API servers are not asked in this simulated cluster';
  return ['FailedDiscoveryCheck', `failing or missing response from ${url}: ${why}`];
}

function portOf({ spec }: Frozen<Service>, port: number): { readonly name?: string } | undefined {
  return (spec.ports ?? []).find((one) => one.port === port);
}
