import type { NamespaceCondition } from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Frozen } from '../../lib/json.ts';

/** What is left of one resource in a namespace. */
export interface Remainder {
  readonly resource: Resource;
  readonly objects: readonly Frozen<KubeObject>[];
}

/** A condition as it is told; the time is the caller's. */
export type Told = Required<Pick<NamespaceCondition, 'type' | 'status' | 'reason' | 'message'>>;

/**
 * What is to be deleted now: pods before everything else, because what they use must not go
 * before they do (gate OrderedNamespaceDeletion).
 */
export function planDeletions(
  remainders: readonly Remainder[],
  pods: Resource,
): readonly Remainder[] {
  const first = remainders.find(({ resource }) => resource === pods);
  const now = first && first.objects.length > 0 ? [first] : remainders;
  return now.map(({ resource, objects }) => ({
    resource,
    objects: objects.filter(({ metadata }) => metadata.deletionTimestamp === undefined),
  }));
}

/**
 * The five conditions of a namespace that is being deleted, by what remains in it
 * (pkg/controller/namespace/deletion/status_condition_utils.go).
 */
export function conditionsOf(remainders: readonly Remainder[]): readonly Told[] {
  const resources = remainingResources(remainders);
  const finalizers = remainingFinalizers(remainders);
  return [
    fine(
      'NamespaceDeletionDiscoveryFailure',
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    fine(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    fine(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    resources === ''
      ? fine('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed')
      : {
          type: 'NamespaceContentRemaining',
          status: 'True',
          reason: 'SomeResourcesRemain',
          message: `Some resources are remaining: ${resources}`,
        },
    finalizers === ''
      ? fine(
          'NamespaceFinalizersRemaining',
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        )
      : {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${finalizers}`,
        },
  ];
}

/** `persistentvolumeclaims. has 1 resource instances, pods. has 2 resource instances` */
function remainingResources(remainders: readonly Remainder[]): string {
  return remainders
    .filter(({ objects }) => objects.length > 0)
    .map(
      ({ resource, objects }) =>
        `${resource.plural}.${resource.group} has ${objects.length} resource instances`,
    )
    .sort()
    .join(', ');
}

/** `kubernetes.io/pvc-protection in 1 resource instances` */
function remainingFinalizers(remainders: readonly Remainder[]): string {
  const counts = new Map<string, number>();
  for (const { metadata } of remainders.flatMap(({ objects }) => objects))
    for (const finalizer of metadata.finalizers ?? [])
      counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1);
  return [...counts]
    .map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
    .sort()
    .join(', ');
}

function fine(type: string, reason: string, message: string): Told {
  return { type, status: 'False', reason, message };
}
