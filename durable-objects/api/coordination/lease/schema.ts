import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  type Infer,
  int32,
  microTime,
  object,
  pointer,
  present,
  string,
} from '../../../apimachinery/schema.ts';

export const leaseSpec = object('io.k8s.api.coordination.v1.LeaseSpec', {
  holderIdentity: pointer(string()),
  leaseDurationSeconds: pointer(int32()),
  acquireTime: microTime(),
  renewTime: microTime(),
  leaseTransitions: pointer(int32()),
  strategy: pointer(string()),
  preferredHolder: pointer(string()),
});
export type LeaseSpec = Infer<typeof leaseSpec>;

export const leaseSchema = object('io.k8s.api.coordination.v1.Lease', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(leaseSpec),
});
export type Lease = Infer<typeof leaseSchema>;
