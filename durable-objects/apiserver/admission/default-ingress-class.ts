import { ingresses } from '../../api/networking/ingress/resource.ts';
import { ingressClasses } from '../../api/networking/ingressclass/resource.ts';
import type { IngressClass } from '../../api/networking/ingressclass/schema.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { ofResource } from './attributes.ts';
import type { AdmissionPlugin } from './plugin.ts';

const classAnnotation = 'kubernetes.io/ingress.class';
const defaultAnnotation = 'ingressclass.kubernetes.io/is-default-class';

/** An Ingress that names no class gets the default one (plugin/pkg/admission/network). */
export const defaultIngressClass: AdmissionPlugin = {
  name: 'DefaultIngressClass',
  admit(attributes, draft) {
    const ingress = ofResource(ingresses, attributes, draft);
    if (!ingress || attributes.operation !== 'CREATE') return;
    if (ingress.spec.ingressClassName !== undefined) return;
    if (ingress.metadata.annotations?.[classAnnotation] !== undefined) return;
    const chosen = defaultClass(attributes.read);
    if (chosen) ingress.spec.ingressClassName = chosen.metadata.name;
  },
};

/** The newest class that is marked as the default; of equally new ones the first by name. */
function defaultClass(read: Reader): Frozen<IngressClass> | undefined {
  const marked = read
    .list(ingressClasses)
    .filter(({ metadata }) => metadata.annotations?.[defaultAnnotation] === 'true');
  return marked.reduce<Frozen<IngressClass> | undefined>(
    (best, one) =>
      best && best.metadata.creationTimestamp >= one.metadata.creationTimestamp ? best : one,
    undefined,
  );
}
