import type { PodFailurePolicyRule } from '../../api/batch/job-spec.ts';
import type { ContainerStatus, Job, Pod } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { type IndexSet, parseIndexSet } from './index-set.ts';

/** What a Job's podFailurePolicy makes of a failed pod. */
export interface Verdict {
  readonly action?: 'Count' | 'FailIndex' | 'FailJob' | 'Ignore';
  /** Whether the failure counts towards backoffLimit. */
  readonly counts: boolean;
  /** Why the whole Job has failed. */
  readonly failure?: string;
}

/** The first rule that fits decides (pod_failure_policy.go). */
export function judge({ spec }: Frozen<Job>, pod: Frozen<Pod>): Verdict {
  const { namespace = '', name } = pod.metadata;
  for (const [i, rule] of (spec.podFailurePolicy?.rules ?? []).entries()) {
    const tail = `matching ${rule.action} rule at index ${i}`;
    const ended = rule.onExitCodes && containerByExitCode(pod, rule.onExitCodes);
    const code = ended?.state.terminated?.exitCode;
    if (ended)
      return verdict(
        rule.action,
        `Container ${ended.name} for pod ${namespace}/${name} failed with exit code ${code} ${tail}`,
      );
    const condition = pod.status.conditions?.find((one) =>
      rule.onPodConditions?.some(({ type, status }) => type === one.type && status === one.status),
    );
    if (!rule.onExitCodes && condition)
      return verdict(
        rule.action,
        `Pod ${namespace}/${name} has condition ${condition.type} ${tail}`,
      );
  }
  return { counts: true };
}

function verdict(action: string, failure: string): Verdict {
  switch (action) {
    case 'Ignore':
      return { action, counts: false };
    case 'FailJob':
      return { action, counts: true, failure };
    case 'FailIndex':
    case 'Count':
      return { action, counts: true };
    default:
      return { counts: true };
  }
}

function containerByExitCode(
  { status }: Frozen<Pod>,
  rule: NonNullable<Frozen<PodFailurePolicyRule>['onExitCodes']>,
): Frozen<ContainerStatus> | undefined {
  const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])];
  return all.find(({ name, state }) => {
    const code = state.terminated?.exitCode ?? 0;
    if (code === 0 || (rule.containerName !== undefined && rule.containerName !== name))
      return false;
    return rule.values.includes(code) === (rule.operator === 'In');
  });
}

/** Which of a Job's success rules is fulfilled, in upstream's words; undefined: none. */
export function metSuccessRule({ spec }: Frozen<Job>, succeeded: IndexSet): string | undefined {
  const { successPolicy, completions = 0 } = spec;
  if (!successPolicy || succeeded.size === 0) return undefined;
  const met = successPolicy.rules.findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeeded.size >= (succeededCount ?? Infinity);
    const wanted = parseIndexSet(succeededIndexes, completions);
    const found = [...wanted].filter((index) => succeeded.has(index)).length;
    return found >= (succeededCount ?? wanted.size);
  });
  return met < 0 ? undefined : `Matched rules at index ${met}`;
}
