import { leases, type Node, nodes } from '../api/index.ts';
import type { World } from '../control/world.ts';
import { assert } from '../lib/assert.ts';
import { formatMicroTime, formatTime } from '../lib/instant.ts';
import { edit, type Frozen } from '../lib/json.ts';
import { kernelRelease } from './machine.ts';
import { kubelets } from './records.ts';

/** A node of the simulated cluster. */
export interface NodeDefinition {
  readonly name: string;
  /** Its InternalIP. */
  readonly address: string;
  /** `10.244.<n>.0/24`: what its pods' addresses come from. */
  readonly podCIDR: string;
  /** Default 4. */
  readonly cpus?: number;
  /** Default 8138720 KiB. */
  readonly memoryKiB?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

const version = 'v1.36.2';
const usualMemoryKiB = 8_138_720;
const diskKiB = 61_255_492;
const maxPods = 110;

/**
 * Creates a node with its kubelet: the object, its status, its lease, and the record by which the
 * cluster knows that the node is animated. Heartbeats are not simulated: time is lazy, and a
 * kubelet that runs is known by its record.
 */
export function registerNode(world: World, definition: NodeDefinition): void {
  const { name, address, podCIDR, cpus = 4, memoryKiB = usualMemoryKiB } = definition;
  const index = /^10\.244\.(\d+)\.0\/24$/.exec(podCIDR)?.[1];
  assert(index !== undefined, `pod range 10.244.<n>.0/24 of node ${name}: ${podCIDR}`);
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    ...definition.labels,
  };
  const created = world.client.create(nodes, {
    metadata: { name, labels },
    spec: { podCIDR, podCIDRs: [podCIDR] },
  });
  const about = world.client.updateStatus(nodes, withStatus(world, created, definition));
  world.setRecord(
    kubelets,
    { namespace: '', name },
    {
      index: Number(index),
      address,
      cpus,
      memoryBytes: memoryKiB * 1_024,
      bootedAt: world.now,
    },
  );
  world.client.create(leases, {
    metadata: { name, namespace: 'kube-node-lease' },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: 40,
      renewTime: formatMicroTime(world.now),
    },
  });
  recordStart(world, about);
}

function withStatus(
  world: World,
  node: Frozen<Node>,
  { name, address, cpus = 4, memoryKiB = usualMemoryKiB }: NodeDefinition,
): Frozen<Node> {
  const random = world.random('node-identity', name);
  const resources = {
    cpu: String(cpus),
    'ephemeral-storage': `${diskKiB}Ki`,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: `${memoryKiB}Ki`,
    pods: String(maxPods),
  };
  return edit<Node>(node, (draft) => {
    draft.status = {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      allocatable: resources,
      capacity: { ...resources },
      conditions: conditionsAt(formatTime(world.now)),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64',
        bootID: random.uuid(),
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: kernelRelease,
        kubeProxyVersion: '',
        kubeletVersion: version,
        machineID: random.hex(32),
        operatingSystem: 'linux',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        systemUUID: random.uuid(),
      },
    };
  });
}

function conditionsAt(at: string) {
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: at,
    lastTransitionTime: at,
  });
  const enough = 'kubelet has sufficient memory available';
  return [
    condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', enough),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition(
      'PIDPressure',
      'False',
      'KubeletHasSufficientPID',
      'kubelet has sufficient PID available',
    ),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}

function recordStart(world: World, about: Frozen<Node>): void {
  const { name } = about.metadata;
  const say = (reason: string, message: string) =>
    world.events.record({
      about,
      type: 'Normal',
      reason,
      message,
      component: 'kubelet',
      host: name,
    });
  say('Starting', 'Starting kubelet.');
  for (const state of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID'])
    say(state, `Node ${name} status is now: ${state}`);
  say('NodeReady', `Node ${name} status is now: NodeReady`);
  world.events.record({
    about,
    type: 'Normal',
    reason: 'RegisteredNode',
    message: `Node ${name} event: Registered Node ${name} in Controller`,
    component: 'node-controller',
  });
}
