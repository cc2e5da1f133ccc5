import { describe, expect, test } from 'vitest';
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/index.ts';
import { type ClaimView, planClaim } from './claim-plan.ts';

interface ClaimNotes {
  bound?: true;
  volumeName?: string;
  className?: string;
  selectedNode?: string;
  modes?: string[];
}

interface VolumeNotes {
  /** `uid`, `name` (without a UID) or `other` (another claim's). */
  claimRef?: 'uid' | 'name' | 'other';
  size?: string;
  className?: string;
  mode?: string;
  modes?: string[];
  deleting?: true;
}

function claim(notes: ClaimNotes): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'data',
      namespace: 'default',
      uid: 'c1',
      resourceVersion: '1',
      creationTimestamp: '2026-11-20T00:00:00Z',
      annotations: {
        ...(notes.bound ? { 'pv.kubernetes.io/bind-completed': 'yes' } : {}),
        ...(notes.selectedNode ? { 'volume.kubernetes.io/selected-node': notes.selectedNode } : {}),
      },
    },
    spec: {
      accessModes: notes.modes ?? ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      volumeMode: 'Filesystem',
      ...(notes.volumeName === undefined ? {} : { volumeName: notes.volumeName }),
      ...(notes.className === undefined ? {} : { storageClassName: notes.className }),
    },
    status: { phase: 'Pending' },
  };
}

function volume(notes: VolumeNotes): PersistentVolume {
  const reference = { kind: 'PersistentVolumeClaim', namespace: 'default' };
  const references = {
    uid: { ...reference, name: 'data', uid: 'c1' },
    name: { ...reference, name: 'data' },
    other: { ...reference, name: 'other', uid: 'c2' },
  };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: 'pv',
      uid: 'v1',
      resourceVersion: '1',
      creationTimestamp: '2026-11-20T00:00:00Z',
      ...(notes.deleting ? { deletionTimestamp: '2026-11-20T00:00:00Z' } : {}),
    },
    spec: {
      capacity: { storage: notes.size ?? '1Gi' },
      accessModes: notes.modes ?? ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      volumeMode: notes.mode ?? 'Filesystem',
      ...(notes.className === undefined ? {} : { storageClassName: notes.className }),
      ...(notes.claimRef ? { claimRef: references[notes.claimRef] } : {}),
    },
    status: { phase: 'Available' },
  };
}

interface Surroundings {
  named?: VolumeNotes;
  match?: true;
  lateClass?: true;
  defaultClass?: true;
  pods?: string[];
}

function view(notes: Surroundings): ClaimView {
  const named = notes.named && volume(notes.named);
  const late = { volumeBindingMode: 'WaitForFirstConsumer' } as StorageClass;
  return {
    named,
    match: () => (notes.match ? volume({}) : undefined),
    storageClass: () => (notes.lateClass ? late : undefined),
    defaultClass: notes.defaultClass
      ? ({ metadata: { name: 'standard' } } as StorageClass)
      : undefined,
    unscheduled: notes.pods ?? [],
  };
}

/** One line for what is planned. */
function planned(claimNotes: ClaimNotes, surroundings: Surroundings): string {
  const step = planClaim(claim(claimNotes), view(surroundings));
  if (!step) return 'nothing';
  switch (step.do) {
    case 'bind':
      return 'bind';
    case 'setClass':
      return `class ${step.name}`;
    case 'provision':
      return `provision ${step.className}`;
    default:
      return [step.do, step.tell?.type[0], step.tell?.reason, step.tell?.message]
        .filter((part) => part !== undefined)
        .join(' ');
  }
}

const none = 'no persistent volumes available for this claim and no storage class is set';
const cannot = 'pend W VolumeMismatch Cannot bind to requested volume "pv":';
const lost = 'Data on the volume is lost!';

const table: readonly (readonly [string, ClaimNotes, Surroundings, string])[] = [
  ['1.1', {}, { match: true, defaultClass: true }, 'bind'],
  ['1.1', { className: 'fast' }, { match: true }, 'bind'],
  ['1.2', {}, { defaultClass: true }, 'class standard'],
  [
    '1.3',
    { className: 'late' },
    { lateClass: true },
    'pend N WaitForFirstConsumer waiting for first consumer to be created before binding',
  ],
  [
    '1.3',
    { className: 'late' },
    { lateClass: true, pods: ['web-0'] },
    'pend N WaitForPodScheduled waiting for pod web-0 to be scheduled',
  ],
  [
    '1.3',
    { className: 'late' },
    { lateClass: true, pods: ['a', 'b'] },
    'pend N WaitForPodScheduled waiting for pods a,b to be scheduled',
  ],
  ['1.4', { className: 'late', selectedNode: 'node-1' }, { lateClass: true }, 'provision late'],
  ['1.4', { className: 'fast' }, { defaultClass: true }, 'provision fast'],
  ['1.5', { className: '' }, { defaultClass: true }, `pend N FailedBinding ${none}`],
  ['1.5', {}, {}, `pend N FailedBinding ${none}`],
  ['2.1', { volumeName: 'pv' }, {}, 'pend'],
  ['2.2', { volumeName: 'pv' }, { named: {} }, 'bind'],
  [
    '2.3',
    { volumeName: 'pv' },
    { named: { size: '500Mi' } },
    `${cannot} requested PV is too small`,
  ],
  [
    '2.3',
    { volumeName: 'pv' },
    { named: { className: 'fast' } },
    `${cannot} storageClassName does not match`,
  ],
  ['2.3', { volumeName: 'pv' }, { named: { mode: 'Block' } }, `${cannot} incompatible volumeMode`],
  [
    '2.3',
    { volumeName: 'pv', modes: ['ReadWriteMany'] },
    { named: {} },
    `${cannot} incompatible accessMode`,
  ],
  [
    '2.3',
    { volumeName: 'pv' },
    { named: { deleting: true } },
    `${cannot} the volume is marked for deletion "pv"`,
  ],
  ['2.4', { volumeName: 'pv' }, { named: { claimRef: 'uid' } }, 'bind'],
  ['2.4', { volumeName: 'pv' }, { named: { claimRef: 'name' } }, 'bind'],
  [
    '2.5',
    { volumeName: 'pv' },
    { named: { claimRef: 'other' } },
    'pend W FailedBinding volume "pv" already bound to a different claim.',
  ],
  [
    '3.1',
    { bound: true },
    {},
    `lose W ClaimLost Bound claim has lost reference to PersistentVolume. ${lost}`,
  ],
  [
    '3.2',
    { bound: true, volumeName: 'pv' },
    {},
    `lose W ClaimLost Bound claim has lost its PersistentVolume. ${lost}`,
  ],
  ['3.3', { bound: true, volumeName: 'pv' }, { named: {} }, 'bind'],
  ['3.4', { bound: true, volumeName: 'pv' }, { named: { claimRef: 'uid' } }, 'bind'],
  ['3.5', { bound: true, volumeName: 'pv' }, { named: { claimRef: 'name' } }, 'bind'],
  [
    '3.6',
    { bound: true, volumeName: 'pv' },
    { named: { claimRef: 'other' } },
    'lose W ClaimMisbound Two claims are bound to the same volume, this one is bound incorrectly',
  ],
];

describe('planClaim', () => {
  test.each(table)('%s %j among %j', (_rule, claimNotes, surroundings, expected) => {
    expect(planned(claimNotes, surroundings)).toBe(expected);
  });
});
