import type { ClusterState } from '../state/cluster.ts';
import { idOf, ofKind, refOf, type ServiceView } from '../state/objects.ts';
import type { DnsName, PodThing, ServiceThing } from './scene.ts';

/** The Services of a namespace with the DNS names that each gives; also those a set misses. */
export function serviceThings(
  state: ClusterState,
  namespace: string,
  pods: readonly PodThing[],
): ServiceThing[] {
  const services = ofKind(state.objects, 'Service').filter(
    ({ metadata }) =>
      metadata.namespace === namespace &&
      !(namespace === 'default' && metadata.name === 'kubernetes'),
  );
  const sets = ofKind(state.objects, 'StatefulSet').filter(
    ({ metadata }) => metadata.namespace === namespace,
  );
  const asked = new Set(
    sets.map(({ spec }) => spec?.serviceName ?? '').filter((name) => name !== ''),
  );
  for (const { metadata } of services) asked.delete(metadata.name);
  return [
    ...services.map((service) => serviceThing(state, service, pods)),
    ...[...asked].map(
      (name): ServiceThing => ({
        id: idOf({ kind: 'Service', namespace, name }),
        name,
        headless: true,
        missing: true,
        address: '',
        names: [],
        pods: [],
      }),
    ),
  ];
}

function serviceThing(
  state: ClusterState,
  service: ServiceView,
  pods: readonly PodThing[],
): ServiceThing {
  const { name, namespace = '' } = service.metadata;
  const address = service.spec?.clusterIP ?? '';
  const headless = address === 'None';
  const endpoints = endpointsOf(state, name, namespace);
  return {
    id: idOf(refOf(service)),
    name,
    headless,
    missing: false,
    address,
    names: headless ? namesOf(state, service, pods, endpoints) : [],
    pods: endpoints.flatMap(({ pod }) => (pod === undefined ? [] : [pod])),
  };
}

interface Endpoint {
  readonly address: string;
  readonly pod: string | undefined;
  readonly ready: boolean;
}

function endpointsOf(state: ClusterState, name: string, namespace: string): readonly Endpoint[] {
  return ofKind(state.objects, 'EndpointSlice')
    .filter(
      ({ metadata }) =>
        metadata.namespace === namespace &&
        metadata.labels?.['kubernetes.io/service-name'] === name,
    )
    .flatMap(({ endpoints }) => endpoints ?? [])
    .map(({ addresses, conditions, targetRef }) => ({
      address: addresses?.[0] ?? '',
      ready: conditions?.ready !== false,
      pod:
        targetRef?.kind === 'Pod' && targetRef.name
          ? idOf({ kind: 'Pod', namespace, name: targetRef.name })
          : undefined,
    }));
}

/** One name per pod of every set whose governing Service this is. */
function namesOf(
  state: ClusterState,
  service: ServiceView,
  pods: readonly PodThing[],
  endpoints: readonly Endpoint[],
): readonly DnsName[] {
  const { name, namespace = '' } = service.metadata;
  const sets = ofKind(state.objects, 'StatefulSet')
    .filter((set) => set.metadata.namespace === namespace && set.spec?.serviceName === name)
    .map((set) => idOf(refOf(set)));
  return pods
    .filter(({ owner }) => owner !== undefined && sets.includes(owner))
    .sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
    .map((pod) => ({
      name: `${pod.name}.${name}`,
      pod: pod.id,
      answer: answerFor(pod, endpoints),
    }));
}

function answerFor(pod: PodThing, endpoints: readonly Endpoint[]): DnsName['answer'] {
  const endpoint = endpoints.find(({ pod: id }) => id === pod.id);
  if (pod.tone === 'ghost' || pod.tone === 'gone') return { is: 'nxdomain' };
  if (endpoint?.ready) return { is: 'address', address: endpoint.address };
  if (pod.said.word === 'terminating') return { is: 'removed' };
  return { is: endpoint || pod.said.word === 'not-ready' ? 'not-ready' : 'nxdomain' };
}
