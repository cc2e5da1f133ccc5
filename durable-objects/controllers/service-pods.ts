import { type Pod, pods, type Service, type ServicePort, services } from '../api/index.ts';
import { matchesLabels, selectorOfMap } from '../apimachinery/labels.ts';
import { type Key, keyOf } from '../apimachinery/meta.ts';
import { formatTime, parseTime } from '../lib/instant.ts';
import { deepEqual, type Frozen } from '../lib/json.ts';
import type { Change, Reader } from '../storage/store.ts';
import { isOf } from './changes.ts';
import { labelValue, labelValues, podsByLabel, servicesBySelector } from './indexes.ts';
import { concernsManager, isTerminal, readySince } from './pod-state.ts';

/** Says when what an endpoint object tells last changed: what programming latency is reckoned by. */
export const triggerTimeAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time';
/** Marks the endpoints of a service that has no cluster IP. */
export const headlessLabel = 'service.kubernetes.io/headless';

/** The pods that a service's selector names and that have an address and have not ended. */
export function podsOf(read: Reader, service: Frozen<Service>): readonly Frozen<Pod>[] {
  const { selector = {} } = service.spec;
  const [first] = Object.entries(selector).sort();
  const namespace = service.metadata.namespace ?? '';
  const found = first
    ? read.byIndex(podsByLabel, labelValue(namespace, first[0], first[1]))
    : read.list(pods, namespace);
  const wanted = selectorOfMap(selector);
  return found.filter((pod) => matchesLabels(wanted, pod.metadata.labels) && isEndpoint(pod));
}

/** The services that a changed pod concerns: those that select it, or did so. */
export function servicesOf(change: Change, read: Reader): readonly Key[] {
  if (change.resource === services) return [change.key];
  if (!isOf(pods, change) || !concernsEndpoints(change.old, change.new)) return [];
  const { namespace } = change.key;
  const names = new Set<string>();
  for (const object of [change.old, change.new]) {
    const labels = object?.metadata.labels;
    for (const value of labelValues(namespace, labels))
      for (const service of read.byIndex(servicesBySelector, value))
        if (matchesLabels(selectorOfMap(service.spec.selector ?? {}), labels))
          names.add(keyOf(service).name);
  }
  return [...names].map((name) => ({ namespace, name }));
}

/** Upstream's podEndpointsChanged: most changes of a pod leave it the endpoint that it was. */
function concernsEndpoints(
  old: Frozen<Pod> | undefined,
  present: Frozen<Pod> | undefined,
): boolean {
  const [was, is] = [old && isEndpoint(old), present && isEndpoint(present)];
  if (!was && !is) return false;
  if (!old || !present || was !== is) return true;
  return (
    concernsManager(old, present) ||
    old.spec.nodeName !== present.spec.nodeName ||
    !deepEqual(addressesOf(old), addressesOf(present))
  );
}

function isEndpoint(pod: Frozen<Pod>): boolean {
  return !isTerminal(pod) && addressesOf(pod).length > 0;
}

/** True when a controller makes the service's endpoints: it has a selector and is no alias. */
export function hasEndpoints({ spec }: Frozen<Service>): boolean {
  return spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;
}

/** True for a service without a cluster IP: names lead to pods, not to a proxy. */
export function isHeadless({ spec }: Frozen<Service>): boolean {
  return spec.clusterIP === 'None';
}

/** A pod's addresses, of each family. */
export function addressesOf({ status }: Frozen<Pod>): readonly string[] {
  return status.podIPs?.map(({ ip }) => ip) ?? (status.podIP ? [status.podIP] : []);
}

/** The name under which DNS knows a pod in a service; undefined when it has none of its own. */
export function hostnameIn(service: Frozen<Service>, { spec }: Frozen<Pod>): string | undefined {
  return spec.subdomain === service.metadata.name ? spec.hostname : undefined;
}

/** The port of a pod that a service's port leads to; undefined when the pod names none such. */
export function resolvePort({ spec }: Frozen<Pod>, port: Frozen<ServicePort>): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort;
  const sidecars = (spec.initContainers ?? []).filter((one) => one.restartPolicy === 'Always');
  for (const container of [...spec.containers, ...sidecars])
    for (const named of container.ports ?? [])
      if (named.name === port.targetPort && named.protocol === port.protocol)
        return named.containerPort;
  return undefined;
}

/** When the service was made or one of its pods last became ready or unready, as a timestamp. */
export function triggerTime(service: Frozen<Service>, found: readonly Frozen<Pod>[]): string {
  const times = found.map((pod) => readySince(pod) ?? 0);
  return formatTime(Math.max(parseTime(service.metadata.creationTimestamp) ?? 0, ...times));
}
