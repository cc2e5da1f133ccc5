import {
  endpointSlices,
  endpoints,
  namespaces,
  priorityClasses,
  type StorageClass,
  services,
  storageClasses,
  systemPriorityClasses,
} from '../api/index.ts';
import type { Manifest } from '../apimachinery/meta.ts';
import type { World } from '../control/world.ts';
import { registerNode } from '../kubelet/index.ts';
import type { Cluster } from './cluster.ts';

/** What a new cluster has. */
export interface Definition {
  /** Decides all randomness. */
  readonly seed: string;
  /** What nobody may guess: it signs tokens. Absent: the seed does, as in tests. */
  readonly secret?: string;
  /** Names of the nodes. */
  readonly nodes: readonly string[];
}

/** A sandbox's nodes, and those of a lab that names none. */
export const usualNodes: readonly string[] = ['node-1', 'node-2', 'node-3'];

const controlPlaneAddress = '192.168.49.2';

/** The default class of an empty cluster. */
const standardClass: Manifest<StorageClass> = {
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: 'kubernetes.io/host-path',
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
};

/** Fills an empty cluster as kubeadm leaves it: namespaces, its own service, nodes, classes. */
export function bootstrap(cluster: Cluster, definition: Definition): void {
  cluster.act('system:bootstrap', (world) => {
    const { client } = world.as('kube-apiserver');
    for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
      client.create(namespaces, { metadata: { name } });
    }
  });
  cluster.act('system:bootstrap', (world) => {
    const server = world.as('kube-apiserver');
    createKubernetesService(server);
    for (const { name, value, description } of systemPriorityClasses)
      server.client.create(priorityClasses, { metadata: { name }, value, description });
    world.as('kubectl-client-side-apply').client.create(storageClasses, standardClass);
    definition.nodes.forEach((name, i) => {
      registerNode(world.as('kubelet'), {
        name,
        address: `192.168.49.${11 + i}`,
        podCIDR: `10.244.${i + 1}.0/24`,
      });
    });
  });
}

function createKubernetesService({ client }: World): void {
  const labels = { component: 'apiserver', provider: 'kubernetes' };
  client.create(services, {
    metadata: { name: 'kubernetes', namespace: 'default', labels },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
  });
  const port = { name: 'https', port: 6443, protocol: 'TCP' };
  client.create(endpoints, {
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' },
    },
    subsets: [{ addresses: [{ ip: controlPlaneAddress }], ports: [port] }],
  });
  client.create(endpointSlices, {
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [controlPlaneAddress], conditions: { ready: true } }],
    ports: [port],
  });
}
