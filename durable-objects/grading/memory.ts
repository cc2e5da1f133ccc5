import { defineRecord } from '../apimachinery/resource.ts';
import type { Cluster } from '../cluster/index.ts';
import { deepEqual, type Frozen, freeze } from '../lib/json.ts';
import { follow, type HistoryProgress, noHistory } from './history-progress.ts';
import { gradingLimits } from './limits.ts';
import type { Lab } from './load.ts';
import type { CheckResult } from './results.ts';

/** What grading keeps in a cluster, so that it outlives sleep and the history's compaction. */
export interface GradingMemory {
  readonly lab: string;
  readonly labVersion: number;
  /** History has been followed up to here. */
  readonly revision: number;
  readonly history: { readonly [check: string]: HistoryProgress };
  /** What the last grading said of checks that need a copy of the cluster. */
  readonly tried: { readonly [check: string]: CheckResult };
}

export const gradingMemories = defineRecord<GradingMemory>('grading');
const memoryKey = { namespace: '', name: 'memory' };

/** What is known at the cluster's present revision; nothing is written. */
export function recall(cluster: Cluster, lab: Lab): GradingMemory {
  const { read } = cluster;
  const kept = stored(cluster, lab);
  const from = kept?.revision ?? 0;
  // What was compacted before anybody looked can't be followed any more.
  const commits = read.since(from) ?? read.since(read.compacted) ?? [];
  const history: { [check: string]: HistoryProgress } = {};
  for (const task of lab.spec.tasks) {
    for (const { id, history: spec } of task.checks) {
      if (spec) history[id] = follow(spec, kept?.history[id] ?? noHistory(spec), commits);
    }
  }
  const { id, version } = lab.spec;
  const { revision } = read;
  return { lab: id, labVersion: version, revision, history, tried: kept?.tried ?? {} };
}

/** Writes it down when it says something new, or when much has happened since. */
export function keep(cluster: Cluster, lab: Lab, memory: GradingMemory): void {
  const kept = stored(cluster, lab);
  const isNew =
    !kept ||
    memory.revision - kept.revision > gradingLimits.unsavedRevisions ||
    !deepEqual(kept.history, memory.history) ||
    !deepEqual(kept.tried, memory.tried);
  if (!isNew) return;
  cluster.act('grader', ({ setRecord }) => setRecord(gradingMemories, memoryKey, freeze(memory)));
}

function stored(cluster: Cluster, lab: Lab): Frozen<GradingMemory> | undefined {
  const kept = cluster.read.record(gradingMemories, memoryKey);
  const isThis = kept?.lab === lab.spec.id && kept.labVersion === lab.spec.version;
  return isThis ? kept : undefined;
}
