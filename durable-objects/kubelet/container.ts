import { backOffEnd, goDuration, nextBackOff } from './back-off.ts';
import type { ContainerRuntime, Ended, Running } from './container-state.ts';
import { configure, startMain } from './create.ts';
import { ConfigError } from './environment.ts';
import type { LoadedImage } from './images/index.ts';
import { timing } from './limits.ts';
import { imageOf } from './place.ts';
import { startPostStart } from './post-start.ts';
import { ensureImage, tellPresentImage } from './pull.ts';
import { clearContainer, runContainer } from './run.ts';
import type { PlacedContainer } from './spec.ts';
import { lengthOf, record, runtimeOf, type Sync, touch, waitUntil } from './sync.ts';

/** Brings a container that is to run one thing nearer to it. */
export function advanceContainer(sync: Sync, placed: PlacedContainer): void {
  const own = runtimeOf(sync, placed);
  switch (own.phase.is) {
    case 'running':
      return;
    case 'exited':
      restart(sync, placed, own, own.phase);
      return;
    case 'creating':
      start(sync, placed, own, own.phase);
      return;
    case 'waiting':
      if (own.phase.reason === 'CrashLoopBackOff')
        endBackOff(sync, placed, own, own.phase.until ?? 0);
      else prepare(sync, placed, own);
      return;
    default:
      prepare(sync, placed, own);
  }
}

/** The image, then the configuration, then the container. */
function prepare(sync: Sync, placed: PlacedContainer, own: ContainerRuntime): void {
  const isConfigured =
    own.phase.is === 'waiting' &&
    ['CreateContainerConfigError', 'CreateContainerError'].includes(own.phase.reason);
  // With a configuration that was wrong the image is there already.
  if (!isConfigured && !ensureImage(sync, placed, own)) return;
  const loaded = imageOf(sync, placed.container);
  if (!loaded || !tryConfigure(sync, placed, own, loaded)) return;
  own.attempts += 1;
  if (own.attempts > 1) own.restartBackOff = nextBackOff(own.restartBackOff, sync.world.awake);
  clearContainer(sync, placed);
  const attempt = String(own.attempts);
  const id = sync.world
    .random('container-id', sync.runtime.uid, placed.container.name, attempt)
    .hex(64);
  record(sync, 'Normal', 'Created', 'Container created', placed);
  const length = lengthOf(sync, timing.start, 'start', placed.container.name, attempt);
  own.phase = { is: 'creating', id, until: sync.world.awake + length };
  touch(sync);
}

function tryConfigure(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  loaded: LoadedImage,
): Readonly<Record<string, string>> | undefined {
  try {
    return configure(sync, placed, loaded);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { message } = error;
    const isSame = own.phase.is === 'waiting' && own.phase.message === message;
    if (isSame) tryOnceMore(sync, placed, own, message);
    else failConfiguration(sync, placed, own, message, sync.world.awake + timing.relist);
    return undefined;
  }
}

/** `until`: when the kubelet tries again, because it has noticed the pod's new sandbox. */
function failConfiguration(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  message: string,
  until?: number,
): void {
  record(sync, 'Warning', 'Failed', `Error: ${message}`, placed);
  const reason = 'CreateContainerConfigError';
  own.phase = { is: 'waiting', reason, message, ...(until === undefined ? {} : { until }) };
  touch(sync);
}

/** After that only a change makes it try anew; upstream goes on every ten seconds or so. */
function tryOnceMore(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  message: string,
): void {
  const until = own.phase.is === 'waiting' ? own.phase.until : undefined;
  if (until === undefined) return;
  if (sync.world.awake < until) {
    waitUntil(sync, until, `${placed.container.name}'s configuration is looked for again`);
    return;
  }
  tellPresentImage(sync, placed);
  failConfiguration(sync, placed, own, message);
}

function start(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  { id, until }: { id: string; until: number },
): void {
  const { container } = placed;
  if (sync.world.awake < until) {
    waitUntil(sync, until, `${sync.runtime.name}'s container ${container.name} starts`);
    return;
  }
  const loaded = imageOf(sync, container);
  const env = loaded && tryConfigure(sync, placed, own, loaded);
  if (!loaded || !env) return;
  const result = startMain(sync, placed, loaded, env);
  touch(sync);
  if ('error' in result) {
    record(sync, 'Warning', 'Failed', `Error: ${result.error}`, placed);
    own.phase = failedStart(sync, id, result.error);
    return;
  }
  record(sync, 'Normal', 'Started', 'Container started', placed);
  const phase: Running = {
    is: 'running',
    id,
    startedAt: sync.world.now,
    startedAwake: sync.world.awake,
    isStarted: !container.startupProbe && !container.lifecycle?.postStart,
    isReady: false,
    probes: {},
  };
  own.phase = phase;
  delete own.crashLoop;
  runContainer(sync, placed);
  if (container.lifecycle?.postStart && own.phase === phase)
    startPostStart(sync, placed, phase, container.lifecycle.postStart);
}

/** A main process that could not be started counts as one that ended with 128. */
function failedStart(sync: Sync, id: string, message: string): { is: 'exited' } & Ended {
  const { now, awake } = sync.world;
  return {
    is: 'exited',
    id,
    exitCode: 128,
    reason: 'StartError',
    message,
    startedAt: 0,
    finishedAt: now,
    finishedAwake: awake,
  };
}

/** An end is seen by the next relisting; then the container starts again, or backs off. */
function restart(sync: Sync, placed: PlacedContainer, own: ContainerRuntime, ended: Ended): void {
  const seen = ended.finishedAwake + timing.relist;
  const { name, namespace, uid } = sync.runtime;
  if (sync.world.awake < seen) {
    waitUntil(sync, seen, `the end of ${name}'s container ${placed.container.name} is noticed`);
    return;
  }
  const end = backOffEnd(own.restartBackOff, ended.finishedAwake);
  own.last = stripPhase(ended);
  touch(sync);
  if (end === undefined || sync.world.awake >= end) {
    own.phase = { is: 'new' };
    return;
  }
  const what = `failed container`;
  const pod = `${name}_${namespace}(${uid})`;
  const length = goDuration(own.restartBackOff?.ms ?? 0);
  const message = `back-off ${length} restarting ${what}=${placed.container.name} pod=${pod}`;
  own.phase = { is: 'waiting', reason: 'CrashLoopBackOff', message, until: end };
  own.crashLoop = message;
  const text = `Back-off restarting ${what} ${placed.container.name} in pod ${pod}`;
  record(sync, 'Warning', 'BackOff', text, placed);
}

function endBackOff(
  sync: Sync,
  { container }: PlacedContainer,
  own: ContainerRuntime,
  until: number,
): void {
  if (sync.world.awake < until) {
    waitUntil(sync, until, `CrashLoopBackOff of ${sync.runtime.name}'s ${container.name} ends`);
    return;
  }
  own.phase = { is: 'new' };
  touch(sync);
}

function stripPhase(ended: Ended): Ended {
  const { id, exitCode, signal, reason, message, startedAt, finishedAt, finishedAwake } = ended;
  return {
    id,
    exitCode,
    ...(signal === undefined ? {} : { signal }),
    reason,
    ...(message === undefined ? {} : { message }),
    startedAt,
    finishedAt,
    finishedAwake,
  };
}
