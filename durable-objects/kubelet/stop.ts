import { second } from '../lib/instant.ts';
import type { SignalName } from '../shell/index.ts';
import { parseSignal, signal } from '../shell/index.ts';
import type { Running } from './container-state.ts';
import { checkHook, startHook } from './hooks.ts';
import { timing } from './limits.ts';
import { imageOf } from './place.ts';
import { openMachine } from './processes.ts';
import { endContainer, moveOn } from './run.ts';
import type { PlacedContainer } from './spec.ts';
import { record, runtimeOf, type Sync, touch, waitUntil } from './sync.ts';

/** Begins to stop a running container; again with a shorter grace it only shortens. */
export function beginStop(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  graceSeconds: number,
  message = `Stopping container ${placed.container.name}`,
): void {
  const { awake } = sync.world;
  const deadline = awake + graceSeconds * second;
  if (phase.stop) {
    const shortened = phase.stop.since + graceSeconds * second;
    if (shortened < phase.stop.deadline) {
      phase.stop.deadline = shortened;
      touch(sync);
    }
    return;
  }
  record(sync, 'Normal', 'Killing', message, placed);
  phase.stop = { since: awake, deadline, isSignalled: false };
  const preStop = placed.container.lifecycle?.preStop;
  // Upstream skips the hook when there is no time for it.
  if (preStop && graceSeconds > 0) phase.stop.preStop = startHook(sync, placed, preStop);
  touch(sync);
}

/** Moves the stop on: the hook, the signal, and after the grace period KILL. */
export function advanceStop(sync: Sync, placed: PlacedContainer): void {
  const { phase } = runtimeOf(sync, placed);
  if (phase.is !== 'running' || !phase.stop) return;
  const { stop } = phase;
  if (stop.preStop) {
    const result = checkHook(sync, placed, stop.preStop);
    const isLate = sync.world.awake >= stop.deadline;
    if (result === 'running' && !isLate) {
      waitUntil(sync, stop.deadline, graceText(sync));
      return;
    }
    if (typeof result === 'object')
      record(sync, 'Warning', 'FailedPreStopHook', 'PreStopHook failed', placed);
    delete stop.preStop;
    if (isLate) stop.deadline = sync.world.awake + timing.minimumGrace;
    touch(sync);
  }
  if (!stop.isSignalled) {
    stop.isSignalled = true;
    touch(sync);
    send(sync, placed, phase, stopSignalOf(sync, placed));
    return;
  }
  if (sync.world.awake < stop.deadline) {
    waitUntil(sync, stop.deadline, graceText(sync));
    return;
  }
  kill(sync, placed, phase);
}

/** Ends a container at once. */
export function kill(sync: Sync, placed: PlacedContainer, phase: Running): void {
  const { now } = sync.world;
  endContainer(sync, placed, phase, { code: 137, signal: 'KILL', at: now });
}

function send(sync: Sync, placed: PlacedContainer, phase: Running, name: SignalName): void {
  const machine = openMachine(sync, placed);
  if (!machine) return;
  signal(machine.table, machine.system, 1, name);
  moveOn(sync, placed, machine, phase);
}

function stopSignalOf(sync: Sync, { container }: PlacedContainer): SignalName {
  const own = container.lifecycle?.stopSignal;
  const asked = own === undefined ? undefined : parseSignal(own);
  return asked ?? imageOf(sync, container)?.image.stopSignal ?? 'TERM';
}

function graceText(sync: Sync): string {
  return `the grace period of ${sync.runtime.name} ends`;
}
