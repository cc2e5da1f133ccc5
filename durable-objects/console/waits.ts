import {
  type PersistentVolumeClaim,
  type Pod,
  persistentVolumeClaims,
  pods,
  type StatefulSet,
  statefulSets,
} from '../api/index.ts';
import type { Deadline } from '../control/controller.ts';
import { type Instant, parseTime } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import { defineIndex, type Reader } from '../storage/store.ts';
import type { ObjectRef, Wait } from './protocol.ts';

/** Longest list that helps anybody. */
const maxWaits = 30;

/** Deadlines that are bookkeeping: nobody waits for them. */
const uninteresting = new Set(['event-expiry']);

const byOwner = defineIndex(pods, (pod) =>
  (pod.metadata.ownerReferences ?? []).map((owner) => owner.uid),
);

/**
 * Why things aren't happening: from the state of pods, claims and sets, and from what controllers
 * wait for. Root causes first, then what ends soonest. Times are the cluster's.
 */
export function waitsOf(read: Reader, deadlines: readonly Deadline[]): readonly Wait[] {
  const ends = new Map<string, Deadline>();
  for (const deadline of deadlines) {
    if (uninteresting.has(deadline.controller)) continue;
    ends.set(`${deadline.key.namespace}/${deadline.key.name}`, deadline);
  }
  const waits = [
    ...read.list(persistentVolumeClaims).flatMap((claim) => claimWait(claim)),
    ...read.list(pods).flatMap((pod) => podWait(pod, ends)),
    ...read.list(statefulSets).flatMap((set) => setWait(set, read)),
  ];
  return waits.sort(rootsFirst).slice(0, maxWaits);
}

function claimWait(claim: Frozen<PersistentVolumeClaim>): Wait[] {
  const subject = refOf(claim);
  if (claim.metadata.deletionTimestamp) {
    return [{ subject, because: 'stays until no pod uses it', ...sinceDeletion(claim) }];
  }
  if (claim.status.phase !== 'Pending') return [];
  const className = claim.spec.storageClassName;
  const because = className
    ? `waits for a volume of class ${className}`
    : 'waits for a volume; it names no class';
  return [{ subject, because, ...since(claim.metadata.creationTimestamp) }];
}

function podWait(pod: Frozen<Pod>, ends: ReadonlyMap<string, Deadline>): Wait[] {
  const subject = refOf(pod);
  const end = ends.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
  const until = end ? { until: end.at } : {};
  if (pod.metadata.deletionTimestamp) {
    const grace = parseTime(pod.metadata.deletionTimestamp) ?? 0;
    return [{ subject, because: 'is ending', ...sinceDeletion(pod), until: grace }];
  }
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return [];
  const created = since(pod.metadata.creationTimestamp);
  const unscheduled = pod.status.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  if (unscheduled?.message) {
    return [{ subject, because: unscheduled.message, ...since(unscheduled.lastTransitionTime) }];
  }
  const waiting = [
    ...(pod.status.initContainerStatuses ?? []),
    ...(pod.status.containerStatuses ?? []),
  ].find((status) => status.state?.waiting)?.state?.waiting;
  if (waiting) {
    const text = [waiting.reason, waiting.message].filter(Boolean).join(': ');
    return [{ subject, because: end?.because ?? text, ...created, ...until }];
  }
  const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return [];
  const because = end?.because ?? ready?.message ?? 'is being started';
  return [{ subject, because, ...since(ready?.lastTransitionTime), ...until }];
}

function setWait(set: Frozen<StatefulSet>, read: Reader): Wait[] {
  const own = read.byIndex(byOwner, set.metadata.uid);
  const blocking = own.find((pod) => !isReady(pod));
  const { spec, status } = set;
  if (spec.replicas === status.replicas && !blocking) return [];
  const change = `${status.replicas} → ${spec.replicas}`;
  if (!blocking) return [{ subject: refOf(set), because: change }];
  const does = blocking.metadata.deletionTimestamp ? 'to be gone' : 'to be Ready';
  return [
    {
      subject: refOf(set),
      because: `${change}: waits for ${blocking.metadata.name} ${does}`,
      on: refOf(blocking),
    },
  ];
}

function isReady(pod: Frozen<Pod>): boolean {
  const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
  return !pod.metadata.deletionTimestamp && ready?.status === 'True';
}

function refOf(object: {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}): ObjectRef {
  const { kind, metadata } = object;
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name };
}

function since(time: string | undefined): { since?: Instant } {
  const at = time === undefined ? undefined : parseTime(time);
  return at === undefined ? {} : { since: at };
}

function sinceDeletion(object: {
  readonly metadata: {
    readonly deletionTimestamp?: string;
    readonly deletionGracePeriodSeconds?: number;
  };
}): { since?: Instant } {
  const end = parseTime(object.metadata.deletionTimestamp ?? '');
  if (end === undefined) return {};
  return { since: end - 1_000 * (object.metadata.deletionGracePeriodSeconds ?? 0) };
}

function rootsFirst(a: Wait, b: Wait): number {
  const isRoot = (wait: Wait): number => (wait.on ? 1 : 0);
  return (
    isRoot(a) - isRoot(b) ||
    (a.until ?? Number.MAX_SAFE_INTEGER) - (b.until ?? Number.MAX_SAFE_INTEGER)
  );
}
