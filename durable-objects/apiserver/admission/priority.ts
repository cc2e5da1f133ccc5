import { pods } from '../../api/core/pod/resource.ts';
import { ofResource, refused } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Classes that every cluster has; others wait for the kind PriorityClass. */
const systemClasses: { readonly [name: string]: number | undefined } = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** Resolves a pod's priority from its class (plugin/pkg/admission/priority). */
export const priority: AdmissionPlugin = {
  name: 'Priority',
  admit(attributes, draft) {
    const pod = ofResource(pods, attributes, draft);
    if (!pod) return;
    if (attributes.operation === 'UPDATE') {
      const old = ofResource(pods, attributes, attributes.old as typeof draft);
      if (old?.spec.priority !== undefined) pod.spec.priority ??= old.spec.priority;
      if (old?.spec.preemptionPolicy) pod.spec.preemptionPolicy ??= old.spec.preemptionPolicy;
      return;
    }
    if (attributes.operation !== 'CREATE') return;
    const { priorityClassName = '' } = pod.spec;
    const value = priorityClassName === '' ? 0 : systemClasses[priorityClassName];
    if (value === undefined) {
      throw refused(attributes, `no PriorityClass with name ${priorityClassName} was found`);
    }
    if (pod.spec.priority !== undefined && pod.spec.priority !== value) {
      const why = `the integer value of priority (${pod.spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`;
      throw refused(attributes, why);
    }
    pod.spec.priority = value;
    pod.spec.preemptionPolicy ??= 'PreemptLowerPriority';
  },
};
