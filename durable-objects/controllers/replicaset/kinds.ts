import {
  type Pod,
  type ReplicaSet,
  type ReplicationController,
  replicaSets,
  replicationControllers,
} from '../../api/index.ts';
import { type Selector, selectorOf, selectorOfMap } from '../../apimachinery/labels.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { podsByController, replicaSetsByController } from '../indexes.ts';

/** What keeps a number of pods: the same policy serves both. */
export type Replicated = ReplicaSet | ReplicationController;

/** In what the two kinds differ. */
export interface ReplicaKind<T extends Replicated> {
  /** The controller's name ... */
  readonly name: string;
  /** ... and what it signs its events with. */
  readonly component: string;
  readonly resource: Resource<T>;
  /** Whether its status tells how many pods are on their way out. */
  readonly countsTerminating: boolean;
  selector(set: Frozen<T>): Selector;
  /** The pods among which the one whose loss costs least is looked for, beside the set's own. */
  relatedPods(read: Reader, set: Frozen<T>): readonly Frozen<Pod>[];
}

/** pkg/controller/replicaset */
export const replicaSetKind: ReplicaKind<ReplicaSet> = {
  name: 'replicaset',
  component: 'replicaset-controller',
  resource: replicaSets,
  countsTerminating: true,
  selector: ({ spec }) => selectorOf(spec.selector),
  // The pods of every ReplicaSet that has the same controller: of one Deployment.
  relatedPods(read, set) {
    const controller = controllerOf(set);
    const sets = controller ? read.byIndex(replicaSetsByController, controller.uid) : [set];
    return sets.flatMap((one) => read.byIndex(podsByController, one.metadata.uid));
  },
};

/** pkg/controller/replication: the same controller, over the older kind. */
export const replicationControllerKind: ReplicaKind<ReplicationController> = {
  name: 'replicationcontroller',
  component: 'replication-controller',
  resource: replicationControllers,
  countsTerminating: false,
  selector: ({ spec }) => selectorOfMap(spec.selector ?? {}),
  relatedPods: (read, set) => read.byIndex(podsByController, set.metadata.uid),
};
