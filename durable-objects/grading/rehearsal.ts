import type { Cluster } from '../cluster/index.ts';
import { second } from '../lib/instant.ts';
import { createGrader } from './grader.ts';
import { guideComplaints } from './guide-rules.ts';
import { gradingLimits } from './limits.ts';
import type { LabFiles } from './load.ts';
import { type Lab, loadLab, loadMistake, loadSteps, readManifests } from './load.ts';
import type { Results } from './results.ts';
import type { RehearsalStep } from './schema.ts';
import { type Run, stepText, takeStep } from './steps.ts';

/** One way through a lab and what came of it. */
export interface Rehearsal {
  /** `untouched`, `solution`, or a mistake's folder. */
  readonly name: string;
  readonly results: Results;
  /** What is not as it should be; empty when all is well. */
  readonly complaints: readonly string[];
}

/** Makes a cluster for a lab, new and always the same. */
export type MakeCluster = (lab: Lab) => Cluster;

/**
 * Tests a lab: an untouched cluster scores nothing, the solution everything, each mistake fails
 * exactly the checks that it names, the same work gets the same results, and the guides say what
 * the checks ask for. Throws LabError when the lab can't be read.
 */
export function rehearseLab(files: LabFiles, make: MakeCluster): readonly Rehearsal[] {
  const lab = loadLab(files);
  const untouched = rehearse(lab, make, 'untouched', []);
  return [
    {
      ...untouched,
      complaints: [
        ...untouched.complaints,
        ...guideComplaints(lab),
        ...(untouched.results.score === 0 ? [] : [`scores ${untouched.results.score}, not 0`]),
      ],
    },
    rehearseSolution(lab, make),
    ...mistakesOf(files).map((name) => rehearseMistake(lab, make, name)),
  ];
}

function rehearseSolution(lab: Lab, make: MakeCluster): Rehearsal {
  const found = rehearse(lab, make, 'solution', loadSteps(lab.files, 'solution/steps.yaml'));
  return {
    ...found,
    complaints: [...found.complaints, ...compare(failedChecks(found.results), [])],
  };
}

function rehearseMistake(lab: Lab, make: MakeCluster, name: string): Rehearsal {
  const { fails } = loadMistake(lab.files, `mistakes/${name}/mistake.yaml`);
  const found = rehearse(lab, make, name, loadSteps(lab.files, `mistakes/${name}/steps.yaml`));
  const failed = failedChecks(found.results);
  return { ...found, complaints: [...found.complaints, ...compare(failed, fails)] };
}

/** Plays the steps twice, in clusters of their own: everything must come out the same. */
function rehearse(
  lab: Lab,
  make: MakeCluster,
  name: string,
  steps: readonly RehearsalStep[],
): Rehearsal {
  const first = play(lab, make(lab), steps);
  const again = play(lab, make(lab), steps);
  const isSame = JSON.stringify(first) === JSON.stringify(again);
  const complaints = [...first.complaints, ...(isSame ? [] : ['the second time differs'])];
  return { name, results: first.results, complaints };
}

function play(
  lab: Lab,
  cluster: Cluster,
  steps: readonly RehearsalStep[],
): { readonly results: Results; readonly complaints: readonly string[] } {
  const grader = createGrader(lab);
  grader.setup(cluster);
  const run: Run = {
    cluster,
    manifests: (file) => readManifests(lab.files, file),
    budget: gradingLimits.experimentSeconds * second,
  };
  const complaints: string[] = [];
  for (const { check, ...step } of steps) {
    if (check) grader.publish(cluster, grader.grade(cluster));
    else {
      const failure = takeStep(run, step);
      if (failure) complaints.push(`${stepText(step)}: ${failure.observed.en}`);
      grader.publish(cluster, grader.observe(cluster));
    }
  }
  const results = grader.grade(cluster);
  const again = grader.grade(cluster);
  if (JSON.stringify(again) !== JSON.stringify(results)) complaints.push('grading twice differs');
  return { results, complaints };
}

function failedChecks(results: Results): readonly string[] {
  return results.tasks.flatMap((task) =>
    task.checks.filter((check) => !check.met).map((check) => check.id),
  );
}

function compare(failed: readonly string[], named: readonly string[]): readonly string[] {
  return [
    ...failed.filter((id) => !named.includes(id)).map((id) => `fails ${id}`),
    ...named.filter((id) => !failed.includes(id)).map((id) => `does not fail ${id}`),
  ];
}

function mistakesOf(files: LabFiles): readonly string[] {
  const names = Object.keys(files).map((path) => /^mistakes\/([^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
