import { type Pod, pods } from '../api/index.ts';
import { type Key, keyOf } from '../apimachinery/meta.ts';
import type { Controller, Outcome } from '../control/controller.ts';
import type { World } from '../control/world.ts';
import { type Frozen, thaw } from '../lib/json.ts';
import { fileRecords } from '../volumes/contents/index.ts';
import type { ImageCatalog } from './images/index.ts';
import { runningKubelet } from './node.ts';
import { syncPod } from './pod-sync.ts';
import {
  containerProcesses,
  kubelets,
  type PodRuntime,
  podGroup,
  podOfGroup,
  podRuntimes,
} from './records.ts';
import { forgetPod } from './remove.ts';
import { createListeners } from './servers.ts';
import { execSessions } from './sessions.ts';
import type { PodWait, Sync } from './sync.ts';
import { podsByReference, podsOnContents, podsOnNode } from './wakes.ts';

/** Drives pods through their lives on their nodes: all kubelets of the cluster in one. */
export function createPodController(catalog: ImageCatalog): Controller {
  return {
    name: 'kubelet',
    component: 'kubelet',
    wakes(change, read) {
      if (change.resource.plural === pods.plural && change.resource.group === '')
        return [change.key];
      return podsByReference(change, read);
    },
    wakesOnRecord({ record, key }, read) {
      switch (record.record) {
        case podRuntimes.record:
        case execSessions.record:
          return [podOfGroup(key.namespace)];
        case containerProcesses.record: {
          const group = read.record(containerProcesses, key)?.group;
          return group === undefined ? [] : [podOfGroup(group)];
        }
        case kubelets.record:
          return podsOnNode(read, key.name);
        case fileRecords.record:
          return podsOnContents(read, key.namespace);
        default:
          return [];
      }
    },
    reconcile: (key, world) => reconcile(catalog, key, world),
  };
}

function reconcile(catalog: ImageCatalog, key: Key, world: World): Outcome {
  const pod = world.read.get(pods, key);
  const runtimes = world.read.records(podRuntimes, podGroup(key));
  for (const { value } of runtimes) if (value.uid !== pod?.metadata.uid) forgetPod(world, value);
  const kubelet = runningKubelet(world.read, pod?.spec.nodeName);
  if (!pod || !kubelet) return undefined;
  const sync: Sync = {
    pod,
    world,
    kubelet,
    catalog,
    listeners: createListeners(world, catalog),
    runtime: runtimeFor(world, pod),
    waits: [],
    isChanged: false,
  };
  syncPod(sync);
  return outcomeOf(world, sync.waits);
}

function runtimeFor(world: World, pod: Frozen<Pod>): PodRuntime {
  const { uid, namespace = '', name } = pod.metadata;
  const key = { namespace: podGroup(keyOf(pod)), name: uid };
  const stored = world.read.record(podRuntimes, key);
  if (stored) return thaw<PodRuntime>(stored);
  return {
    uid,
    namespace,
    name,
    node: pod.spec.nodeName ?? '',
    admittedAt: world.now,
    admittedAwake: world.awake,
    sandbox: { is: 'none' },
    failedMounts: {},
    isMounted: false,
    containers: {},
  };
}

/** The soonest of what is waited for, on the calendar. */
function outcomeOf({ now, awake }: World, waits: readonly PodWait[]): Outcome {
  const next = waits.reduce<PodWait | undefined>(
    (soonest, wait) => (!soonest || wait.until < soonest.until ? wait : soonest),
    undefined,
  );
  return next && { requeueAt: now + Math.max(0, next.until - awake), because: next.because };
}
