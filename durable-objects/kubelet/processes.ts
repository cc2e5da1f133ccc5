import type { Duration } from '../lib/instant.ts';
import { deepEqual, type Frozen, freeze, thaw } from '../lib/json.ts';
import {
  isRunnable,
  limits,
  nextDeadline,
  type ProcessTable,
  type SpawnRequest,
  type System,
  spawn,
  step,
  waitsOf,
} from '../shell/index.ts';
import { timing } from './limits.ts';
import { systemOf } from './machine.ts';
import { imageOf, type PodPlace } from './place.ts';
import { type ContainerProcesses, containerProcesses } from './records.ts';
import type { PlacedContainer } from './spec.ts';
import type { Sync } from './sync.ts';
import { waitUntil } from './sync.ts';

/** The processes of a running container, thawed for change; `save` writes them back. */
export interface Machine {
  readonly table: ProcessTable;
  readonly system: System;
  readonly processes: Frozen<ContainerProcesses>;
  save(): void;
}

/** A sync as the place that machines are built from. */
export function placeOf(sync: Sync): PodPlace {
  const { world, catalog, listeners, kubelet, pod, runtime } = sync;
  // The draft is only read here; its address and attempts must be the current ones.
  return { world, catalog, listeners, kubelet, pod, runtime };
}

/** Opens the machine of a running container; undefined when there is none. */
export function openMachine(sync: Sync, placed: PlacedContainer): Machine | undefined {
  const { container } = placed;
  const key = { namespace: sync.runtime.uid, name: container.name };
  const stored = sync.world.read.record(containerProcesses, key);
  const loaded = imageOf(sync, container);
  if (!stored || !loaded) return undefined;
  const table = thaw<ProcessTable>(stored.table);
  const turn = String(table.nextPid);
  return {
    table,
    system: systemOf(placeOf(sync), container, loaded, { env: stored.env, turn }),
    processes: stored,
    save() {
      if (deepEqual(table, stored.table)) return;
      sync.world.setRecord(containerProcesses, key, freeze({ ...stored, table }));
    },
  };
}

/** Starts a command in the container as `kubectl exec` does. */
export function spawnIn(
  { table, system, processes }: Machine,
  argv: readonly string[],
  options: Partial<SpawnRequest> = {},
): ReturnType<typeof spawn> {
  const { env, cwd, uid, gid, groups } = processes;
  return spawn(table, system, { argv, env, cwd, uid, gid, groups, ...options });
}

/** Whether something could go on now; `file` waits are looked at whenever the pod is. */
export function needsStep(table: Frozen<ProcessTable>, awake: Duration): boolean {
  // These only look.
  const readable = table as ProcessTable;
  if (isRunnable(readable)) return true;
  const deadline = nextDeadline(readable);
  if (deadline !== undefined && deadline <= awake) return true;
  return waitsOf(readable).some(({ wait }) => wait.for === 'file' || wait.for === 'output');
}

/** Runs what can run within one step's budget, and says when it goes on. */
export function runMachine(sync: Sync, placed: PlacedContainer, machine: Machine): void {
  const { table, system } = machine;
  const { isExhausted } = step(table, system, limits.instructionsPerStep);
  if (isExhausted) waitUntil(sync, sync.world.awake + timing.busy, busyText(sync, placed));
}

/** Says when the container's processes go on by themselves. */
export function waitForProcesses(
  sync: Sync,
  placed: PlacedContainer,
  table: Frozen<ProcessTable>,
): void {
  const readable = table as ProcessTable;
  if (isRunnable(readable)) {
    waitUntil(sync, sync.world.awake + timing.busy, busyText(sync, placed));
    return;
  }
  const deadline = nextDeadline(readable);
  if (deadline !== undefined) waitUntil(sync, deadline, sleepText(sync, placed));
}

function busyText(sync: Sync, { container }: PlacedContainer): string {
  return `${sync.runtime.name}'s container ${container.name} is busy`;
}

function sleepText(sync: Sync, { container }: PlacedContainer): string {
  return `a process of ${sync.runtime.name}'s container ${container.name} wakes up`;
}
