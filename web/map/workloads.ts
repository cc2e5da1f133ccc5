import type { ClusterState } from '../state/cluster.ts';
import { idOf, ofKind, refOf, type WorkloadView } from '../state/objects.ts';
import type { PodThing, Relation, Tone, WorkloadThing } from './scene.ts';

/** Stateful sets and deployments, the pods that they should have, and what those wait for. */
export function workloadThings(
  state: ClusterState,
  namespace: string,
  pods: readonly PodThing[],
): { workloads: WorkloadThing[]; ghosts: PodThing[]; waits: Relation[] } {
  const isHere = ({ metadata }: WorkloadView): boolean => metadata.namespace === namespace;
  const sets = ofKind(state.objects, 'StatefulSet').filter(isHere);
  const deployments = ofKind(state.objects, 'Deployment').filter(isHere);
  const built = sets.map((set) => statefulSetThing(set, pods));
  const replicaSets = ofKind(state.objects, 'ReplicaSet').filter(isHere);
  const free = replicaSets.filter((set) => !set.metadata.ownerReferences?.length);
  return {
    workloads: [
      ...built.map(({ workload }) => workload),
      ...[...deployments, ...free].map((owner) => replicasThing(owner, replicaSets, pods)),
    ],
    ghosts: built.flatMap(({ ghosts }) => ghosts),
    waits: built.flatMap(({ waits }) => waits),
  };
}

function statefulSetThing(set: WorkloadView, pods: readonly PodThing[]) {
  const id = idOf(refOf(set));
  const own = pods.filter(({ owner }) => owner === id);
  const living = own.filter(({ tone }) => tone !== 'gone');
  const start = set.spec?.ordinals?.start ?? 0;
  const desired = set.spec?.replicas ?? 1;
  const ordered = set.spec?.podManagementPolicy !== 'Parallel';
  const wanted = Array.from({ length: desired }, (_, i) => start + i);
  const missing = wanted.filter((n) => !living.some(({ ordinal }) => ordinal === n));
  const ghosts = missing.map((n) => ghostOf(set, n, ordered ? n - 1 : undefined, start));
  const last = Math.max(start + desired - 1, ...own.map(({ ordinal = 0 }) => ordinal));
  const squares = Array.from({ length: Math.max(0, last - start + 1) }, (_, i): Tone => {
    const pod = living.find(({ ordinal }) => ordinal === start + i);
    return pod?.tone ?? 'ghost';
  });
  const workload: WorkloadThing = {
    id,
    kind: 'StatefulSet',
    name: set.metadata.name,
    current: living.length,
    desired,
    squares,
    ordered,
  };
  return { workload, ghosts, waits: ordered ? turns(living, ghosts, start + desired) : [] };
}

/** OrderedReady: each waits for its neighbour, upwards to be made, downwards to be removed. */
function turns(
  living: readonly PodThing[],
  ghosts: readonly PodThing[],
  end: number,
): readonly Relation[] {
  const at = (n: number): PodThing | undefined =>
    [...living, ...ghosts].find(({ ordinal }) => ordinal === n);
  const up = ghosts.flatMap(({ id, ordinal = 0 }) => {
    const before = at(ordinal - 1);
    return before && before.tone !== 'well' ? [{ from: id, to: before.id }] : [];
  });
  const down = living.flatMap(({ id, ordinal = 0, said }) => {
    const next = at(ordinal + 1);
    const condemned = ordinal >= end && said.word !== 'terminating';
    return condemned && next ? [{ from: id, to: next.id }] : [];
  });
  return [...up, ...down];
}

function ghostOf(
  set: WorkloadView,
  ordinal: number,
  before: number | undefined,
  start: number,
): PodThing {
  const namespace = set.metadata.namespace ?? '';
  const name = `${set.metadata.name}-${ordinal}`;
  const after =
    before === undefined || before < start ? undefined : `${set.metadata.name}-${before}`;
  const claims = (set.spec?.volumeClaimTemplates ?? []).map(({ metadata }) =>
    idOf({ kind: 'PersistentVolumeClaim', namespace, name: `${metadata?.name}-${name}` }),
  );
  return {
    id: idOf({ kind: 'Pod', namespace, name }),
    name,
    node: '',
    tone: 'ghost',
    said: { word: 'not-created', after },
    fact: undefined,
    uid: '',
    owner: idOf(refOf(set)),
    ordinal,
    created: '',
    containers: [],
    claims,
    emptyDirs: [],
    hostPaths: [],
    span: undefined,
  };
}

function replicasThing(
  owner: WorkloadView,
  replicaSets: readonly WorkloadView[],
  pods: readonly PodThing[],
): WorkloadThing {
  const id = idOf(refOf(owner));
  const sets = replicaSets
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid),
    )
    .map((set) => idOf(refOf(set)));
  const own = pods.filter(
    ({ owner: by, tone }) => tone !== 'gone' && by && (by === id || sets.includes(by)),
  );
  const desired = owner.spec?.replicas ?? 1;
  const squares = own.map(({ tone }) => tone);
  while (squares.length < desired) squares.push('ghost');
  const { kind, metadata } = owner;
  return { id, kind, name: metadata.name, current: own.length, desired, squares, ordered: false };
}
