import { type ValidatingAdmissionPolicy, validatingAdmissionPolicies } from '../../api/index.ts';
import { servedResources } from '../../apimachinery/version.ts';
import type { Controller } from '../../control/controller.ts';
import { edit } from '../../lib/json.ts';
import type { ServedResources } from '../../storage/store.ts';
import { planWarnings } from './plan.ts';

/**
 * Says in a policy's status what types its expressions get wrong (kube-controller-manager's
 * validatingadmissionpolicy-status-controller). Admission doesn't wait for it.
 */
export function createPolicyStatusController(resources: ServedResources): Controller {
  return {
    name: 'validatingadmissionpolicystatus',
    wakes: ({ resource, key, new: policy }) =>
      resource === validatingAdmissionPolicies && policy ? [key] : [],
    reconcile(key, { read, client }) {
      const policy = read.get(validatingAdmissionPolicies, key);
      const { generation } = policy?.metadata ?? {};
      if (!policy || policy.status.observedGeneration === generation) return undefined;
      const warnings = planWarnings(policy, servedResources(resources(read)));
      const updated = edit<ValidatingAdmissionPolicy>(policy, ({ status }) => {
        status.typeChecking = warnings.length > 0 ? { expressionWarnings: [...warnings] } : {};
        if (generation !== undefined) status.observedGeneration = generation;
      });
      client.updateStatus(validatingAdmissionPolicies, updated);
      return undefined;
    },
  };
}
