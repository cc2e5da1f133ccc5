import { describe, expect, test } from 'vitest';
import type { Pod } from '../api/index.ts';
import { freeze } from '../lib/json.ts';
import type { ContainerRuntime } from './container-state.ts';
import { planContainers } from './lifecycle.ts';

/**
 * `i:` init, `s:` sidecar, `a:` app container, each with its state: `-` not yet, `run` running,
 * `up` running and started, `0` or `1` ended with that code.
 */
const cases: readonly (readonly [policy: string, pod: string, plan: string])[] = [
  ['Always', 'a:-', 'run a'],
  ['Always', 'a:up', 'run a'],
  ['Always', 'a:0', 'run a'],
  ['Always', 'i:- i:- a:-', 'run i0'],
  ['Always', 'i:0 i:- a:-', 'run i1'],
  ['Always', 'i:1 i:- a:-', 'run i0'],
  ['Always', 'i:0 i:0 a:-', 'run a'],
  ['Always', 's:run a:-', 'run s0'],
  ['Always', 's:up i:- a:-', 'run s0,i1'],
  ['Always', 's:up i:0 a:-', 'run s0,a'],
  ['Always', 's:0 a:up', 'run s0'],
  ['Never', 'i:1 a:-', 'over'],
  ['Never', 's:up i:1 a:-', 'stop s0'],
  ['Never', 's:up s:up a:0', 'stop s1'],
  ['Never', 's:up s:0 a:0', 'stop s0'],
  ['Never', 's:0 s:0 a:0', 'over'],
  ['Never', 'a:1', 'over'],
  ['OnFailure', 'a:1', 'run a'],
  ['OnFailure', 'a:0', 'over'],
  ['OnFailure', 'a:0 a:1', 'run b'],
  ['OnFailure', 'a:up a:0', 'run a'],
  ['Never stopping', 's:up a:up', 'stop a'],
  ['Always stopping', 's:up a:0', 'stop s0'],
  ['Always stopping', 's:0 a:0', 'over'],
  ['Always stopping', 'i:up a:-', 'stop i0'],
];

describe('planContainers', () => {
  test.each(cases)('%s: %s -> %s', (policy, text, expected) => {
    const [restartPolicy = '', stopping] = policy.split(' ');
    const entries = text.split(' ').map((entry) => entry.split(':'));
    let apps = 0;
    const named = entries.map(([role = '', state = ''], i) => ({
      role,
      state,
      name: role === 'a' ? String.fromCharCode(97 + apps++) : `${role}${i}`,
    }));
    const container = ({ name, role }: { name: string; role: string }) => ({
      name,
      image: 'busybox',
      resources: {},
      terminationMessagePath: '',
      terminationMessagePolicy: 'File',
      imagePullPolicy: 'Always',
      ...(role === 's' ? { restartPolicy: 'Always' } : {}),
    });
    // Only what the plan looks at.
    const pod = {
      spec: {
        restartPolicy,
        initContainers: named.filter(({ role }) => role !== 'a').map(container),
        containers: named.filter(({ role }) => role === 'a').map(container),
      },
    } as unknown as Pod;
    const containers = Object.fromEntries(
      named.flatMap(({ name, state }) => (state === '-' ? [] : [[name, runtime(state)]])),
    );
    const stop = stopping ? { stoppingSince: 0 } : {};
    const plan = planContainers(freeze(pod), freeze({ containers, ...stop }));
    const names = (list: readonly { container: { name: string } }[]) =>
      list.map((placed) => placed.container.name).join(',');
    const shown = plan.isOver
      ? 'over'
      : plan.stop.length > 0
        ? `stop ${names(plan.stop)}`
        : `run ${names(plan.run)}`;
    expect(shown).toBe(expected);
  });
});

function runtime(state: string): ContainerRuntime {
  const id = 'x';
  if (state === 'run' || state === 'up') {
    const isStarted = state === 'up';
    const own = { id, startedAt: 0, startedAwake: 0, isStarted, isReady: false, probes: {} };
    return { attempts: 1, phase: { is: 'running', ...own } };
  }
  const times = { startedAt: 0, finishedAt: 0, finishedAwake: 0 };
  const exitCode = Number(state);
  return { attempts: 1, phase: { is: 'exited', id, exitCode, reason: '', ...times } };
}
