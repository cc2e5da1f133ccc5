import { objectMeta } from '../../../apimachinery/meta.ts';
import { formatQuantity, parseQuantity, sumQuantities } from '../../../apimachinery/quantity.ts';
import { computedStrategy, defineResource } from '../../../apimachinery/resource.ts';
import {
  array,
  type Infer,
  map,
  object,
  present,
  quantity,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import type { Frozen } from '../../../lib/json.ts';
import { metricsTable } from '../columns.ts';

const v1beta1 = 'io.k8s.metrics.pkg.apis.metrics.v1beta1';

const containerMetrics = object(`${v1beta1}.ContainerMetrics`, {
  name: required(string()),
  usage: required(map(quantity())),
});

export const podMetricsSchema = object(`${v1beta1}.PodMetrics`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  timestamp: required(time()),
  window: required(string()),
  containers: required(
    array(containerMetrics, { patch: 'merge', mergeKey: 'name', list: 'atomic' }),
  ),
});
export type PodMetrics = Infer<typeof podMetricsSchema>;

/** What `kubectl top pods` reads. */
export const podMetrics = defineResource<PodMetrics>({
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  kind: 'PodMetrics',
  plural: 'pods',
  singular: '',
  namespaced: true,
  schema: podMetricsSchema,
  strategy: computedStrategy,
  table: metricsTable<PodMetrics>(totalUsage),
  verbs: ['get', 'list'],
  isComputed: true,
});

function totalUsage({ containers }: Frozen<PodMetrics>): { readonly [resource: string]: string } {
  const total = (resource: string): string =>
    formatQuantity(
      sumQuantities(containers.map(({ usage }) => parseQuantity(usage[resource] ?? '0'))),
    );
  return { cpu: total('cpu'), memory: total('memory') };
}
