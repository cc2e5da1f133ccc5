import { usualNodes } from '../cluster/bootstrap.ts';
import { newCluster } from '../cluster/index.ts';
import { type Instant, second } from '../lib/instant.ts';
import { createGrader } from './grader.ts';
import { guideComplaints } from './guide-rules.ts';
import type { LabFiles } from './index.ts';
import { gradingLimits } from './limits.ts';
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

/** When rehearsals begin: any moment does, as long as it is always the same. */
const begin: Instant = Date.UTC(2026, 10, 20, 9, 30);

/**
 * Tests a lab: an untouched cluster scores nothing, the solution everything, each mistake fails
 * exactly the checks that it names, the same work gets the same results, and the guides say what
 * the checks ask for. Throws LabError when the lab can't be read.
 */
export function rehearseLab(files: LabFiles): readonly Rehearsal[] {
  const lab = loadLab(files);
  const untouched = rehearse(lab, 'untouched', []);
  return [
    {
      ...untouched,
      complaints: [
        ...untouched.complaints,
        ...guideComplaints(lab),
        ...(untouched.results.score === 0 ? [] : [`scores ${untouched.results.score}, not 0`]),
      ],
    },
    rehearseSolution(lab),
    ...mistakesOf(files).map((name) => rehearseMistake(lab, name)),
  ];
}

function rehearseSolution(lab: Lab): Rehearsal {
  const found = rehearse(lab, 'solution', loadSteps(lab.files, 'solution/steps.yaml'));
  return {
    ...found,
    complaints: [...found.complaints, ...compare(failedChecks(found.results), [])],
  };
}

function rehearseMistake(lab: Lab, name: string): Rehearsal {
  const { fails } = loadMistake(lab.files, `mistakes/${name}/mistake.yaml`);
  const found = rehearse(lab, name, loadSteps(lab.files, `mistakes/${name}/steps.yaml`));
  const failed = failedChecks(found.results);
  return { ...found, complaints: [...found.complaints, ...compare(failed, fails)] };
}

/** Plays the steps twice, in clusters of their own: everything must come out the same. */
function rehearse(lab: Lab, name: string, steps: readonly RehearsalStep[]): Rehearsal {
  const first = play(lab, steps);
  const second = play(lab, steps);
  const isSame = JSON.stringify(first) === JSON.stringify(second);
  const complaints = [...first.complaints, ...(isSame ? [] : ['the second time differs'])];
  return { name, results: first.results, complaints };
}

function play(
  lab: Lab,
  steps: readonly RehearsalStep[],
): { readonly results: Results; readonly complaints: readonly string[] } {
  const nodes = lab.nodes ?? usualNodes;
  const cluster = newCluster({ seed: lab.spec.uuid, nodes }, begin);
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
