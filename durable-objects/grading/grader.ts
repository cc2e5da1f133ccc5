import type { Cluster } from '../cluster/index.ts';
import { runExperiment } from './check-experiment.ts';
import { tellHistory } from './check-history.ts';
import { runProbe } from './check-probe.ts';
import { lookForAssert, lookForError } from './check-state.ts';
import {
  comesLater,
  type Judged,
  judge,
  notTried,
  type ScoredCheck,
  scoredChecks,
} from './checks.ts';
import { apply, graderUser } from './client.ts';
import { noHistory } from './history-progress.ts';
import { type Lab, readManifests } from './load.ts';
import { type GradingMemory, keep, recall } from './memory.ts';
import type { CheckResult, Results } from './results.ts';
import type { Check } from './schema.ts';
import { resultOf } from './standing.ts';
import { createTasks, publishTasks } from './tasks.ts';

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

/** Grades clusters by a lab. */
export function createGrader(lab: Lab): Grader {
  return {
    home: lab.home,
    setup(cluster) {
      const api = cluster.as(graderUser);
      for (const object of lab.setup) apply(api, object);
      createTasks(cluster, lab);
    },
    observe: (cluster) => judgeAll(cluster, lab, recallTried),
    probe: (cluster) => judgeAll(cluster, lab, probeOnCopy),
    grade: (cluster) => judgeAll(cluster, lab, tryOnCopy),
    publish(cluster, results) {
      keep(cluster, lab, { ...recall(cluster, lab), tried: triedIn(lab, results) });
      publishTasks(cluster, lab, results);
    },
  };
}

/** How checks that need a copy of the cluster are judged. */
type Trial = (cluster: Cluster, lab: Lab, memory: GradingMemory, check: Check) => readonly Judged[];

function judgeAll(cluster: Cluster, lab: Lab, trial: Trial): Results {
  const memory = recall(cluster, lab);
  const judged = new Map<string, Judged>();
  for (const task of lab.spec.tasks) {
    for (const check of task.checks) {
      for (const one of judgeCheck(cluster, lab, memory, check, trial, judged)) {
        judged.set(one.check.id, one);
      }
    }
  }
  return resultOf(cluster, lab, judged);
}

function judgeCheck(
  cluster: Cluster,
  lab: Lab,
  memory: GradingMemory,
  check: Check,
  trial: Trial,
  judged: ReadonlyMap<string, Judged>,
): readonly Judged[] {
  const missing = missingNeed(check, judged);
  if (missing) return scoredChecks(check).map((one) => comesLater(one, missing));
  const { read } = cluster;
  if (check.assert) return [judge(check, lookForAssert(read, check.assert))];
  if (check.error) return [judge(check, lookForError(read, check.error))];
  if (check.history) {
    const progress = memory.history[check.id] ?? noHistory(check.history);
    const outcome = tellHistory(read, check.history, progress);
    // Times are told as the API tells them: on the calendar.
    const { skipped } = cluster.clock;
    const evidence = outcome.evidence.map(({ at, text }) =>
      at === undefined ? { text } : { at: at - skipped, text },
    );
    return [judge(check, { ...outcome, evidence })];
  }
  return trial(cluster, lab, memory, check);
}

function missingNeed(
  check: ScoredCheck,
  judged: ReadonlyMap<string, Judged>,
): ScoredCheck | undefined {
  const id = check.needs?.find((need) => !judged.get(need)?.result.met);
  return id === undefined ? undefined : judged.get(id)?.check;
}

const recallTried: Trial = (_cluster, _lab, memory, check) =>
  scoredChecks(check).map((one) => {
    const result = memory.tried[one.id];
    return result ? { check: one, result, progress: 'unmet' } : notTried(one);
  });

const tryOnCopy: Trial = (cluster, lab, memory, check) => {
  if (check.probe) {
    const before = memory.tried[check.id];
    if (check.probe.latch && before?.met) return [{ check, result: before, progress: 'unmet' }];
    return [judge(check, runProbe(cluster.fork(), check.probe))];
  }
  const { experiment } = check;
  if (!experiment) return [];
  const manifests = (file: string) => readManifests(lab.files, file);
  const outcomes = runExperiment(cluster.fork(), experiment, manifests);
  return experiment.checks.flatMap((one, i) => {
    const outcome = outcomes[i];
    return outcome ? [judge(one, outcome)] : [];
  });
};

const probeOnCopy: Trial = (cluster, lab, memory, check) =>
  (check.probe ? tryOnCopy : recallTried)(cluster, lab, memory, check);

/** What a grading says of the checks that an observation can't judge. */
function triedIn(lab: Lab, results: Results): GradingMemory['tried'] {
  const tried: { [check: string]: CheckResult } = {};
  const found = new Map(results.tasks.flatMap((task) => task.checks).map((one) => [one.id, one]));
  for (const check of lab.spec.tasks.flatMap((task) => task.checks)) {
    if (!check.probe && !check.experiment) continue;
    for (const one of scoredChecks(check)) {
      const result = found.get(one.id);
      if (result && isTried(result)) tried[one.id] = result;
    }
  }
  return tried;
}

/** Only what was run on a copy has evidence. */
function isTried(result: CheckResult): boolean {
  return result.evidence.length > 0;
}
