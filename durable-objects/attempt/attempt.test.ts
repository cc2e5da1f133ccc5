import { expect, test } from 'vitest';
import type { FromCluster, ToCluster } from '../console/protocol.ts';
import type { SqlDatabase } from '../storage/sqlite-schema.ts';
import { openDatabase } from '../testing/sqlite.ts';
import { Attempt } from './attempt.ts';

const start = 1_795_000_000_000;
const learner = {
  classId: 'c',
  assignmentId: 'a',
  attemptId: 't',
  personId: 'p',
  name: '이서준',
};
const definition = { seed: 'seed', lab: 'scale-to-zero', learner };

/** A learner at a terminal: types lines, lets time pass, reads what is printed. */
class Learner {
  readonly #database: SqlDatabase = openDatabase();
  #attempt = new Attempt(this.#database, start);
  #now = start;

  constructor() {
    this.#attempt.create(definition);
  }

  ask(message: ToCluster, readOnly = false): readonly FromCluster[] {
    return this.#attempt.receive(message, readOnly);
  }

  /** Runs a line and waits until the prompt is back, a minute at most. */
  type(line: string): string {
    this.ask({ type: 'run', terminal: 't1', line });
    let printed = '';
    for (let i = 0; i < 600; i += 1) {
      for (const message of this.#attempt.advanceWorkstation()) {
        if (message.type === 'output') printed += message.text;
        if (message.type === 'prompt') return printed.replaceAll('\r\n', '\n');
      }
      this.wait(100);
    }
    throw new Error(`still running: ${line}`);
  }

  wait(ms: number): void {
    this.#now += ms;
    this.#attempt.advanceTo(this.#now);
    this.#attempt.probe();
  }

  /** The object is put to sleep and wakes in another process. */
  sleep(): void {
    this.#attempt.flush();
    this.#attempt = new Attempt(this.#database, this.#now);
  }

  get attempt(): Attempt {
    return this.#attempt;
  }
}

test('the main job: to zero and back, from the terminal to a row on the board', () => {
  const learner = new Learner();
  expect(learner.ask({ type: 'list-files', id: 1 })).toMatchObject([
    { type: 'reply', id: 1, value: { files: [{ path: 'web.yaml' }] } },
  ]);
  expect(learner.type('kubectl apply -f web.yaml')).toBe(
    'service/web created\nstatefulset.apps/web created\n',
  );
  expect(learner.type('kubectl rollout status statefulset/web')).toContain('3 new pods');
  const mark = 'hostname > /data/marker';
  expect(learner.type(`for i in 0 1 2; do kubectl exec web-$i -- sh -c '${mark}'; done`)).toBe('');
  for (let i = 0; i < 5; i += 1) learner.wait(2_000);
  expect(learner.attempt.takeReport()?.row.cells.map(({ standing }) => standing)).toEqual([
    'met',
    'met',
    'met',
    'working',
    'todo',
    'todo',
    'todo',
  ]);
  learner.sleep();
  learner.type('kubectl scale statefulset web --replicas=0');
  learner.wait(30_000);
  expect(learner.type('kubectl get pods')).toBe('No resources found in default namespace.\n');
  learner.type('kubectl scale statefulset web --replicas=3');
  learner.wait(20_000);
  learner.sleep();
  expect(learner.type('kubectl exec web-1 -- cat /data/marker')).toBe('web-1\n');
  const results = learner.attempt.submit('s1');
  expect(results.tasks.map(({ standing }) => standing)).toEqual(Array(7).fill('met'));
  expect([results.score, results.points]).toEqual([100, 100]);
  expect(learner.attempt.grade()).toEqual({ ...results, revision: expect.any(Number) });
});

test('somebody who may only look changes nothing', () => {
  const learner = new Learner();
  const refused = learner.ask({ type: 'run', terminal: 't1', line: 'touch x' }, true);
  expect(refused).toMatchObject([{ type: 'refused' }]);
  expect(learner.ask({ type: 'skip', id: 3, by: 1_000 }, true)).toMatchObject([
    { type: 'refused', id: 3 },
  ]);
  expect(learner.type('ls')).toBe('web.yaml\n');
});

test('time that is skipped is bounded, and moves what waits for it', () => {
  const learner = new Learner();
  expect(learner.ask({ type: 'skip', id: 1, by: -5 })).toMatchObject([{ type: 'refused', id: 1 }]);
  learner.type('kubectl apply -f web.yaml');
  expect(learner.ask({ type: 'skip', id: 2, by: 60_000 })).toMatchObject([
    { type: 'reply', id: 2 },
  ]);
  expect(learner.type('kubectl get pods --no-headers')).toMatch(/web-2 +1\/1 +Running/);
});

test('what stays wrong for five minutes is told to the board, as Kubernetes prints it', () => {
  const learner = new Learner();
  learner.type("sed 's/nginx:1.27/ngnix:1.27/' web.yaml | kubectl apply -f -");
  learner.wait(20_000);
  expect(learner.attempt.takeReport()?.row.stuck).toBeUndefined();
  learner.ask({ type: 'skip', id: 1, by: 300_000 });
  const row = learner.attempt.takeReport()?.row;
  expect(row?.stuck?.fact).toMatch(/^web-0: (ErrImagePull|ImagePullBackOff)$/);
  expect(row?.cells.map(({ standing }) => standing).slice(0, 3)).toEqual(['met', 'stuck', 'todo']);
  expect(start + 20_000 - (row?.stuck?.since ?? 0)).toBeGreaterThanOrEqual(300_000);
});

test('a reset starts again with the same files and an empty cluster', () => {
  const learner = new Learner();
  learner.type('kubectl apply -f web.yaml && rm web.yaml');
  learner.attempt.reset();
  expect(learner.type('ls; kubectl get statefulsets')).toBe(
    'web.yaml\nNo resources found in default namespace.\n',
  );
});
