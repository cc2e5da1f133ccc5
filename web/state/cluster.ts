import type {
  ClockState,
  FromCluster,
  ObjectRef,
  VolumeData,
  Wait,
} from '../../durable-objects/console/protocol.ts';
import type { Results } from '../../durable-objects/grading/results.ts';
import { type Change, changesBetween, taskChanges } from './changes.ts';
import { homesAfter } from './homes.ts';
import { type AnyObject, changeKey, idOf, type Objects, refOf } from './objects.ts';

/** What the console knows of a cluster. Never changed in place: `reduce` makes the next one. */
export interface ClusterState {
  readonly readOnly: boolean;
  /** False until the first objects have come. */
  readonly known: boolean;
  readonly revision: number;
  readonly objects: Objects;
  readonly volumes: ReadonlyMap<string, VolumeData>;
  readonly waits: readonly Wait[];
  readonly results: Results | undefined;
  readonly clock: Clock | undefined;
  /** Objects that have just gone, newest last. */
  readonly gone: readonly Gone[];
  /** Newest first. */
  readonly log: readonly Change[];
  /** Which objects the last message changed, and when it came (local time). */
  readonly fresh: { readonly ids: ReadonlySet<string>; readonly at: number };
  /** The node on which each claim (by UID) was first used. */
  readonly homes: ReadonlyMap<string, string>;
}

export interface Clock extends ClockState {
  /** When the message came, by this machine's clock. */
  readonly receivedAt: number;
}

export interface Gone {
  readonly object: AnyObject;
  /** Cluster time. */
  readonly at: number;
}

export const unknownCluster: ClusterState = {
  readOnly: false,
  known: false,
  revision: -1,
  objects: new Map(),
  volumes: new Map(),
  waits: [],
  results: undefined,
  clock: undefined,
  gone: [],
  log: [],
  fresh: { ids: new Set(), at: 0 },
  homes: new Map(),
};

const logLimit = 40;
const goneLimit = 60;

/** The state after a message that came at `receivedAt` (ms since 1970). */
export function reduce(
  state: ClusterState,
  message: FromCluster,
  receivedAt: number,
): ClusterState {
  switch (message.type) {
    case 'hello':
      return {
        ...unknownCluster,
        readOnly: message.readOnly,
        clock: { ...message.clock, receivedAt },
      };
    case 'clock':
      return { ...state, clock: { ...message.clock, receivedAt } };
    case 'waits':
      return { ...state, waits: message.waits };
    case 'volumes':
      return withVolumes(state, message.volumes);
    case 'results':
      return withResults(state, message.results, receivedAt);
    case 'objects':
      return withObjects(state, message, receivedAt);
    default:
      return state;
  }
}

/** The cluster's time at a local moment. */
export function clusterNow(clock: Clock | undefined, localNow: number): number {
  return clock ? clock.now + Math.max(0, localNow - clock.receivedAt) : localNow;
}

function withVolumes(state: ClusterState, changed: readonly VolumeData[]): ClusterState {
  const volumes = new Map(state.volumes);
  for (const data of changed) volumes.set(data.volume, data);
  return { ...state, volumes };
}

function withResults(state: ClusterState, results: Results, receivedAt: number): ClusterState {
  const at = clusterNow(state.clock, receivedAt);
  const changes = taskChanges(state.results, results, at);
  return { ...state, results, log: [...changes, ...state.log].slice(0, logLimit) };
}

function withObjects(
  state: ClusterState,
  message: FromCluster & { type: 'objects' },
  receivedAt: number,
): ClusterState {
  // A message that was overtaken by a newer one says nothing new.
  if (!message.full && message.revision <= state.revision) return state;
  const objects = new Map(message.full ? [] : state.objects);
  for (const change of message.changes) {
    if (change.object) objects.set(changeKey(change), change.object);
    else objects.delete(changeKey(change));
  }
  const next = { ...state, known: true, revision: message.revision, objects };
  const homes = homesAfter(state.homes, objects);
  if (message.full) return { ...next, homes };
  const at = clusterNow(state.clock, receivedAt);
  const changes = changesBetween(state.objects, objects, message.changes, at);
  return {
    ...next,
    homes,
    gone: goneAfter(state, objects, message, at),
    log: [...changes.toReversed(), ...state.log].slice(0, logLimit),
    fresh: { ids: new Set(message.changes.map(idOfChange(state, objects))), at: receivedAt },
  };
}

function idOfChange(before: ClusterState, after: Objects) {
  return (change: Parameters<typeof changeKey>[0]): string => {
    const key = changeKey(change);
    const object = after.get(key) ?? before.objects.get(key);
    return object ? idOf(refOf(object)) : key;
  };
}

/** Adds what was removed, and drops what has come back under its name. */
function goneAfter(
  state: ClusterState,
  objects: Objects,
  message: FromCluster & { type: 'objects' },
  at: number,
): readonly Gone[] {
  const removed = message.changes.flatMap((change) => {
    const object = change.object ? undefined : state.objects.get(changeKey(change));
    return object && object.kind === 'Pod' ? [{ object, at }] : [];
  });
  const names = new Set<string>();
  for (const object of objects.values()) if (object.kind === 'Pod') names.add(idOf(refOf(object)));
  const isGone = (ref: ObjectRef): boolean => !names.has(idOf(ref));
  return [...state.gone, ...removed]
    .filter(({ object }) => isGone(refOf(object)))
    .slice(-goneLimit);
}
