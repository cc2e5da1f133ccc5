import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { KubectlError } from '../failure.ts';
import { listIn } from './kustomization.ts';
import { type Item, nameOf, namespaceOf, typeOf } from './layer.ts';

const first = [
  ...['Namespace', 'ResourceQuota', 'StorageClass', 'CustomResourceDefinition', 'ServiceAccount'],
  ...['PodSecurityPolicy', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'ConfigMap'],
  ...['Secret', 'Endpoints', 'Service', 'LimitRange', 'PriorityClass', 'PersistentVolume'],
  ...['PersistentVolumeClaim', 'Deployment', 'StatefulSet', 'CronJob', 'PodDisruptionBudget'],
];
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The items as `sortOptions` wants them: by kind, or as they come. */
export function ordered(items: readonly Item[], options: Json | undefined): readonly Item[] {
  const order = isObject(options) ? options.order : 'legacy';
  if (order === 'fifo') return items;
  if (order !== 'legacy')
    throw new KubectlError("the field 'sortOptions.order' must be one of [fifo, legacy]");
  const legacy = isObject(options) && isObject(options.legacySortOptions);
  const own = legacy ? (options.legacySortOptions as JsonObject) : {};
  const ranks = new Map([
    ...(legacy ? listIn(own.orderFirst).map(String) : first).map(
      (kind, i, all): [string, number] => [kind, i - all.length],
    ),
    ...(legacy ? listIn(own.orderLast).map(String) : last).map((kind, i): [string, number] => [
      kind,
      i + 1,
    ]),
  ]);
  const rank = ({ object }: Item): number => ranks.get(typeOf(object).kind) ?? 0;
  return [...items].sort((a, b) => rank(a) - rank(b) || compare(keyOf(a), keyOf(b)));
}

function keyOf({ object }: Item): string {
  const { group, version, kind } = typeOf(object);
  const type = [group || '~G', version || '~V', kind || '~K'].join('_');
  return `${type}\0${namespaceOf(object) || '~X'}|${nameOf(object) || '~N'}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
