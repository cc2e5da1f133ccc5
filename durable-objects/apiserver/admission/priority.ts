import { pods } from '../../api/core/pod/resource.ts';
import type { Pod } from '../../api/core/pod/schema.ts';
import { priorityClasses } from '../../api/scheduling/priorityclass/resource.ts';
import type { PriorityClass } from '../../api/scheduling/priorityclass/schema.ts';
import { systemPriorityClasses } from '../../api/scheduling/priorityclass/system-classes.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { frozenOf, ofResource, refused } from './attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from './plugin.ts';

/** What pods get when they name no class and no class is the default one. */
const noClass = { name: '', value: 0, preemptionPolicy: 'PreemptLowerPriority' };

/** Resolves a pod's priority from its class (plugin/pkg/admission/priority). */
export const priority: AdmissionPlugin = {
  name: 'Priority',
  admit(attributes, draft) {
    const pod = ofResource(pods, attributes, draft);
    if (pod && attributes.operation === 'CREATE') setPriority(pod, attributes);
    if (pod && attributes.operation === 'UPDATE') {
      const old = frozenOf(pods, attributes, attributes.old);
      if (old?.spec.priority !== undefined) pod.spec.priority ??= old.spec.priority;
      if (old?.spec.preemptionPolicy) pod.spec.preemptionPolicy ??= old.spec.preemptionPolicy;
    }
    const { operation, resource, name } = attributes;
    const isClass =
      resource.group === priorityClasses.group && resource.plural === priorityClasses.plural;
    // Upstream's registry says so (pkg/registry/scheduling/priorityclass/storage).
    if (operation === 'DELETE' && isClass && systemPriorityClasses.some((one) => one.name === name))
      throw refused(attributes, 'this is a system priority class and cannot be deleted');
  },
  validate(attributes, object) {
    const priorityClass = frozenOf(priorityClasses, attributes, object);
    if (!priorityClass?.globalDefault) return undefined;
    const found = defaultClass(attributes.read);
    if (!found) return undefined;
    const { name } = found.metadata;
    if (attributes.operation === 'UPDATE' && name === priorityClass.metadata.name) return undefined;
    const text = `PriorityClass ${name} is already marked as default. Only one default can exist`;
    throw refused(attributes, text);
  },
};

function setPriority({ spec }: Pod, attributes: AdmissionAttributes): void {
  const { name, value, preemptionPolicy } = classOf(spec.priorityClassName, attributes);
  if (name !== '') spec.priorityClassName = name;
  if (spec.priority !== undefined && spec.priority !== value) {
    const why = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`;
    throw refused(attributes, why);
  }
  spec.priority = value;
  if (spec.preemptionPolicy && spec.preemptionPolicy !== preemptionPolicy) {
    const why = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`;
    throw refused(attributes, why);
  }
  spec.preemptionPolicy = preemptionPolicy;
}

function classOf(name: string | undefined, attributes: AdmissionAttributes): typeof noClass {
  const { read } = attributes;
  const found = name
    ? read.get(priorityClasses, { namespace: '', name })
    : defaultClass(attributes.read);
  if (name && !found) throw refused(attributes, `no PriorityClass with name ${name} was found`);
  if (!found) return noClass;
  const { metadata, value, preemptionPolicy } = found;
  return { name: metadata.name, value, preemptionPolicy };
}

/** The class for pods that name none; of several the lowest. */
function defaultClass(read: Reader): Frozen<PriorityClass> | undefined {
  return read
    .list(priorityClasses)
    .filter(({ globalDefault }) => globalDefault)
    .reduce<Frozen<PriorityClass> | undefined>(
      (least, one) => (least && least.value <= one.value ? least : one),
      undefined,
    );
}
