import { pods } from '../../api/core/pod/resource.ts';
import { ofResource } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** How long a pod stays bound to a node that is lost, unless it says so itself. */
const tolerationSeconds = 300;
const keys = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** Follows plugin/pkg/admission/defaulttolerationseconds. */
export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  admit(attributes, draft) {
    const pod = ofResource(pods, attributes, draft);
    if (!pod || (attributes.operation !== 'CREATE' && attributes.operation !== 'UPDATE')) return;
    const present = pod.spec.tolerations ?? [];
    const missing = keys.filter(
      (key) =>
        !present.some(
          (one) => (!one.key || one.key === key) && (!one.effect || one.effect === 'NoExecute'),
        ),
    );
    if (missing.length === 0) return;
    const added = missing.map((key) => ({
      key,
      operator: 'Exists' as const,
      effect: 'NoExecute' as const,
      tolerationSeconds,
    }));
    pod.spec.tolerations = [...present, ...added];
  },
};
