import { deployments, replicaSets } from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { qualified } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { ScaleOf } from './plan.ts';

/**
 * What the owners of pods are scaled to: a Deployment for the pods of its ReplicaSets, otherwise
 * whatever controls the pod and has a scale (the finders of pkg/controller/disruption).
 */
export function ownerScales(resources: readonly Resource[], read: Reader): ScaleOf {
  return (pod) => {
    const owner = controllerOf(pod);
    if (!owner) return undefined;
    const resource = resources.find(
      (one) => one.kind === owner.kind && apiVersionOf(one) === owner.apiVersion,
    );
    const key = { namespace: pod.metadata.namespace ?? '', name: owner.name };
    const object = resource && read.get(resource, key);
    if (!resource || object?.metadata.uid !== owner.uid)
      return { error: `found no controllers for pod ${JSON.stringify(pod.metadata.name)}` };
    const above = read.get(replicaSets, key);
    const deployment = above?.metadata.uid === owner.uid ? deploymentOf(above, read) : undefined;
    if (deployment) return scaleOf(deployments, deployment);
    return scaleOf(resource, object);
  };
}

function deploymentOf(
  replicaSet: Frozen<KubeObject>,
  read: Reader,
): ReturnType<typeof read.get<KubeObject>> {
  const owner = controllerOf(replicaSet);
  if (!owner) return undefined;
  const key = { namespace: replicaSet.metadata.namespace ?? '', name: owner.name };
  const deployment = read.get(deployments, key);
  return deployment?.metadata.uid === owner.uid ? deployment : undefined;
}

function scaleOf<T extends KubeObject>(
  resource: Resource<T>,
  object: Frozen<T>,
): ReturnType<ScaleOf> {
  const { scale } = resource.subresources;
  if (!scale) return { error: `${qualified(resource)} does not implement the scale subresource` };
  const { metadata } = object as Frozen<KubeObject>;
  return { uid: metadata.uid, replicas: scale.read(object).replicas };
}
