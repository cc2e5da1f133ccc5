import type { ClusterState } from '../state/cluster.ts';
import { type EventView, idOf, ofKind, type PodView, refOf } from '../state/objects.ts';
import { containersOf, podState } from './pod-state.ts';
import { ordinalOf, type PodThing } from './scene.ts';

/** How long a pod that has gone stays on the map, in ms of the cluster's time. */
const goneForMs = 60_000;

/** The pods of a namespace: those that exist, and those that have just gone. */
export function podThings(state: ClusterState, namespace: string, now: number): PodThing[] {
  const events = eventsByObject(state);
  const isHere = (pod: PodView): boolean => (pod.metadata.namespace ?? '') === namespace;
  const present = ofKind(state.objects, 'Pod')
    .filter(isHere)
    .map((pod) => podThing(pod, eventsOf(pod, events)));
  const gone = state.gone.flatMap(({ object, at }) => {
    const [pod] = ofKind(new Map([['', object]]), 'Pod');
    if (!pod || !isHere(pod) || now - at > goneForMs) return [];
    const thing = podThing(pod, []);
    const said = { word: 'gone' as const, at };
    return [{ ...thing, tone: 'gone' as const, said, fact: undefined, span: undefined }];
  });
  return [...present, ...gone];
}

function podThing(pod: PodView, events: readonly EventView[]): PodThing {
  const { metadata, spec = {} } = pod;
  const namespace = metadata.namespace ?? '';
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const volumes = spec.volumes ?? [];
  return {
    id: idOf(refOf(pod)),
    name: metadata.name,
    node: spec.nodeName ?? '',
    uid: metadata.uid.slice(0, 4),
    owner: owner && idOf({ kind: owner.kind, namespace, name: owner.name }),
    ordinal: owner?.kind === 'StatefulSet' ? ordinalOf(metadata.name) : undefined,
    created: metadata.creationTimestamp,
    containers: containersOf(pod),
    claims: volumes.flatMap(({ persistentVolumeClaim: claim }) =>
      claim ? [idOf({ kind: 'PersistentVolumeClaim', namespace, name: claim.claimName })] : [],
    ),
    emptyDirs: volumes.flatMap(({ emptyDir, name }) => (emptyDir === undefined ? [] : [name])),
    hostPaths: volumes.flatMap(({ hostPath }) => (hostPath ? [hostPath.path] : [])),
    ...podState(pod, events),
  };
}

function eventsByObject(state: ClusterState): ReadonlyMap<string, readonly EventView[]> {
  const found = new Map<string, EventView[]>();
  const events = [...ofKind(state.objects, 'Event')];
  events.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  for (const event of events) {
    const of = event.involvedObject ?? event.regarding;
    const id = `${of?.kind}/${of?.namespace ?? ''}/${of?.name}`;
    found.set(id, [...(found.get(id) ?? []), event]);
  }
  return found;
}

/** When an event was seen last, as text. */
export function timeOf(event: EventView): string {
  return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
}

/** Events about this very pod: one of the same name that lived before has others. */
function eventsOf(
  pod: PodView,
  events: ReadonlyMap<string, readonly EventView[]>,
): readonly EventView[] {
  const all = events.get(idOf(refOf(pod))) ?? [];
  return all.filter((event) => timeOf(event) >= pod.metadata.creationTimestamp);
}
