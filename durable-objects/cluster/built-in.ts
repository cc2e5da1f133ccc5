import { localCondition } from '../api/apiregistration/apiservice/local.ts';
import {
  type APIService,
  apiServices,
  type ComponentStatus,
  componentStatuses,
} from '../api/index.ts';
import { apiVersionOf, type Resource } from '../apimachinery/resource.ts';
import { formatTime, type Instant } from '../lib/instant.ts';
import { type Frozen, freeze } from '../lib/json.ts';
import type { Random } from '../lib/random.ts';
import type { BuiltIn } from '../storage/store.ts';

/** Objects that say what the control plane consists of; nobody has written them. */
export function controlPlaneObjects(
  createdAt: Instant,
  random: (purpose: string, ...parts: readonly string[]) => Random,
): readonly BuiltIn[] {
  return [
    {
      resource: apiServices as unknown as Resource,
      objects: once(() => localVersions.map((version) => apiService(version, createdAt, random))),
    },
    {
      resource: componentStatuses as unknown as Resource,
      objects: once(() => ['controller-manager', 'etcd-0', 'scheduler'].map(componentStatus)),
    },
  ];
}

function once<T>(make: () => readonly T[]): () => readonly T[] {
  let made: readonly T[] | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Group, version and their priorities (pkg/controlplane/apiserver/aggregator.go). */
type Version = readonly [group: string, version: string, ofGroup: number, ofVersion: number];

const localVersions: readonly Version[] = [
  ['', 'v1', 18_000, 1],
  ['admissionregistration.k8s.io', 'v1', 16_700, 15],
  ['apiextensions.k8s.io', 'v1', 16_700, 15],
  ['apps', 'v1', 17_800, 15],
  ['authentication.k8s.io', 'v1', 17_700, 15],
  ['authorization.k8s.io', 'v1', 17_600, 15],
  ['autoscaling', 'v1', 17_500, 15],
  ['autoscaling', 'v2', 17_500, 30],
  ['batch', 'v1', 17_400, 15],
  ['certificates.k8s.io', 'v1', 17_300, 15],
  ['coordination.k8s.io', 'v1', 16_500, 15],
  ['discovery.k8s.io', 'v1', 16_200, 15],
  ['events.k8s.io', 'v1', 17_750, 15],
  ['flowcontrol.apiserver.k8s.io', 'v1', 16_100, 21],
  ['networking.k8s.io', 'v1', 17_200, 15],
  ['node.k8s.io', 'v1', 16_300, 15],
  ['policy', 'v1', 17_100, 15],
  ['rbac.authorization.k8s.io', 'v1', 17_000, 15],
  ['resource.k8s.io', 'v1', 16_200, 20],
  ['scheduling.k8s.io', 'v1', 16_600, 15],
  ['storage.k8s.io', 'v1', 16_800, 15],
];

function apiService(
  [group, version, groupPriorityMinimum, versionPriority]: Version,
  createdAt: Instant,
  random: (purpose: string, ...parts: readonly string[]) => Random,
): Frozen<APIService> {
  const name = `${version}.${group}`;
  return freeze<APIService>({
    apiVersion: apiVersionOf(apiServices),
    kind: apiServices.kind,
    metadata: {
      name,
      uid: random('uid', apiServices.plural, '', name).uuid(),
      resourceVersion: '1',
      creationTimestamp: formatTime(createdAt),
      labels: { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' },
    },
    spec: {
      ...(group === '' ? {} : { group }),
      version,
      groupPriorityMinimum,
      versionPriority,
    },
    status: { conditions: [localCondition(createdAt)] },
  });
}

/** All of them are well as long as anything answers. They have no other metadata than a name. */
function componentStatus(name: string): Frozen<ComponentStatus> {
  return freeze({
    apiVersion: apiVersionOf(componentStatuses),
    kind: componentStatuses.kind,
    metadata: { name } as ComponentStatus['metadata'],
    conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
  });
}
