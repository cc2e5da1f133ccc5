import { minute, second } from '../lib/instant.ts';

/** Upstream's timings, and how long simulated work takes (ranges in milliseconds). */
export const timing = {
  /** The first restart back-off, doubled up to the longest, forgotten after twice the longest. */
  firstBackOff: 10 * second,
  longestBackOff: 300 * second,
  /** How long an end is shown as such before the kubelet acts: its relisting of containers. */
  relist: 1 * second,
  /** How long ErrImagePull is shown before ImagePullBackOff. */
  pullFailureShown: 2 * second,
  /** Mounting is tried again after 500 ms, doubled up to this. */
  firstMountRetry: 500,
  longestMountRetry: 2 * minute + 2 * second,
  sandbox: [200, 400],
  pull: [300, 950],
  /** Asking the registry about an image that is on the node already (policy Always). */
  check: [200, 500],
  start: [100, 300],
  /** From the end of the last container to the pod's removal: unmounting, the sandbox. */
  removal: [400, 900],
  /** A step that used up its budget of instructions goes on after this. */
  busy: 20,
  /** A preStop hook that overruns leaves the container this much, as upstream's minimum grace. */
  minimumGrace: 2 * second,
} as const;

/** Limits of what one container may leave behind. */
export const kubeletLimits = {
  /** Log kept of one container's runs; beyond it the oldest lines go, as with log rotation. */
  logBytes: 1 << 20,
  /** Lines of one log record: what is rewritten when a line is added. */
  logSegmentBytes: 8 << 10,
  /** Output of a session that its client has not taken; the process then waits. */
  sessionBytes: 1 << 20,
  /** Sessions of one pod at once. */
  sessions: 32,
  /** Shown of a failed probe's output, as upstream. */
  probeOutputBytes: 10 << 10,
  /** /dev/termination-log, as upstream. */
  terminationMessageBytes: 4_096,
  /** The log's end that FallbackToLogsOnError shows, as upstream. */
  fallbackLogBytes: 2_048,
  fallbackLogLines: 80,
} as const;
