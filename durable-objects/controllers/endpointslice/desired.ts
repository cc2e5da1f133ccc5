import type { Endpoint, EndpointSlice, Node, Pod, Service } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { isReady, isTerminating } from '../pod-state.ts';
import { addressesOf, hostnameIn, resolvePort } from '../service-pods.ts';

export type SlicePort = NonNullable<EndpointSlice['ports']>[number];

const zoneLabel = 'topology.kubernetes.io/zone';

/** The address types that a service needs slices of. */
export function addressTypes(service: Frozen<Service>): readonly string[] {
  return service.spec.ipFamilies ?? ['IPv4'];
}

/**
 * A pod as an endpoint; undefined when it has no address of the type. It stays one while it
 * terminates, `serving` but no longer `ready` (k8s.io/endpointslice, podToEndpoint).
 */
export function endpointOf(
  service: Frozen<Service>,
  pod: Frozen<Pod>,
  node: Frozen<Node> | undefined,
  addressType: string,
): Endpoint | undefined {
  const address = addressesOf(pod).find((ip) => ip.includes(':') === (addressType === 'IPv6'));
  if (address === undefined) return undefined;
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const isPublished = service.spec.publishNotReadyAddresses === true;
  const { namespace = '', name, uid } = pod.metadata;
  const hostname = hostnameIn(service, pod);
  const zone = node?.metadata.labels?.[zoneLabel];
  return {
    addresses: [address],
    conditions: { ready: isPublished || (serving && !terminating), serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** The ports at which a pod serves; one that the pod does not name is left out. */
export function portsOf(service: Frozen<Service>, pod: Frozen<Pod>): readonly SlicePort[] {
  return (service.spec.ports ?? []).flatMap((port) => {
    const number = resolvePort(pod, port);
    if (number === undefined) return [];
    const { name = '', protocol, appProtocol } = port;
    return [{ name, protocol, port: number, ...(appProtocol ? { appProtocol } : {}) }];
  });
}
