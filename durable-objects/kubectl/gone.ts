import { isObject, type Json } from '../lib/json.ts';
import { KubectlError, StatusFailure } from './failure.ts';
import { type Call, type Outcome, whenChanged } from './verb.ts';

/** An object that is to go. */
export interface Leaving {
  readonly path: string;
  readonly uid: string;
  readonly title: string;
}

/** A wait for objects to be gone, plain JSON. */
export interface WaitGone {
  readonly left: readonly Leaving[];
  /** In awake milliseconds; absent: as long as it takes. */
  readonly until?: number;
}

/** The wait for some objects; `timeoutMs` 0 is no limit. */
export function goneWork(call: Call, left: readonly Leaving[], timeoutMs: number): WaitGone {
  return { left, ...(timeoutMs > 0 ? { until: call.awake + timeoutMs } : {}) };
}

/** Waits until each is gone, or another of its name has come. */
export function waitGone(call: Call, { until, left: before }: WaitGone): Outcome {
  const left = before.filter(({ path, uid }) => isThere(call, path, uid));
  const [first] = left;
  if (!first) return 0;
  if (until !== undefined && call.awake >= until)
    throw new KubectlError(`timed out waiting for the condition on ${first.title}`);
  const next: WaitGone = { left, ...(until === undefined ? {} : { until }) };
  return whenChanged(next as unknown as Json, until);
}

function isThere({ cluster }: Call, path: string, uid: string): boolean {
  try {
    const { metadata } = cluster.request('GET', path);
    return uid === '' || (isObject(metadata) && metadata.uid === uid);
  } catch (error) {
    if (error instanceof StatusFailure && error.reason === 'NotFound') return false;
    throw error;
  }
}
