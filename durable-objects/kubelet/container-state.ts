import type { Duration, Instant } from '../lib/instant.ts';

/** What the runtime knows about one container of a pod. */
export interface ContainerRuntime {
  phase: ContainerPhase;
  /** How often it has been created; restartCount is one less, from the second on. */
  attempts: number;
  /** The run before the present one. */
  last?: Ended;
  /** CrashLoopBackOff's message, shown until the container runs again. */
  crashLoop?: string;
  /** Restart back-off: after its end the next restart waits this long. */
  restartBackOff?: BackOff;
  pullBackOff?: BackOff;
  /** What the image's name led to when it was last looked at. */
  image?: { reference: string; id: string };
}

/** client-go's flowcontrol.Backoff entry. */
export interface BackOff {
  ms: Duration;
  updatedAt: Duration;
}

export type ContainerPhase =
  /** Nothing tried yet, or all of it again. */
  | { is: 'new' }
  /** Waiting with a reason that is shown; `until` when time alone ends it. */
  | { is: 'waiting'; reason: string; message: string; until?: Duration }
  | { is: 'pulling'; since: Duration; until: Duration }
  | { is: 'creating'; id: string; until: Duration }
  | Running
  | ({ is: 'exited' } & Ended);

export interface Running {
  is: 'running';
  id: string;
  startedAt: Instant;
  startedAwake: Duration;
  /** A startup probe has passed, or there is none, and postStart is over. */
  isStarted: boolean;
  isReady: boolean;
  probes: { [type: string]: ProbeState };
  /** The postStart hook, while it runs. */
  postStart?: Hook;
  stop?: Stop;
}

/** A container that is being stopped. */
export interface Stop {
  since: Duration;
  /** When KILL follows. */
  deadline: Duration;
  /** The preStop hook, while it runs. */
  preStop?: Hook;
  isSignalled: boolean;
}

/** A hook or probe command that is running as a session of the container's process table. */
export interface Hook {
  pid?: number;
  /** When it is given up, or a sleep is over. */
  until: Duration;
}

/** How a container ended. */
export interface Ended {
  id: string;
  exitCode: number;
  signal?: number;
  reason: string;
  message?: string;
  startedAt: Instant;
  finishedAt: Instant;
  finishedAwake: Duration;
}

/**
 * One probe of one run of a container. When it runs again: see probes.ts. `inputs` is the
 * fingerprint of what its last result depended on, '' when that always changes.
 */
export interface ProbeState {
  lastRun?: Duration;
  /** The latest run of equal results. */
  successes: number;
  failures: number;
  /** Whether the thresholds were met, one way or the other. */
  result?: 'success' | 'failure';
  inputs: string;
  /** When the last answer changes by itself, as its server said. */
  validUntil?: Duration;
  running?: Hook & { inputs: string };
}
