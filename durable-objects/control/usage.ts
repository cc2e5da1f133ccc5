import type { Key, KubeObject } from '../apimachinery/meta.ts';
import type { Frozen } from '../lib/json.ts';
import type { Reader, RecordChange } from '../storage/store.ts';

/** What one container uses at a moment. */
export interface ContainerUsage {
  readonly name: string;
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/**
 * What kubelets measure: for the metrics API and for autoscalers. Computed from the state of the
 * cluster whenever it is asked for; nothing is sampled, and nothing runs to keep it current.
 */
export interface UsageSource {
  /** Prepares to tell what pods of a namespace use; undefined for one that doesn't run. */
  in(
    namespace: string,
    read: Reader,
  ): (pod: Frozen<KubeObject>) => readonly ContainerUsage[] | undefined;
  /** What a node uses beside its pods; undefined for one without a kubelet. */
  ofSystem(node: string, read: Reader): Omit<ContainerUsage, 'name'> | undefined;
  /** The pod whose usage a change of internal state may have changed. */
  changedBy(change: RecordChange, read: Reader): Key | undefined;
}
