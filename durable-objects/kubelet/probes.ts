import type { Probe } from '../api/index.ts';
import { type Duration, second } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import { exitOf, release, signal, takeOutput, toBytes, toText } from '../shell/index.ts';
import type { ProbeState, Running } from './container-state.ts';
import { kubeletLimits } from './limits.ts';
import { isTimeless, probeInputs } from './probe-inputs.ts';
import {
  commandTimedOut,
  connectTo,
  httpTarget,
  type ProbeOutcome,
  requestTo,
} from './probe-target.ts';
import { openMachine, spawnIn } from './processes.ts';
import { moveOn } from './run.ts';
import type { PlacedContainer } from './spec.ts';
import { beginStop } from './stop.ts';
import { record, runtimeOf, type Sync, touch, waitUntil } from './sync.ts';

type ProbeType = 'startup' | 'liveness' | 'readiness';

/**
 * Runs the probes of a running container that are due. A probe's times are those of upstream's
 * worker: `start + initialDelay + k x period`. The rule that lets a healthy cluster rest: a probe
 * that has met its success threshold runs again at the first of its times at or after its inputs
 * have changed (probe-inputs.ts). A probe whose inputs can't be told (it looks at the clock, the
 * network or processes, takes time, or asks another host), or that fails, runs at every time.
 */
export function runProbes(sync: Sync, placed: PlacedContainer): void {
  const { phase } = runtimeOf(sync, placed);
  if (phase.is !== 'running' || phase.postStart) return;
  const { startupProbe, livenessProbe, readinessProbe } = placed.container;
  const isEnding = phase.stop !== undefined || sync.runtime.stoppingSince !== undefined;
  if (startupProbe && !phase.isStarted) {
    if (!isEnding) advance(sync, placed, phase, 'startup', startupProbe);
    if (!isRunning(sync, placed, phase) || !phase.isStarted) return;
  }
  if (livenessProbe && !isEnding) advance(sync, placed, phase, 'liveness', livenessProbe);
  if (!isRunning(sync, placed, phase)) return;
  if (readinessProbe) advance(sync, placed, phase, 'readiness', readinessProbe);
  else setReady(sync, phase, phase.isStarted);
}

function isRunning(sync: Sync, placed: PlacedContainer, phase: Running): boolean {
  return runtimeOf(sync, placed).phase === phase;
}

function advance(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  type: ProbeType,
  probe: Frozen<Probe>,
): void {
  const state = stateOf(phase, type);
  if (state.running) {
    finishCommand(sync, placed, phase, type, probe, state);
    return;
  }
  const inputs = probeInputs(sync, placed);
  const due = dueAt(sync, placed, phase, type, probe, state, inputs);
  if (due === undefined) return;
  if (sync.world.awake < due) {
    waitUntil(sync, due, `${sync.runtime.name}'s ${type} probe runs again`);
    return;
  }
  state.lastRun = sync.world.awake;
  state.inputs = '';
  phase.probes[type] = state;
  touch(sync);
  run(sync, placed, phase, type, probe, state, inputs);
}

/** When the probe runs next; undefined: not before something changes. */
function dueAt(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  type: ProbeType,
  probe: Frozen<Probe>,
  state: ProbeState,
  inputs: string,
): Duration | undefined {
  const { awake } = sync.world;
  const period = probe.periodSeconds * second;
  const parts = [sync.runtime.uid, placed.container.name, type];
  // The worker's ticker and the container's start have nothing to do with each other.
  const phaseMs = 100 + sync.world.random('probe-phase', ...parts).below(Math.min(period, 900));
  const base = phase.startedAwake + (probe.initialDelaySeconds ?? 0) * second + phaseMs;
  const { lastRun, result, validUntil } = state;
  if (lastRun === undefined) return Math.max(base, phase.startedAwake);
  const after = (moment: Duration) => base + Math.ceil((moment - base) / period) * period;
  if (result === 'success' && state.failures === 0 && state.inputs !== '') {
    if (state.inputs === inputs)
      return validUntil === undefined ? undefined : after(Math.max(validUntil, lastRun + 1));
  }
  const next = after(lastRun + 1);
  return next >= awake ? next : after(awake);
}

function run(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  type: ProbeType,
  probe: Frozen<Probe>,
  state: ProbeState,
  inputs: string,
): void {
  const timeoutMs = probe.timeoutSeconds * second;
  if (probe.exec) {
    const command = probe.exec.command ?? [];
    startCommand(sync, placed, state, command, timeoutMs, inputs);
    if (state.running) finishCommand(sync, placed, phase, type, probe, state);
    else conclude(sync, placed, phase, type, probe, state, notStarted(command), '');
    return;
  }
  const outcome = request(sync, placed, probe, timeoutMs);
  const { changesAtUptimeMs } = outcome;
  if (changesAtUptimeMs !== undefined) state.validUntil = phase.startedAwake + changesAtUptimeMs;
  else delete state.validUntil;
  conclude(sync, placed, phase, type, probe, state, outcome, outcome.isForeign ? '' : inputs);
}

function request(
  sync: Sync,
  placed: PlacedContainer,
  probe: Frozen<Probe>,
  timeoutMs: Duration,
): ProbeOutcome {
  const { httpGet, tcpSocket } = probe;
  if (tcpSocket) return connectTo(sync, placed, tcpSocket);
  if (!httpGet) return { isSuccess: false, output: 'gRPC probes are not simulated' };
  const target = httpTarget(sync, placed, httpGet);
  if (!target) return { isSuccess: false, output: `couldn't find port: ${httpGet.port}` };
  return requestTo(sync, target, timeoutMs);
}

function notStarted(command: readonly string[]): ProbeOutcome {
  const why = `exec: "${command[0] ?? ''}": executable file not found in $PATH`;
  return { isSuccess: false, output: `OCI runtime exec failed: exec failed: ${why}` };
}

function startCommand(
  sync: Sync,
  placed: PlacedContainer,
  state: ProbeState,
  command: readonly string[],
  timeoutMs: Duration,
  inputs: string,
): void {
  const machine = openMachine(sync, placed);
  const spawned = machine && spawnIn(machine, command.map(toBytes));
  if (!machine || !spawned || 'error' in spawned) return;
  const until = sync.world.awake + timeoutMs;
  state.running = { pid: spawned.pid, until, inputs: isTimeless(command) ? inputs : '' };
  const { phase } = runtimeOf(sync, placed);
  if (phase.is === 'running') moveOn(sync, placed, machine, phase);
}

function finishCommand(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  type: ProbeType,
  probe: Frozen<Probe>,
  state: ProbeState,
): void {
  const { running } = state;
  const machine = openMachine(sync, placed);
  const pid = running?.pid ?? 0;
  if (!running || !machine?.table.sessions[pid]) {
    delete state.running;
    return;
  }
  const { table, system } = machine;
  const exit = exitOf(table, pid);
  const isLate = sync.world.awake >= running.until;
  if (!exit && !isLate) {
    waitUntil(sync, running.until, `${sync.runtime.name}'s ${type} probe times out`);
    return;
  }
  const output = takeOutput(table, pid)
    .map(({ bytes }) => bytes)
    .join('');
  if (!exit) {
    for (const process of Object.values(table.processes))
      if (process.session === String(pid)) signal(table, system, process.pid, 'KILL');
  }
  release(table, pid);
  delete state.running;
  machine.save();
  const command = probe.exec?.command ?? [];
  const text = toText(output.slice(0, kubeletLimits.probeOutputBytes));
  const outcome = exit
    ? { isSuccess: exit.code === 0, output: text }
    : { isSuccess: false, output: commandTimedOut(command, probe.timeoutSeconds * second) };
  // A command that took time may well take another time's answer.
  const inputs = state.lastRun === sync.world.awake ? running.inputs : '';
  conclude(sync, placed, phase, type, probe, state, outcome, inputs);
}

function conclude(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  type: ProbeType,
  probe: Frozen<Probe>,
  state: ProbeState,
  outcome: ProbeOutcome,
  inputs: string,
): void {
  touch(sync);
  state.inputs = inputs;
  if (outcome.isSuccess) {
    state.failures = 0;
    state.successes += 1;
    if (state.successes >= probe.successThreshold) state.result = 'success';
  } else {
    state.successes = 0;
    state.failures += 1;
    const name = type.charAt(0).toUpperCase() + type.slice(1);
    record(sync, 'Warning', 'Unhealthy', `${name} probe failed: ${outcome.output}`, placed);
    if (state.failures >= probe.failureThreshold) state.result = 'failure';
  }
  if (type === 'readiness') setReady(sync, phase, state.result === 'success');
  else if (state.result === 'failure') {
    const grace =
      probe.terminationGracePeriodSeconds ?? sync.pod.spec.terminationGracePeriodSeconds;
    const text = `Container ${placed.container.name} failed ${type} probe, will be restarted`;
    beginStop(sync, placed, phase, grace, text);
  } else if (type === 'startup' && state.result === 'success') phase.isStarted = true;
}

function setReady(sync: Sync, phase: Running, isReady: boolean): void {
  if (phase.isReady === isReady) return;
  phase.isReady = isReady;
  touch(sync);
}

function stateOf(phase: Running, type: ProbeType): ProbeState {
  return phase.probes[type] ?? { successes: 0, failures: 0, inputs: '' };
}
