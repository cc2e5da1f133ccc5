import type { HorizontalPodAutoscaler } from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource, ScaleMapping } from '../../apimachinery/resource.ts';
import { notFound } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';

/** What an autoscaler scales, with where its numbers are. */
export interface ScaleTarget {
  readonly resource: Resource;
  readonly object: Frozen<KubeObject>;
  readonly scale: ScaleMapping<KubeObject>;
}

/** Finds the target of an autoscaler; a text says why there is none to scale. */
export function targetOf(
  { metadata, spec }: Frozen<HorizontalPodAutoscaler>,
  resources: readonly Resource[],
  read: Reader,
): ScaleTarget | string {
  const { apiVersion = '', kind, name } = spec.scaleTargetRef;
  const slash = apiVersion.indexOf('/');
  if (slash !== apiVersion.lastIndexOf('/')) return `unexpected GroupVersion string: ${apiVersion}`;
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const resource = resources.find((one) => one.group === group && one.kind === kind);
  if (!resource)
    return `no matches for kind ${JSON.stringify(kind)} in group ${JSON.stringify(group)}`;
  const key = { namespace: metadata.namespace ?? '', name };
  const object = read.get(resource, key);
  if (!object) return notFound(resource, name).message;
  const { scale } = resource.subresources;
  if (!scale) return 'the server could not find the requested resource';
  return { resource, object, scale };
}
