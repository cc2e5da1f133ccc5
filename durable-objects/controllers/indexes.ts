import { controllerRevisions, jobs, pods, replicaSets, services } from '../api/index.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import { controllerOf } from '../apimachinery/owner.ts';
import type { Frozen } from '../lib/json.ts';
import { defineIndex, type Index, type Reader } from '../storage/store.ts';

/** Pods by the UID of what manages them, and those that nothing manages by namespace. */
export const podsByController = defineIndex(pods, controllerValue);

/** ReplicaSets likewise. */
export const replicaSetsByController = defineIndex(replicaSets, controllerValue);

/** ControllerRevisions likewise. */
export const revisionsByController = defineIndex(controllerRevisions, controllerValue);

/** Jobs likewise. */
export const jobsByController = defineIndex(jobs, controllerValue);

/** Pods by each of their labels: `labelValue(namespace, key, value)`. */
export const podsByLabel = defineIndex(pods, (pod) =>
  labelValues(pod.metadata.namespace, pod.metadata.labels),
);

/** Services by one of the labels that they select; a pod needs that one at least. */
export const servicesBySelector = defineIndex(services, (service) => {
  const [first] = Object.entries(service.spec.selector ?? {}).sort();
  return first ? [labelValue(service.metadata.namespace ?? '', first[0], first[1])] : [];
});

/** What `owner` manages, with what nothing manages in its namespace. */
export function candidates<T extends KubeObject>(
  read: Reader,
  index: Index<T>,
  owner: Frozen<KubeObject>,
): readonly Frozen<T>[] {
  const orphans = read.byIndex(index, orphanValue(owner.metadata.namespace ?? ''));
  const owned = read.byIndex(index, owner.metadata.uid);
  return orphans.length === 0 ? owned : [...owned, ...orphans];
}

export function labelValue(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}

/** Every `labelValue` of a set of labels. */
export function labelValues(
  namespace: string | undefined,
  labels: { readonly [key: string]: string } | undefined,
): readonly string[] {
  return Object.entries(labels ?? {}).map(([key, value]) =>
    labelValue(namespace ?? '', key, value),
  );
}

function controllerValue(object: Frozen<KubeObject>): readonly string[] {
  return [controllerOf(object)?.uid ?? orphanValue(object.metadata.namespace ?? '')];
}

function orphanValue(namespace: string): string {
  return `nothing manages it in ${namespace}`;
}
