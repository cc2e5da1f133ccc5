import { type ExitStatus, exitOf, FileError, takeOutput, toText } from '../shell/index.ts';
import { containerContents, removeContents, subPathContents } from '../volumes/contents/index.ts';
import type { Running } from './container-state.ts';
import { drainSessions, endSessions, feedSessions, hasInput, sessionsOf } from './exec.ts';
import { kubeletLimits } from './limits.ts';
import { appendLog, closeLog, readLog, removeLogs } from './logs.ts';
import { type Machine, needsStep, openMachine, runMachine, waitForProcesses } from './processes.ts';
import { containerProcesses, serverStates } from './records.ts';
import type { PlacedContainer } from './spec.ts';
import { accessOf, runtimeOf, type Sync, touch } from './sync.ts';

/** Rounds of a step and its output until the processes rest: pipes full of output need several. */
const maxRounds = 8;

/** Lets the processes of a running container live on, and notices when the main one ended. */
export function runContainer(sync: Sync, placed: PlacedContainer): void {
  const { container } = placed;
  const { phase } = runtimeOf(sync, placed);
  if (phase.is !== 'running') return;
  const key = { namespace: sync.runtime.uid, name: container.name };
  const stored = sync.world.read.record(containerProcesses, key);
  if (!stored) return;
  const isCalled = sessionsOf(sync, container).some(hasInput);
  if (!isCalled && !needsStep(stored.table, sync.world.awake)) {
    waitForProcesses(sync, placed, stored.table);
    return;
  }
  const machine = openMachine(sync, placed);
  if (machine) moveOn(sync, placed, machine, phase);
}

/** The same after something was done to the machine: a signal, a hook. */
export function moveOn(
  sync: Sync,
  placed: PlacedContainer,
  machine: Machine,
  phase: Running,
): void {
  const { table } = machine;
  feedSessions(sync, placed, machine);
  for (let round = 0; round < maxRounds; round += 1) {
    runMachine(sync, placed, machine);
    const main = takeOutput(table, 1);
    appendLog(accessOf(sync.world), logPlace(sync, placed), main);
    drainSessions(sync, placed, machine, main);
    if (!needsStep(table, sync.world.awake)) break;
  }
  const exit = exitOf(table, 1);
  if (exit) {
    endContainer(sync, placed, phase, exit);
    return;
  }
  machine.save();
  waitForProcesses(sync, placed, table);
}

/** The main process has ended: so has everything in the container. */
export function endContainer(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  exit: ExitStatus,
): void {
  const { container } = placed;
  const own = runtimeOf(sync, placed);
  const access = accessOf(sync.world);
  closeLog(access, logPlace(sync, placed), sync.world.now);
  const message = terminationMessage(sync, placed, exit);
  endSessions(sync, container, 137);
  own.phase = {
    is: 'exited',
    id: phase.id,
    exitCode: exit.code,
    reason: exit.code === 0 ? 'Completed' : 'Error',
    ...(message === '' ? {} : { message }),
    startedAt: phase.startedAt,
    finishedAt: sync.world.now,
    finishedAwake: sync.world.awake,
  };
  forgetProcesses(sync, container.name);
  touch(sync);
}

/** Removes what only a running container has. */
export function forgetProcesses(sync: Sync, container: string): void {
  const { uid } = sync.runtime;
  const key = { namespace: uid, name: container };
  sync.world.setRecord(containerProcesses, key, undefined);
  for (const state of sync.world.read.records(serverStates, uid))
    if (state.key.name.startsWith(`${container}/`))
      sync.world.setRecord(serverStates, state.key, undefined);
}

/** Makes room for a new run: its own file layer starts empty, logs before the last run go. */
export function clearContainer(sync: Sync, placed: PlacedContainer): void {
  const { container } = placed;
  const access = accessOf(sync.world);
  const { uid } = sync.runtime;
  removeContents(access, containerContents(uid, container.name));
  for (const [index] of (container.volumeMounts ?? []).entries())
    removeContents(access, subPathContents(uid, container.name, index));
  const attempt = runtimeOf(sync, placed).attempts - 1;
  removeLogs(access, { uid, container: container.name, attempt });
}

/** Where the present run of a container logs to. */
export function logPlace(sync: Sync, placed: PlacedContainer) {
  const { attempts } = runtimeOf(sync, placed);
  return { uid: sync.runtime.uid, container: placed.container.name, attempt: attempts };
}

/** terminationMessagePath's file, or by its policy the end of the log. */
function terminationMessage(sync: Sync, placed: PlacedContainer, exit: ExitStatus): string {
  const { container } = placed;
  const machine = openMachine(sync, placed);
  const file = machine ? readFile(machine, container.terminationMessagePath) : '';
  if (file !== '') return toText(file.slice(0, kubeletLimits.terminationMessageBytes));
  const isFallback = container.terminationMessagePolicy === 'FallbackToLogsOnError';
  if (!isFallback || exit.code === 0) return '';
  const { lines } = readLog(sync.world.read, logPlace(sync, placed));
  const end = lines.slice(-kubeletLimits.fallbackLogLines).map(({ text }) => `${text}\n`);
  return toText(end.join('').slice(-kubeletLimits.fallbackLogBytes));
}

function readFile({ system }: Machine, path: string): string {
  try {
    return system.fs.read(path);
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}
