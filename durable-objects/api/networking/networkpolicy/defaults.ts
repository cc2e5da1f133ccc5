import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type NetworkPolicy, networkPolicySchema } from './schema.ts';

/** Defaults of pkg/apis/networking/v1. */
export function setNetworkPolicyDefaults(draft: NetworkPolicy): void {
  fillZeroValues(networkPolicySchema, draft);
  const { spec } = draft;
  for (const { ports } of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
    for (const port of ports ?? []) port.protocol ??= 'TCP';
  }
  if (spec.policyTypes?.length) return;
  spec.policyTypes = spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
}
