import { pods } from '../../api/core/pod/resource.ts';
import type { Pod } from '../../api/core/pod/schema.ts';
import { runtimeClasses } from '../../api/node/runtimeclass/resource.ts';
import type { RuntimeClass } from '../../api/node/runtimeclass/schema.ts';
import { deepEqual, type Frozen, thaw } from '../../lib/json.ts';
import { ofResource, refused } from './attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from './plugin.ts';

/** A pod gets what its RuntimeClass costs and where it may run (plugin/pkg/admission/runtimeclass). */
export const runtimeClass: AdmissionPlugin = {
  name: 'RuntimeClass',
  admit(attributes, draft) {
    const pod = ofResource(pods, attributes, draft);
    if (!pod || attributes.operation !== 'CREATE') return;
    const found = classOf(attributes, pod);
    setOverhead(attributes, pod, found);
    if (found) setScheduling(attributes, pod, found);
  },
};

function classOf(attributes: AdmissionAttributes, { spec }: Pod): Frozen<RuntimeClass> | undefined {
  const name = spec.runtimeClassName;
  if (name === undefined) return undefined;
  const found = attributes.read.get(runtimeClasses, { namespace: '', name });
  if (!found) throw refused(attributes, `pod rejected: RuntimeClass "${name}" not found`);
  return found;
}

function setOverhead(
  attributes: AdmissionAttributes,
  { spec }: Pod,
  found: Frozen<RuntimeClass> | undefined,
): void {
  const overhead = found?.overhead?.podFixed;
  if (!overhead) {
    if (!spec.overhead || Object.keys(spec.overhead).length === 0) return;
    const why = 'Pod Overhead set without corresponding RuntimeClass defined Overhead';
    throw refused(attributes, `pod rejected: ${why}`);
  }
  if (spec.overhead && !deepEqual(spec.overhead, overhead)) {
    const why = "Pod's Overhead doesn't match RuntimeClass's defined Overhead";
    throw refused(attributes, `pod rejected: ${why}`);
  }
  spec.overhead = thaw<NonNullable<Pod['spec']['overhead']>>(overhead);
}

/** Selectors are joined and must not contradict each other; tolerations are added. */
function setScheduling(
  attributes: AdmissionAttributes,
  { spec }: Pod,
  { scheduling }: Frozen<RuntimeClass>,
): void {
  for (const [key, value] of Object.entries(scheduling?.nodeSelector ?? {})) {
    const own = spec.nodeSelector?.[key];
    if (own !== undefined && own !== value) {
      const why = `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`;
      throw refused(attributes, why);
    }
    spec.nodeSelector = { ...spec.nodeSelector, [key]: value };
  }
  const more = (scheduling?.tolerations ?? []).filter(
    (one) => !(spec.tolerations ?? []).some((other) => deepEqual(one, other)),
  );
  if (more.length === 0) return;
  const added = more.map((one) => thaw<NonNullable<Pod['spec']['tolerations']>[number]>(one));
  spec.tolerations = [...(spec.tolerations ?? []), ...added];
}
