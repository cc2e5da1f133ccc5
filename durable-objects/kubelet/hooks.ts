import type { LifecycleHandler } from '../api/index.ts';
import { second } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import { exitOf, release, takeOutput, toBytes } from '../shell/index.ts';
import type { Hook } from './container-state.ts';
import { httpTarget, requestTo } from './probe-target.ts';
import { type Machine, openMachine, spawnIn } from './processes.ts';
import type { PlacedContainer } from './spec.ts';
import { type Sync, waitUntil } from './sync.ts';

/** A hook that waits for ever: only its command's end, or the container's, ends it. */
const noEnd = Number.MAX_SAFE_INTEGER;

/** What became of a hook: still running, over, or failed with this text. */
export type HookResult = 'running' | 'over' | { readonly error: string };

/** Starts a hook. One that can't be started is over at once, with `until` in the past. */
export function startHook(
  sync: Sync,
  placed: PlacedContainer,
  handler: Frozen<LifecycleHandler>,
): Hook {
  const { exec, httpGet, sleep } = handler;
  const { awake } = sync.world;
  if (sleep) return { until: awake + sleep.seconds * second };
  if (httpGet) {
    const target = httpTarget(sync, placed, httpGet);
    if (target) requestTo(sync, target, 30 * second);
    return { until: awake };
  }
  const machine = openMachine(sync, placed);
  if (!exec || !machine) return { until: awake };
  const spawned = spawnIn(machine, (exec.command ?? []).map(toBytes));
  machine.save();
  if ('error' in spawned) return { until: awake, pid: failedToStart };
  return { pid: spawned.pid, until: noEnd };
}

/** No process has this PID. */
const failedToStart = -1;

/** Looks whether a hook is over. */
export function checkHook(sync: Sync, placed: PlacedContainer, hook: Hook): HookResult {
  const { pid, until } = hook;
  if (pid === failedToStart) return { error: 'the command could not be started' };
  if (pid === undefined) {
    if (sync.world.awake >= until) return 'over';
    waitUntil(sync, until, `a hook of ${sync.runtime.name} ends`);
    return 'running';
  }
  const machine = openMachine(sync, placed);
  if (!machine?.table.sessions[pid]) return 'over';
  return takeHook(machine, pid);
}

function takeHook(machine: Machine, pid: number): HookResult {
  const { table } = machine;
  const output = takeOutput(table, pid);
  const exit = exitOf(table, pid);
  if (!exit) {
    if (output.length > 0) machine.save();
    return 'running';
  }
  release(table, pid);
  machine.save();
  if (exit.code === 0) return 'over';
  const text = output.map(({ bytes }) => bytes).join('');
  return { error: `command exited with ${exit.code}: ${text}` };
}
