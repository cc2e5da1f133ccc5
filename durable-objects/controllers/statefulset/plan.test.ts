import { describe, expect, test } from 'vitest';
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../api/index.ts';
import { formatTime } from '../../lib/instant.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import { podIndexLabel, podNameLabel, revisionLabel } from './identity.ts';
import { plan, type Step } from './plan.ts';

/**
 * A pod is `name:Phase`, then `*` when it is Ready, `(3s)` when it became so 3 seconds ago, `~`
 * when it is terminating, `@new` when it is of the update revision. A set is its replicas and
 * whatever differs from OrderedReady and RollingUpdate. The revisions are `old` and `new`.
 */
const now = 1_795_176_000_000;

describe('creating, in order', () => {
  rules([
    ['1', '3', '', 'create web-0@new'],
    ['1', '3', 'web-0:Pending', 'wait for web-0 to be Running and Ready'],
    ['1', '3', 'web-0:Running', 'wait for web-0 to be Running and Ready'],
    ['1', '3', 'web-0:Running*', 'create web-1@new'],
    ['1', '3', 'web-0:Running* web-2:Running*', 'create web-1@new'],
    ['1', '3', 'web-1:Running* web-2:Running*', 'create web-0@new'],
    ['1', '2', 'web-0:Running*~ web-1:Running*', 'wait for web-0 to terminate'],
    ['1 ended', '2', 'web-0:Failed web-1:Running*', 'delete web-0'],
    ['1 ended', '2', 'web-0:Succeeded web-1:Running*', 'delete web-0'],
    [
      '1 ended',
      '2',
      'web-0:Failed~ web-1:Running*',
      'wait for web-0 to be gone, so that a new pod can take its name',
    ],
    ['1', '1', 'web-0:Running*@new', ''],
    ['0', '0', '', ''],
    ['1', '1', 'web-x:Running*', 'create web-0@new'],
  ]);
});

describe('minReadySeconds', () => {
  rules([
    ['1', '2 minReadySeconds=10', 'web-0:Running*(3s)', 'wait for web-0 to be available, 7s'],
    ['1', '2 minReadySeconds=10', 'web-0:Running*(10s)', 'create web-1@new'],
    [
      '3',
      '2 minReadySeconds=10 Parallel',
      'web-0:Running* web-1:Running*(1s)@new',
      'wait for web-1 to be available before the rollout goes on, 9s',
    ],
  ]);
});

describe('scaling down, in order', () => {
  rules([
    ['2', '1', 'web-0:Running* web-1:Running* web-2:Running*', 'delete web-2'],
    ['2', '1', 'web-0:Running* web-1:Running* web-2:Running*~', 'wait for web-2 to terminate'],
    ['2', '0', 'web-0:Running*', 'delete web-0'],
    ['2 one is sick', '1', 'web-0:Running* web-1:Running* web-2:Pending', 'delete web-2'],
    ['2 a lower one is sick', '1', 'web-0:Running* web-1:Pending web-2:Running*', 'delete web-2'],
    [
      '2 two are sick',
      '1',
      'web-0:Running* web-1:Pending web-2:Pending',
      'wait for web-1 to be Running and Ready: scaling down stops at unhealthy pods',
    ],
    ['1 before 2', '1', 'web-0:Running web-1:Running*', 'wait for web-0 to be Running and Ready'],
    ['1 before 2', '2', 'web-0:Running* web-5:Running*', 'create web-1@new'],
  ]);
});

describe('ordinals', () => {
  rules([
    ['1', '2 start=5', '', 'create web-5@new'],
    ['1', '2 start=5', 'web-5:Running*@new web-6:Running*@new', ''],
    ['1 before 2', '2 start=1', 'web-0:Running* web-1:Running*', 'create web-2@new'],
    ['2', '2 start=1', 'web-0:Running* web-1:Running* web-2:Running*', 'delete web-0'],
  ]);
});

describe('rolling update', () => {
  rules([
    ['3', '3', 'web-0:Running* web-1:Running* web-2:Running*', 'delete web-2'],
    ['3', '3', 'web-0:Running* web-1:Running* web-2:Running*@new', 'delete web-1'],
    ['3', '2 partition=1', 'web-0:Running* web-1:Running*', 'delete web-1'],
    ['3', '2 partition=1', 'web-0:Running* web-1:Running*@new', ''],
    ['3', '2 partition=2', 'web-0:Running* web-1:Running*', ''],
    ['3', '2 OnDelete', 'web-0:Running* web-1:Running*', ''],
    ['4 below the partition', '2 partition=1', 'web-1:Running*@new', 'create web-0@old'],
    ['4 from the partition', '2 partition=1', 'web-0:Running*', 'create web-1@new'],
    ['4 OnDelete', '2 OnDelete', 'web-0:Running*', 'create web-1@new'],
    ['4 partition and start', '2 start=5 partition=1', '', 'create web-5@old'],
    ['4 nothing to roll', '2 noRollingUpdate current=1', '', 'create web-0@old'],
    ['broken', '2', 'web-0:Running* web-1:Pending@new', 'wait for web-1 to be Running and Ready'],
    [
      'broken and reverted',
      '2',
      'web-0:Running*@new web-1:Pending@old',
      'wait for web-1 to be Running and Ready',
    ],
  ]);
});

describe('Parallel', () => {
  rules([
    [
      '1',
      '3 Parallel',
      'web-1:Pending',
      'create web-0@new, create web-2@new, ' +
        'wait for web-2 to be available before the rollout goes on',
    ],
    [
      '2',
      '1 Parallel',
      'web-0:Pending@new web-1:Running*~ web-2:Pending web-3:Running*',
      'delete web-3, delete web-2, wait for web-0 to be available before the rollout goes on',
    ],
    [
      '3 one at a time',
      '3 Parallel',
      'web-0:Running* web-1:Running* web-2:Running@new',
      'wait for web-2 to be available before the rollout goes on',
    ],
    ['3 sick and old', '2 Parallel', 'web-0:Running* web-1:Pending@old', 'delete web-1'],
    ['1 ended', '2 Parallel OnDelete', 'web-0:Failed web-1:Failed', 'delete web-0, delete web-1'],
  ]);
});

describe('identity and claims', () => {
  test('a pod without its label is updated', () => {
    const [pod] = parsePods('web-0:Running*@new');
    const bare = { ...pod, metadata: { ...pod?.metadata, labels: { [revisionLabel]: 'new' } } };
    expect(texts('1', [bare as Frozen<Pod>])).toBe('update web-0');
  });

  rules([
    [
      '1',
      '1 claims',
      'web-0:Pending',
      'create-claims web-0, wait for web-0 to be Running and Ready',
    ],
    ['1 storage', '1 claims', 'web-0:Running*@new', 'update web-0'],
  ]);

  test('a new pod waits for a claim that belongs to its predecessor', () => {
    const owner = { apiVersion: 'v1', kind: 'Pod', name: 'web-0', uid: 'gone', controller: true };
    const claim = { metadata: { name: 'www-web-0', ownerReferences: [owner] } };
    const waits = 'wait for www-web-0, which belongs to an earlier web-0, to be deleted';
    expect(texts('1 claims whenScaled=Delete', [], claim)).toBe(waits);
    expect(texts('1 claims', [], claim)).toBe('create web-0@new');
  });
});

test('a set that is being deleted does nothing', () => {
  const steps = plan(situation('2 deleting', []));
  expect(steps.map((step) => step.do)).toEqual(['wait']);
});

/** [numbers of the rules in `plan`, the set, its pods, the steps] */
function rules(table: readonly (readonly [string, string, string, string])[]): void {
  test.each(table)('rule %s: %s [%s] -> %s', (_rule, set, pods, expected) => {
    expect(texts(set, parsePods(pods))).toBe(expected);
  });
}

function texts(set: string, pods: readonly Frozen<Pod>[], claim?: object): string {
  return plan(situation(set, pods, claim))
    .map(stepText)
    .join(', ');
}

function stepText(step: Step): string {
  switch (step.do) {
    case 'wait': {
      const until = step.until === undefined || !Number.isFinite(step.until);
      return `wait for ${step.for}${until ? '' : `, ${((step.until ?? 0) - now) / 1_000}s`}`;
    }
    case 'create':
      return `create web-${step.ordinal}@${step.revision}`;
    default:
      return `${step.do} ${step.pod.metadata.name}`;
  }
}

function situation(text: string, pods: readonly Frozen<Pod>[], claim?: object) {
  return {
    set: parseSet(text),
    pods,
    claim: (name: string) =>
      claim && name === 'www-web-0' ? (freeze(claim) as Frozen<PersistentVolumeClaim>) : undefined,
    currentRevision: 'old',
    updateRevision: 'new',
    now,
  };
}

function parseSet(text: string): Frozen<StatefulSet> {
  const [replicas, ...options] = text.split(' ');
  const option = (name: string): string | undefined =>
    options.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  const has = (name: string): boolean => options.includes(name);
  const rolling = { partition: Number(option('partition') ?? 0) };
  const isRolling = !has('OnDelete') && !has('noRollingUpdate');
  const set = {
    metadata: {
      name: 'web',
      uid: 'web-uid',
      ...(has('deleting') ? { deletionTimestamp: formatTime(now) } : {}),
    },
    spec: {
      replicas: Number(replicas),
      minReadySeconds: Number(option('minReadySeconds') ?? 0),
      podManagementPolicy: has('Parallel') ? 'Parallel' : 'OrderedReady',
      updateStrategy: {
        type: has('OnDelete') ? 'OnDelete' : 'RollingUpdate',
        ...(isRolling ? { rollingUpdate: rolling } : {}),
      },
      ...(option('start') ? { ordinals: { start: Number(option('start')) } } : {}),
      persistentVolumeClaimRetentionPolicy: {
        whenScaled: option('whenScaled') ?? 'Retain',
        whenDeleted: 'Retain',
      },
      ...(has('claims') ? { volumeClaimTemplates: [{ metadata: { name: 'www' } }] } : {}),
    },
    status: { currentReplicas: Number(option('current') ?? 0) },
  };
  return freeze(set) as unknown as Frozen<StatefulSet>;
}

function parsePods(text: string): readonly Frozen<Pod>[] {
  return text.split(' ').filter(Boolean).map(parsePod);
}

function parsePod(text: string): Frozen<Pod> {
  const match = /^([\w-]+):(\w+)(\*?)(?:\((\d+)s\))?(~?)(?:@(\w+))?$/.exec(text);
  if (!match) throw new Error(`not a pod: ${text}`);
  const [, name = '', phase, ready, since = '3600', terminating, revision = 'old'] = match;
  const index = name.slice(name.lastIndexOf('-') + 1);
  const labels = { [podNameLabel]: name, [podIndexLabel]: index, [revisionLabel]: revision };
  const lastTransitionTime = formatTime(now - Number(since) * 1_000);
  const pod = {
    metadata: {
      name,
      uid: `${name}-uid`,
      labels,
      ...(terminating ? { deletionTimestamp: formatTime(now) } : {}),
    },
    spec: {},
    status: {
      phase,
      conditions: ready ? [{ type: 'Ready', status: 'True', lastTransitionTime }] : [],
    },
  };
  return freeze(pod) as unknown as Frozen<Pod>;
}
