import { internalJson, readInternalTypes } from '../../../apimachinery/internal-form.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PodFailurePolicy, SuccessPolicy } from '../job-spec.ts';

/** A policy as upstream's errors show it. */
export function podFailurePolicyJson(policy: Frozen<PodFailurePolicy> | undefined): string {
  return internalJson(types, '*PodFailurePolicy', policy);
}

/** The same of a success policy. */
export function successPolicyJson(policy: Frozen<SuccessPolicy> | undefined): string {
  return internalJson(types, '*SuccessPolicy', policy);
}

/** Members of pkg/apis/batch's structs in their order. */
const types = readInternalTypes(`
PodFailurePolicy: Rules []PodFailurePolicyRule
PodFailurePolicyRule: Action string, OnExitCodes *OnExitCodes, OnPodConditions []OnPodConditions
OnExitCodes: ContainerName *string, Operator string, Values []int
OnPodConditions: Type string, Status string
SuccessPolicy: Rules []SuccessPolicyRule
SuccessPolicyRule: SucceededIndexes *string, SucceededCount *int
`);
