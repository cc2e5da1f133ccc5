import type { ClusterState } from '../state/cluster.ts';
import { idOf, type NodeView, ofKind, type PodView, refOf } from '../state/objects.ts';
import { podThings } from './pods.ts';
import { quantity } from './quantity.ts';
import type { NodeThing, PodThing, Relation, Scene, ShelfThing } from './scene.ts';
import { serviceThings } from './services.ts';
import { storageThings } from './storage.ts';
import { workloadThings } from './workloads.ts';

/** What there is to show of a namespace. `now` is the cluster's time, `chosen` a selected id. */
export function sceneOf(
  state: ClusterState,
  namespace: string,
  now: number,
  chosen?: string,
): Scene {
  const present = podThings(state, namespace, now);
  const { workloads, ghosts, waits: turns } = workloadThings(state, namespace, present);
  // A pod that should come back is a ghost, no longer one that has just gone.
  const awaited = new Set(ghosts.map(({ id }) => id));
  const kept = present.filter(({ id, tone }) => tone !== 'gone' || !awaited.has(id));
  const waiting = new Set(turns.map(({ from }) => from));
  const pods = [...kept, ...ghosts].map((pod) => takesTurn(pod, waiting));
  const storage = storageThings(state, namespace, pods);
  const services = serviceThings(state, namespace, pods);
  const scene = {
    namespace,
    nodes: nodeThings(state),
    pods,
    services,
    workloads,
    storage,
    waits: mergeRelations(turns, waitRelations(state)),
  };
  const shelf = shelfThings(state, namespace, scene, chosen);
  return { ...scene, shelf, relations: relationsOf(state, scene) };
}

/** Namespaces that a learner may care about, `default` first. */
export function namespacesOf(state: ClusterState): readonly string[] {
  const found = new Set(['default']);
  for (const { metadata } of state.objects.values()) {
    const { namespace } = metadata;
    if (namespace && !namespace.startsWith('kube-')) found.add(namespace);
  }
  return [...found];
}

function takesTurn(pod: PodThing, waiting: ReadonlySet<string>): PodThing {
  if (pod.said.word !== 'running' || !waiting.has(pod.id)) return pod;
  return { ...pod, said: { word: 'its-turn' } };
}

function nodeThings(state: ClusterState): NodeThing[] {
  const pods = ofKind(state.objects, 'Pod');
  return ofKind(state.objects, 'Node').map((node) => {
    const here = pods.filter(({ spec }) => spec?.nodeName === node.metadata.name);
    const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
    return {
      id: idOf(refOf(node)),
      name: node.metadata.name,
      cordoned: node.spec?.unschedulable === true,
      lost: ready !== undefined && ready.status !== 'True',
      cpu: shareOf(node, here, 'cpu'),
      memory: shareOf(node, here, 'memory'),
    };
  });
}

function shareOf(node: NodeView, pods: readonly PodView[], resource: string): number | undefined {
  const all = quantity(node.status?.allocatable?.[resource] ?? '');
  if (!all) return undefined;
  const asked = pods
    .flatMap(({ spec }) => spec?.containers ?? [])
    .map(({ resources }) => quantity(resources?.requests?.[resource] ?? '0') ?? 0)
    .reduce((sum, value) => sum + value, 0);
  return asked / all;
}

function waitRelations(state: ClusterState): Relation[] {
  return state.waits.flatMap(({ subject, on }) =>
    on && subject.kind === 'Pod' ? [{ from: idOf(subject), to: idOf(on) }] : [],
  );
}

function mergeRelations(...lists: readonly (readonly Relation[])[]): Relation[] {
  const seen = new Map<string, Relation>();
  for (const relation of lists.flat()) seen.set(`${relation.from} ${relation.to}`, relation);
  return [...seen.values()];
}

type Bare = Omit<Scene, 'shelf' | 'relations'>;

function relationsOf(state: ClusterState, scene: Bare): Relation[] {
  const found: Relation[] = [];
  for (const pod of scene.pods) {
    if (pod.owner) found.push({ from: pod.owner, to: pod.id });
    if (pod.node) found.push({ from: `Node//${pod.node}`, to: pod.id });
    for (const claim of pod.claims) found.push({ from: pod.id, to: claim });
  }
  for (const { claim, volume } of scene.storage)
    if (claim && volume) found.push({ from: claim.id, to: volume.id });
  for (const service of scene.services) {
    for (const pod of service.pods) found.push({ from: service.id, to: pod });
    for (const { pod } of service.names) found.push({ from: service.id, to: pod });
  }
  for (const { from, to } of configUses(state, scene.namespace)) found.push({ from, to });
  return mergeRelations(found);
}

/** Which pods use which ConfigMaps and Secrets, and which claims name which class. */
function configUses(state: ClusterState, namespace: string): Relation[] {
  const pods = ofKind(state.objects, 'Pod').filter((pod) => pod.metadata.namespace === namespace);
  const used = pods.flatMap((pod) =>
    (pod.spec?.volumes ?? []).flatMap(({ configMap, secret }) => [
      ...(configMap?.name ? [use(pod, 'ConfigMap', configMap.name)] : []),
      ...(secret?.secretName ? [use(pod, 'Secret', secret.secretName)] : []),
    ]),
  );
  const classes = ofKind(state.objects, 'PersistentVolumeClaim')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .flatMap((claim) => {
      const name = claim.spec?.storageClassName;
      return name ? [{ from: idOf(refOf(claim)), to: `StorageClass//${name}` }] : [];
    });
  return [...used, ...classes];
}

function use(pod: PodView, kind: string, name: string): Relation {
  const namespace = pod.metadata.namespace ?? '';
  return { from: idOf(refOf(pod)), to: idOf({ kind, namespace, name }) };
}

const defaultClass = 'storageclass.kubernetes.io/is-default-class';

/** Only what belongs to something shown that needs it now: mounted files, a class in question. */
function shelfThings(
  state: ClusterState,
  namespace: string,
  scene: Bare,
  chosen: string | undefined,
): ShelfThing[] {
  const uses = configUses(state, namespace);
  const inQuestion = new Set(
    scene.storage.flatMap(({ claim }) => (claim && claim.tone !== 'well' ? [claim.id] : [])),
  );
  const shown = new Set(
    uses
      .filter(({ from, to }) => {
        if (!to.startsWith('StorageClass')) return true;
        return inQuestion.has(from) || from === chosen || to === chosen;
      })
      .map(({ to }) => to),
  );
  const kinds = ['ConfigMap', 'Secret', 'StorageClass'] as const;
  return kinds.flatMap((kind) =>
    ofKind(state.objects, kind).flatMap((object) => {
      const id = idOf(refOf(object));
      if (!shown.has(id)) return [];
      const isDefault = object.metadata.annotations?.[defaultClass] === 'true';
      return [{ id, kind, name: object.metadata.name, isDefault }];
    }),
  );
}
