import type { ContainerStatus, Pod, PodCondition } from '../api/index.ts';
import { formatTime, type Instant } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';

/** What the conditions follow from. */
export interface ConditionInput {
  readonly phase: string;
  readonly hasSandbox: boolean;
  /** Init containers that must be over, or started if they are sidecars. */
  readonly init: readonly { readonly name: string; readonly isComplete: boolean }[];
  /** Statuses of app containers and sidecars. */
  readonly statuses: readonly ContainerStatus[];
}

type Plain = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>;

const own = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
];

/**
 * A pod's conditions in the order in which the kubelet writes them; those of others follow.
 * lastTransitionTime moves only when the status does (pkg/kubelet/status/generate.go).
 */
export function conditionsOf(
  pod: Frozen<Pod>,
  input: ConditionInput,
  now: Instant,
): PodCondition[] {
  const containers = containersReady(input);
  const fresh: Plain[] = [
    { type: 'PodReadyToStartContainers', status: input.hasSandbox ? 'True' : 'False' },
    initialized(input),
    ready(pod, input, containers),
    containers,
    { type: 'PodScheduled', status: 'True' },
  ];
  const known = pod.status.conditions ?? [];
  const others = known.filter(({ type }) => !own.includes(type));
  const { generation } = pod.metadata;
  return [
    ...fresh.map((condition): PodCondition => {
      const old = known.find(({ type }) => type === condition.type);
      const since = old?.status === condition.status ? old.lastTransitionTime : undefined;
      return {
        ...condition,
        ...(generation === undefined ? {} : { observedGeneration: generation }),
        lastTransitionTime: since ?? formatTime(now),
      };
    }),
    ...others.map((condition) => ({ ...condition })),
  ];
}

function initialized({ phase, init }: ConditionInput): Plain {
  const type = 'Initialized';
  if (phase === 'Succeeded') return { type, status: 'True', reason: 'PodCompleted' };
  const missing = init.filter(({ isComplete }) => !isComplete).map(({ name }) => name);
  if (missing.length === 0) return { type, status: 'True' };
  return {
    type,
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${missing.join(' ')}]`,
  };
}

function containersReady({ phase, statuses }: ConditionInput): Plain {
  const type = 'ContainersReady';
  if (phase === 'Succeeded') return { type, status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { type, status: 'False', reason: 'PodFailed' };
  const missing = statuses.filter((status) => !status.ready).map(({ name }) => name);
  if (missing.length === 0) return { type, status: 'True' };
  return {
    type,
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${missing.join(' ')}]`,
  };
}

function ready(pod: Frozen<Pod>, _input: ConditionInput, containers: Plain): Plain {
  if (containers.status !== 'True') return { ...containers, type: 'Ready' };
  const texts = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const found = pod.status.conditions?.find(({ type }) => type === conditionType);
    if (!found)
      return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    if (found.status === 'True') return [];
    return [
      `the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`,
    ];
  });
  if (texts.length === 0) return { type: 'Ready', status: 'True' };
  return {
    type: 'Ready',
    status: 'False',
    reason: 'ReadinessGatesNotReady',
    message: texts.join(', '),
  };
}
