import type { Said, Scene, Tone } from './scene.ts';

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

/** One row per object of the scene. */
export function rowsOf(scene: Scene, words: Words): readonly Row[] {
  const name = (id: string): string => id.split('/')[2] ?? id;
  const plain = { uid: '', why: '', node: '', related: '', since: '', below: false };
  return [
    ...scene.services.map(
      (service): Row => ({
        ...plain,
        id: service.id,
        kind: 'Service',
        name: service.name,
        state: service.missing ? 'NotFound' : service.address,
        tone: service.missing ? 'ghost' : 'well',
        related: service.pods.map(name).join(', '),
      }),
    ),
    ...scene.nodes.map(
      (node): Row => ({
        ...plain,
        id: node.id,
        kind: 'Node',
        name: node.name,
        state: node.lost ? 'NotReady' : node.cordoned ? 'SchedulingDisabled' : 'Ready',
        tone: node.lost ? 'fail' : node.cordoned ? 'wait' : 'well',
      }),
    ),
    ...scene.workloads.map(
      (workload): Row => ({
        ...plain,
        id: workload.id,
        kind: workload.kind,
        name: workload.name,
        state: `${workload.current}/${workload.desired}`,
        tone: workload.current === workload.desired ? 'well' : 'wait',
        why: words.because(workload.id),
      }),
    ),
    ...scene.pods.map(
      (pod): Row => ({
        ...plain,
        id: pod.id,
        uid: pod.uid,
        kind: 'Pod',
        name: pod.name,
        state: words.said(pod.said),
        tone: pod.tone,
        why: pod.fact ?? words.because(pod.id),
        node: pod.node,
        related: pod.claims.map(name).join(', '),
        since: pod.created,
      }),
    ),
    ...scene.storage.flatMap(({ claim, volume }): Row[] => [
      ...(claim
        ? [
            {
              ...plain,
              id: claim.id,
              kind: 'PersistentVolumeClaim',
              name: claim.name,
              state: claim.phase,
              tone: claim.tone,
              why: words.because(claim.id),
              related: [...claim.users.map(name), volume?.name ?? ''].filter(Boolean).join(', '),
              below: true,
            },
          ]
        : []),
      ...(volume
        ? [
            {
              ...plain,
              id: volume.id,
              kind: 'PersistentVolume',
              name: volume.name,
              state: volume.phase,
              tone: volume.tone,
              why: volume.marker === undefined ? '' : `"${volume.marker}"`,
              related: claim?.name ?? volume.formerClaim ?? '',
              below: true,
            },
          ]
        : []),
    ]),
  ];
}

export function sorted(rows: readonly Row[], by: SortColumn): readonly Row[] {
  if (by === 'kind') return rows;
  return rows.toSorted((a, b) => a[by].localeCompare(b[by], 'en', { numeric: true }));
}
