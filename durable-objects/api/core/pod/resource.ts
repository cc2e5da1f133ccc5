import { type ConnectInfo, defineResource } from '../../../apimachinery/resource.ts';
import { describePod } from './describe.ts';
import { type Pod, podSchema } from './schema.ts';
import { podStrategy } from './strategy.ts';
import { podTable } from './table.ts';

/** What the node serves for a pod, or a controller asks of one. */
const podSubresources: { readonly [name: string]: ConnectInfo } = {
  attach: { kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  ephemeralcontainers: { kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  log: { kind: 'Pod', verbs: ['get'] },
  portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  proxy: { kind: 'PodProxyOptions', verbs: ['create', 'delete', 'get', 'patch', 'update'] },
  resize: { kind: 'Pod', verbs: ['get', 'patch', 'update'] },
};

/** Handle of Pod: `read.get(pods, key)` is `Frozen<Pod> | undefined`. */
export const pods = defineResource<Pod>({
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  schema: podSchema,
  strategy: podStrategy,
  table: podTable,
  describe: describePod,
  subresources: { status: true, connect: podSubresources },
  selectable: {
    'spec.nodeName': (pod) => pod.spec.nodeName ?? '',
    'spec.restartPolicy': (pod) => pod.spec.restartPolicy,
    'spec.schedulerName': (pod) => pod.spec.schedulerName,
    'spec.serviceAccountName': (pod) => pod.spec.serviceAccountName ?? '',
    'spec.hostNetwork': (pod) => String(pod.spec.hostNetwork ?? false),
    'status.phase': (pod) => pod.status.phase,
    'status.podIP': (pod) => pod.status.podIP ?? '',
    'status.nominatedNodeName': (pod) => pod.status.nominatedNodeName ?? '',
  },
  returnsDeleted: true,
});
