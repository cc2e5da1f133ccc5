import { addressCursors, nextAddress, podAddresses } from '../network/ipam.ts';
import { timing } from './limits.ts';
import { lengthOf, record, type Sync, touch, waitUntil } from './sync.ts';

/** Gives a pod its sandbox and address: true once it has them. */
export function ensureSandbox(sync: Sync): boolean {
  const { runtime, world } = sync;
  const { sandbox } = runtime;
  if (sandbox.is === 'ready') return true;
  if (sandbox.is === 'none') {
    const length = lengthOf(sync, timing.sandbox, 'sandbox');
    runtime.sandbox = { is: 'creating', until: world.awake + length };
    touch(sync);
    return false;
  }
  if (sandbox.is === 'stopped') return false;
  if (world.awake < sandbox.until) {
    waitUntil(sync, sandbox.until, `the sandbox of ${runtime.name} is created`);
    return false;
  }
  const ip = takeAddress(sync);
  if (ip === undefined) {
    const why = 'failed to allocate for range 0: no IP addresses available in range set';
    record(sync, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${why}`);
    runtime.sandbox = { is: 'creating', until: world.awake + timing.firstBackOff };
  } else runtime.sandbox = { is: 'ready', ip };
  touch(sync);
  return runtime.sandbox.is === 'ready';
}

/** Frees the address; the pod's status keeps it. */
export function stopSandbox(sync: Sync): void {
  const { runtime } = sync;
  if (runtime.sandbox.is !== 'ready') return;
  const { ip } = runtime.sandbox;
  freeAddress(sync, ip);
  runtime.sandbox = { is: 'stopped', ip };
  touch(sync);
}

function freeAddress({ world, runtime }: Sync, ip: string): void {
  world.setRecord(podAddresses, { namespace: ip, name: runtime.uid }, undefined);
}

function takeAddress(sync: Sync): string | undefined {
  const { world, runtime, pod, kubelet } = sync;
  const { uid, namespace, name, node } = runtime;
  const value = { namespace, name, uid, node };
  if (pod.spec.hostNetwork) {
    world.setRecord(podAddresses, { namespace: kubelet.address, name: uid }, value);
    return kubelet.address;
  }
  const cursor = { namespace: '', name: node };
  const last = world.read.record(addressCursors, cursor)?.lastHost ?? 1;
  const next = nextAddress(world.read, kubelet.index, last);
  if (!next) return undefined;
  world.setRecord(addressCursors, cursor, { lastHost: next.host });
  world.setRecord(podAddresses, { namespace: next.address, name: uid }, value);
  return next.address;
}
