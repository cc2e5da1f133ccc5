import type { LifecycleHandler } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import type { Running } from './container-state.ts';
import { checkHook, startHook } from './hooks.ts';
import type { PlacedContainer } from './spec.ts';
import { beginStop } from './stop.ts';
import { record, type Sync, touch } from './sync.ts';

/** Starts a container's postStart hook; the container is not ready before its end. */
export function startPostStart(
  sync: Sync,
  placed: PlacedContainer,
  phase: Running,
  handler: Frozen<LifecycleHandler>,
): void {
  phase.postStart = startHook(sync, placed, handler);
  touch(sync);
  advancePostStart(sync, placed, phase);
}

/** Moves a postStart hook on; a container whose hook failed is killed. */
export function advancePostStart(sync: Sync, placed: PlacedContainer, phase: Running): void {
  const { postStart } = phase;
  if (!postStart) return;
  const result = checkHook(sync, placed, postStart);
  if (result === 'running') return;
  delete phase.postStart;
  touch(sync);
  if (result === 'over') {
    phase.isStarted = !placed.container.startupProbe;
    return;
  }
  record(sync, 'Warning', 'FailedPostStartHook', `PostStartHook failed: ${result.error}`, placed);
  const message = `Container ${placed.container.name} failed post-start hook, will be restarted`;
  beginStop(sync, placed, phase, sync.pod.spec.terminationGracePeriodSeconds, message);
}
