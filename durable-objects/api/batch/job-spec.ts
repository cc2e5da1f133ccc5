import {
  array,
  boolean,
  type Infer,
  int32,
  int64,
  object,
  pointer,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { labelSelector } from '../pod-template/label-selector.ts';
import { podTemplateSpec } from '../pod-template/pod-spec.ts';

export const podFailurePolicyOnExitCodesRequirement = object(
  'io.k8s.api.batch.v1.PodFailurePolicyOnExitCodesRequirement',
  {
    containerName: pointer(string()),
    operator: required(string()),
    values: required(array(int32(), { list: 'set' })),
  },
);

export const podFailurePolicyOnPodConditionsPattern = object(
  'io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern',
  {
    type: required(string()),
    status: required(string()),
  },
);

export const podFailurePolicyRule = object('io.k8s.api.batch.v1.PodFailurePolicyRule', {
  action: required(string()),
  onExitCodes: podFailurePolicyOnExitCodesRequirement,
  onPodConditions: array(podFailurePolicyOnPodConditionsPattern, { list: 'atomic' }),
});
export type PodFailurePolicyRule = Infer<typeof podFailurePolicyRule>;

export const podFailurePolicy = object('io.k8s.api.batch.v1.PodFailurePolicy', {
  rules: required(array(podFailurePolicyRule, { list: 'atomic' })),
});
export type PodFailurePolicy = Infer<typeof podFailurePolicy>;

export const successPolicyRule = object('io.k8s.api.batch.v1.SuccessPolicyRule', {
  succeededIndexes: pointer(string()),
  succeededCount: pointer(int32()),
});
export type SuccessPolicyRule = Infer<typeof successPolicyRule>;

export const successPolicy = object('io.k8s.api.batch.v1.SuccessPolicy', {
  rules: required(array(successPolicyRule, { list: 'atomic' })),
});
export type SuccessPolicy = Infer<typeof successPolicy>;

/** The spec of a Job, and of the Jobs that a CronJob makes, where defaults are not filled in. */
export const jobSpec = object('io.k8s.api.batch.v1.JobSpec', {
  parallelism: pointer(int32()),
  completions: pointer(int32()),
  activeDeadlineSeconds: pointer(int64()),
  podFailurePolicy: podFailurePolicy,
  successPolicy: successPolicy,
  backoffLimit: pointer(int32()),
  backoffLimitPerIndex: pointer(int32()),
  maxFailedIndexes: pointer(int32()),
  selector: pointer(labelSelector),
  manualSelector: pointer(boolean()),
  template: required(podTemplateSpec),
  ttlSecondsAfterFinished: pointer(int32()),
  completionMode: pointer(string()),
  suspend: pointer(boolean()),
  podReplacementPolicy: pointer(string()),
  managedBy: pointer(string()),
});
export type JobSpec = Infer<typeof jobSpec>;
