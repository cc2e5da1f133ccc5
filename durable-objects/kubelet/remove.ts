import type { World } from '../control/world.ts';
import type { Frozen } from '../lib/json.ts';
import { podAddresses } from '../network/ipam.ts';
import {
  containerContents,
  contentsHeads,
  emptyDirsOf,
  removeContents,
  subPathContents,
} from '../volumes/contents/index.ts';
import { removeLogs } from './logs.ts';
import {
  containerProcesses,
  type PodRuntime,
  podGroup,
  podRuntimes,
  serverStates,
} from './records.ts';
import { execSessions, failureFrame } from './sessions.ts';
import { accessOf } from './sync.ts';

/** Forgets everything about a pod that is gone: processes, files, logs, its address. */
export function forgetPod(world: World, runtime: Frozen<PodRuntime>): void {
  const { uid } = runtime;
  const access = accessOf(world);
  for (const name of Object.keys(runtime.containers)) {
    world.setRecord(containerProcesses, { namespace: uid, name }, undefined);
    removeContents(access, containerContents(uid, name));
    removeLogs(access, { uid, container: name });
  }
  for (const { key } of world.read.records(serverStates, uid))
    world.setRecord(serverStates, key, undefined);
  const dying = [emptyDirsOf(uid), subPathContents(uid, '', 0).replace(/\/\/0$/, '/')];
  for (const { key } of world.read.records(contentsHeads, ''))
    if (dying.some((prefix) => key.name.startsWith(prefix))) removeContents(access, key.name);
  if ('ip' in runtime.sandbox)
    world.setRecord(podAddresses, { namespace: runtime.sandbox.ip, name: uid }, undefined);
  endSessions(world, runtime);
  world.setRecord(podRuntimes, { namespace: podGroup(runtime), name: uid }, undefined);
}

/** Clients of a pod that is gone are told so; they take the last frame and go. */
function endSessions(world: World, runtime: Frozen<PodRuntime>): void {
  for (const { key, value } of world.read.records(execSessions, podGroup(runtime))) {
    if (value.uid !== runtime.uid || value.isOver) continue;
    const last = failureFrame('the container is gone');
    world.setRecord(execSessions, key, { ...value, frames: [...value.frames, last], isOver: true });
  }
}
