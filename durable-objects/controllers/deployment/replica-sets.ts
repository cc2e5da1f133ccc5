import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';
import { controllerReference } from '../../apimachinery/owner.ts';
import { deepEqual, edit, type Frozen, thaw } from '../../lib/json.ts';
import { templateHash } from '../template-hash.ts';
import { annotateNew, annotateSize } from './annotations.ts';

type Set = Frozen<ReplicaSet>;

/** Tells the pods of a Deployment's ReplicaSets apart. */
export const hashLabel = 'pod-template-hash';

/** The ReplicaSet of the present template, if there is one; of several the oldest. */
export function findNew(deployment: Frozen<Deployment>, sets: readonly Set[]): Set | undefined {
  const template = deployment.spec.template;
  return byAge(sets).find((set) => hasTemplate(set, template));
}

/** True when a ReplicaSet's template is this one but for the hash label. */
export function hasTemplate(set: Set, template: Frozen<PodTemplateSpec>): boolean {
  return deepEqual(withoutHash(set.spec.template), withoutHash(template));
}

/** The ReplicaSet that the present template needs, before anybody has scaled it. */
export function newReplicaSet(
  deployment: Frozen<Deployment>,
  revision: bigint,
  replicas: number,
): Manifest<ReplicaSet> & { metadata: { name: string; namespace: string } } {
  const { spec, metadata } = deployment;
  const hash = templateHash(spec.template, deployment.status.collisionCount);
  const template = thaw<PodTemplateSpec>(spec.template);
  template.metadata.labels = { ...template.metadata.labels, [hashLabel]: hash };
  const selector = thaw<ReplicaSet['spec']['selector']>(spec.selector);
  selector.matchLabels = { ...selector.matchLabels, [hashLabel]: hash };
  const annotations = annotateSize(deployment, annotateNew(deployment, undefined, revision));
  return {
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace ?? '',
      labels: { ...template.metadata.labels },
      annotations,
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(spec.minReadySeconds ? { minReadySeconds: spec.minReadySeconds } : {}),
      selector,
      template,
    },
  };
}

/** Oldest first, by name when of one age. */
export function byAge(sets: readonly Set[]): Set[] {
  const order = ({ metadata }: Set): string => `${metadata.creationTimestamp} ${metadata.name}`;
  return [...sets].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Those that ask for pods. */
export function active(sets: readonly Set[]): readonly Set[] {
  return sets.filter((set) => set.spec.replicas > 0);
}

/** `spec.replicas` of all together. */
export function wantedPods(sets: readonly Set[]): number {
  return sets.reduce((sum, set) => sum + set.spec.replicas, 0);
}

/** `status.availableReplicas` of all together. */
export function availablePods(sets: readonly Set[]): number {
  return sets.reduce((sum, set) => sum + (set.status.availableReplicas ?? 0), 0);
}

function withoutHash(template: Frozen<PodTemplateSpec>): Frozen<PodTemplateSpec> {
  if (template.metadata.labels?.[hashLabel] === undefined) return template;
  return edit<PodTemplateSpec>(template, ({ metadata }) => {
    delete metadata.labels?.[hashLabel];
  });
}
