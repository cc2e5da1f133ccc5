import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { isExternallyAccessible } from './facts.ts';
import { type Service, type ServiceSpec, serviceSchema } from './schema.ts';

/** Seconds for which a client stays with its endpoint: three hours. */
const clientIPTimeoutSeconds = 10_800;

/** Defaults of a Service, as pkg/apis/core/v1/defaults.go has them; addresses are allocated later. */
export function setServiceDefaults(draft: Service): void {
  fillZeroValues(serviceSchema, draft);
  const { spec } = draft;
  setAffinityDefaults(spec);
  spec.type ||= 'ClusterIP';
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP';
    port.targetPort ||= port.port;
  }
  if (isExternallyAccessible(draft)) spec.externalTrafficPolicy ||= 'Cluster';
  if (['ClusterIP', 'NodePort', 'LoadBalancer'].includes(spec.type))
    spec.internalTrafficPolicy ??= 'Cluster';
  if (spec.type === 'LoadBalancer') {
    spec.allocateLoadBalancerNodePorts ??= true;
    for (const ingress of draft.status.loadBalancer.ingress ?? [])
      if (ingress.ip) ingress.ipMode ??= 'VIP';
  }
}

function setAffinityDefaults(spec: ServiceSpec): void {
  spec.sessionAffinity ||= 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  if (
    spec.sessionAffinity === 'ClientIP' &&
    spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined
  )
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: clientIPTimeoutSeconds } };
}
