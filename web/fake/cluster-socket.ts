import type { FromCluster, Reply, ToCluster } from '../../durable-objects/console/protocol.ts';
import type { Socket, SocketEvents } from '../connection/transport.ts';
import { put, removed } from '../state/fixture.ts';
import { endpoints, objectsOf, pod, set, volumeData, waitsOf } from './cluster-objects.ts';
import { scene } from './install.ts';
import { resultsOf } from './lab.ts';
import { output } from './shell.ts';

const files = new Map([
  [
    'web.yaml',
    `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  replicas: 0
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: nginx
        image: nginx
`,
  ],
  [
    'service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n',
  ],
]);

/** A session that plays itself to the moment asked for, and answers what is typed. */
export function clusterSocket(on: SocketEvents): Socket {
  const moment = scene();
  const readOnly = location.pathname.startsWith('/c/');
  let skipped = 35 * 60_000;
  const say = (message: FromCluster): void => on.message(JSON.stringify(message));
  const clock = () => ({ now: Date.now(), skipped });
  const reply = (id: number, value: Reply): void => say({ type: 'reply', id, value });
  const begin = (): void => {
    const now = Date.now();
    on.open();
    say({ type: 'hello', readOnly, clock: clock() });
    say({ type: 'objects', revision: 1, full: true, changes: objectsOf(moment, now) });
    say({ type: 'volumes', volumes: moment === 'empty' ? [] : volumeData(moment) });
    say({ type: 'results', results: resultsOf(moment) });
    if (moment === 'scaling') {
      // What happened just before: the set was scaled, web-2 went, web-1 is going.
      const step = (revision: number, ago: number, changes: ReturnType<typeof put>[]): void => {
        say({ type: 'clock', clock: { now: Date.now() - ago, skipped } });
        say({ type: 'objects', revision, full: false, changes });
      };
      step(2, 38_000, [put(set(0))]);
      step(3, 20_000, [removed(pod(2, now, { ready: true })), put(endpoints([0, 1]))]);
      step(4, 12_000, [
        put(pod(1, now, { ready: true, endsAt: now + 18_000 })),
        put(endpoints([0])),
      ]);
      say({ type: 'clock', clock: clock() });
    }
    say({ type: 'waits', waits: waitsOf(moment, now) });
  };
  const timer = setTimeout(begin, 60);
  const hear = (message: ToCluster): void => {
    switch (message.type) {
      case 'run': {
        const { terminal } = message;
        const text = output(message.line, moment);
        if (text !== '') say({ type: 'output', terminal, text });
        if (!/ -w\b/.test(message.line)) say({ type: 'prompt', terminal, exitCode: 0, cwd: '~' });
        return;
      }
      case 'interrupt':
        say({ type: 'prompt', terminal: message.terminal, exitCode: 130, cwd: '~' });
        return;
      case 'complete': {
        const word = /\S*$/.exec(message.line)?.[0] ?? '';
        const words = [
          'kubectl',
          'get',
          'pods',
          'pvc',
          'describe',
          'web-0',
          'web-1',
          'statefulset',
        ];
        const completions = words.filter((known) => known.startsWith(word));
        reply(message.id, { completions, from: message.line.length - word.length });
        return;
      }
      case 'list-files':
        reply(message.id, {
          files: [...files].map(([path, text]) => ({ path, bytes: text.length, readOnly: false })),
        });
        return;
      case 'read-file':
        reply(message.id, { text: files.get(message.path) ?? '' });
        return;
      case 'write-file':
        files.set(message.path, message.text);
        reply(message.id, { done: true });
        return;
      case 'skip':
        skipped += message.by;
        reply(message.id, { done: true });
        say({ type: 'clock', clock: clock() });
        return;
      case 'check':
        reply(message.id, { done: true });
        return;
    }
  };
  return {
    send: (text) => setTimeout(() => hear(JSON.parse(text) as ToCluster), 10),
    close: () => clearTimeout(timer),
  };
}
