import type { Pod, PodTemplateSpec } from '../api/index.ts';
import type { KubeObject, Manifest } from '../apimachinery/meta.ts';
import { controllerReference } from '../apimachinery/owner.ts';
import { type Frozen, thaw } from '../lib/json.ts';

/**
 * The pod that a template asks for, managed by `owner` and with a name still to be generated
 * (pkg/controller, GetPodFromTemplate).
 */
export function podFromTemplate(
  template: Frozen<PodTemplateSpec>,
  owner: Frozen<KubeObject>,
): Manifest<Pod> & { spec: Pod['spec'] } {
  const { labels, annotations, finalizers } = template.metadata;
  return {
    metadata: {
      namespace: owner.metadata.namespace ?? '',
      generateName: `${owner.metadata.name}-`,
      labels: { ...labels },
      ...(annotations ? { annotations: { ...annotations } } : {}),
      ...(finalizers ? { finalizers: [...finalizers] } : {}),
      ownerReferences: [controllerReference(owner)],
    },
    spec: thaw<Pod['spec']>(template.spec),
  };
}
