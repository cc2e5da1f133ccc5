import { beforeEach, describe, expect, test } from 'vitest';
import { readFolder } from '../../scripts/build-labs.ts';
import { tasks } from '../api/index.ts';
import type { Cluster } from '../cluster/index.ts';
import { stateOf, testCluster } from '../testing/clusters.ts';
import { createGrader } from './grader.ts';
import { loadLab, readManifests } from './load.ts';
import { type Step, stepsSchema } from './schema.ts';
import { takeStep } from './steps.ts';

const lab = loadLab(readFolder('labs/scale-to-zero'));
const grader = createGrader(lab);
let cluster: Cluster;

beforeEach(() => {
  cluster = testCluster();
  grader.setup(cluster);
});

/** Carries out steps as a lab writes them, in YAML's flow form parsed to objects. */
function act(...steps: readonly object[]): void {
  const manifests = (file: string) => readManifests(lab.files, file);
  for (const step of stepsSchema.parse(steps) as readonly Step[]) {
    expect(takeStep({ cluster, manifests, budget: 3_600_000 }, step)).toBeUndefined();
  }
}

const up = [{ apply: { file: 'home/web.yaml' } }, { skip: { seconds: 30 } }];
const mark = ['web-0', 'web-1', 'web-2'].map((pod) => ({
  exec: { pod, command: ['sh', '-c', 'hostname > /data/marker'] },
}));
const target = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' };
const toZero = [{ scale: { ...target, replicas: 0 } }, { skip: { seconds: 30 } }];

function stateOfTask(name: string) {
  return cluster.read.get(tasks, { namespace: '', name })?.status;
}

describe('a grader', () => {
  test('neither observing nor grading changes the cluster', () => {
    act(...up, ...mark);
    const before = stateOf(cluster);
    const observed = grader.observe(cluster);
    const graded = grader.grade(cluster);
    expect(stateOf(cluster)).toBe(before);
    expect(observed.score).toBe(20);
    expect(graded.score).toBe(55);
    expect(grader.grade(cluster)).toEqual(graded);
  });

  test('tasks are objects of the cluster, and written only when they change', () => {
    expect(cluster.read.list(tasks).map(({ metadata }) => metadata.name)).toHaveLength(7);
    act(...up);
    grader.publish(cluster, grader.observe(cluster));
    expect(stateOfTask('set')).toMatchObject({ state: 'Met', score: 10 });
    expect(stateOfTask('marker')).toMatchObject({ state: 'ToDo', score: 0 });
    const { revision } = cluster.read;
    grader.publish(cluster, grader.observe(cluster));
    expect(cluster.read.revision).toBe(revision);
  });

  test('a probe that latches stays met when its pods have gone', () => {
    act(...up, ...mark);
    grader.publish(cluster, grader.grade(cluster));
    act(...toZero);
    expect(grader.grade(cluster).tasks.find(({ id }) => id === 'marker')?.standing).toBe('met');
  });

  test('an observation shows what the last grading said', () => {
    act(...up, ...mark);
    const graded = grader.grade(cluster);
    grader.publish(cluster, graded);
    const observed = grader.observe(cluster);
    expect(observed.score).toBe(graded.score);
    expect(observed.tasks).toEqual(graded.tasks);
  });

  test('a task is under way while its set shrinks', () => {
    act(...up, ...mark);
    grader.publish(cluster, grader.grade(cluster));
    act({ scale: { ...target, replicas: 0 } });
    const task = grader.observe(cluster).tasks.find(({ id }) => id === 'to-zero');
    expect(task?.standing).toBe('waiting');
    expect(task?.checks[0]?.why.at(-1)?.en).toBe('web-2 is terminating');
  });

  test('what takes too long, and what needs more time than there is, is told', () => {
    act(...up);
    const run = { cluster: cluster.fork(), manifests: () => [], budget: 60_000 };
    const exec = { namespace: 'default', pod: 'web-0', command: ['sleep', '3600'] };
    expect(takeStep(run, { exec })?.observed.en).toContain('timed out');
    expect(takeStep(run, { skip: { seconds: 61 } })?.observed.en).toContain('experimentSeconds');
  });
});
