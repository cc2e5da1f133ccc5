import { objectMeta } from '../../../apimachinery/meta.ts';
import { computedStrategy, defineResource } from '../../../apimachinery/resource.ts';
import {
  type Infer,
  map,
  object,
  present,
  quantity,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { metricsTable } from '../columns.ts';

export const nodeMetricsSchema = object('io.k8s.metrics.pkg.apis.metrics.v1beta1.NodeMetrics', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  timestamp: required(time()),
  window: required(string()),
  usage: required(map(quantity())),
});
export type NodeMetrics = Infer<typeof nodeMetricsSchema>;

/** What `kubectl top nodes` reads. */
export const nodeMetrics = defineResource<NodeMetrics>({
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  kind: 'NodeMetrics',
  plural: 'nodes',
  singular: '',
  namespaced: false,
  schema: nodeMetricsSchema,
  strategy: computedStrategy,
  table: metricsTable<NodeMetrics>(({ usage }) => usage),
  verbs: ['get', 'list'],
  isComputed: true,
});
