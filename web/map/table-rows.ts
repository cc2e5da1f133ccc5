import type {
  NodeThing,
  PodThing,
  Said,
  Scene,
  ServiceThing,
  StorageThing,
  Tone,
  WorkloadThing,
} from './scene.ts';

export interface Row {
  readonly id: string;
  readonly uid: string;
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly tone: Tone;
  readonly why: string;
  readonly node: string;
  readonly related: string;
  readonly since: string;
  /** Below the ground line. */
  readonly below: boolean;
}

export type SortColumn = 'kind' | 'name' | 'state' | 'node' | 'since';

interface Words {
  readonly said: (said: Said) => string;
  readonly because: (id: string) => string;
}

const plain = { uid: '', why: '', node: '', related: '', since: '', below: false };

/** One row per object of the scene. */
export function rowsOf(scene: Scene, words: Words): readonly Row[] {
  return [
    ...scene.services.map(serviceRow),
    ...scene.nodes.map(nodeRow),
    ...scene.workloads.map((workload) => workloadRow(workload, words)),
    ...scene.pods.map((pod) => podRow(pod, words)),
    ...scene.storage.flatMap((thing) => storageRows(thing, words)),
  ];
}

function serviceRow(service: ServiceThing): Row {
  return {
    ...plain,
    id: service.id,
    kind: 'Service',
    name: service.name,
    state: service.missing ? 'NotFound' : service.address,
    tone: service.missing ? 'ghost' : 'well',
    related: service.pods.map(nameOf).join(', '),
  };
}

function nodeRow(node: NodeThing): Row {
  return {
    ...plain,
    id: node.id,
    kind: 'Node',
    name: node.name,
    state: node.lost ? 'NotReady' : node.cordoned ? 'SchedulingDisabled' : 'Ready',
    tone: node.lost ? 'fail' : node.cordoned ? 'wait' : 'well',
  };
}

function workloadRow(workload: WorkloadThing, words: Words): Row {
  return {
    ...plain,
    id: workload.id,
    kind: workload.kind,
    name: workload.name,
    state: `${workload.current}/${workload.desired}`,
    tone: workload.current === workload.desired ? 'well' : 'wait',
    why: words.because(workload.id),
  };
}

function podRow(pod: PodThing, words: Words): Row {
  return {
    ...plain,
    id: pod.id,
    uid: pod.uid,
    kind: 'Pod',
    name: pod.name,
    state: words.said(pod.said),
    tone: pod.tone,
    why: pod.fact ?? words.because(pod.id),
    node: pod.node,
    related: pod.claims.map(nameOf).join(', '),
    since: pod.created,
  };
}

/** A claim, its volume, or both. */
function storageRows({ claim, volume }: StorageThing, words: Words): readonly Row[] {
  const rows: Row[] = [];
  if (claim)
    rows.push({
      ...plain,
      id: claim.id,
      kind: 'PersistentVolumeClaim',
      name: claim.name,
      state: claim.phase,
      tone: claim.tone,
      why: words.because(claim.id),
      related: [...claim.users.map(nameOf), volume?.name ?? ''].filter(Boolean).join(', '),
      below: true,
    });
  if (volume)
    rows.push({
      ...plain,
      id: volume.id,
      kind: 'PersistentVolume',
      name: volume.name,
      state: volume.phase,
      tone: volume.tone,
      why: volume.marker === undefined ? '' : `"${volume.marker}"`,
      related: claim?.name ?? volume.formerClaim ?? '',
      below: true,
    });
  return rows;
}

function nameOf(id: string): string {
  return id.split('/')[2] ?? id;
}

/** Rows by a column; by kind they stay as they are. */
export function sorted(rows: readonly Row[], by: SortColumn): readonly Row[] {
  if (by === 'kind') return rows;
  return rows.toSorted((a, b) => a[by].localeCompare(b[by], 'en', { numeric: true }));
}
