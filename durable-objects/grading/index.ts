import type { Cluster } from '../cluster/index.ts';
import type { Results } from './results.ts';

export { createGrader } from './grader.ts';
export { loadLab } from './load.ts';

/** A lab's files by path, as in its folder: `lab.yaml`, `guide.ko.md`, `setup/web.yaml`. */
export type LabFiles = { readonly [path: string]: string };

/** Grades the clusters of one lab. Holds no state: everything it needs is in the cluster. */
export interface Grader {
  /** Applies the lab's setup to a new cluster and creates its Task objects. */
  setup(cluster: Cluster): void;
  /** Files that the learner's home folder starts with, by path relative to it. */
  readonly home: { readonly [path: string]: string };
  /** What can be said without an experiment: for every change, in well under a millisecond. */
  observe(cluster: Cluster): Results;
  /** The same with probes, which run on a fork: some tens of milliseconds. */
  probe(cluster: Cluster): Results;
  /** Everything, experiments included; the cluster is not changed. */
  grade(cluster: Cluster): Results;
  /** Writes results into the Task objects that `kubectl get tasks` shows. */
  publish(cluster: Cluster, results: Results): void;
}
