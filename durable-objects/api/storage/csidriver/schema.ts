import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  type Infer,
  int64,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const tokenRequest = object('io.k8s.api.storage.v1.TokenRequest', {
  audience: required(string()),
  expirationSeconds: pointer(int64()),
});
export type TokenRequest = Infer<typeof tokenRequest>;

export const csiDriverSpec = object('io.k8s.api.storage.v1.CSIDriverSpec', {
  attachRequired: pointer(boolean()),
  podInfoOnMount: pointer(boolean()),
  volumeLifecycleModes: array(string(), { list: 'set' }),
  storageCapacity: pointer(boolean()),
  fsGroupPolicy: pointer(string()),
  tokenRequests: array(tokenRequest, { list: 'atomic' }),
  requiresRepublish: pointer(boolean()),
  seLinuxMount: pointer(boolean()),
  nodeAllocatableUpdatePeriodSeconds: pointer(int64()),
  serviceAccountTokenInSecrets: pointer(boolean()),
  preventPodSchedulingIfMissing: pointer(boolean()),
});
export type CSIDriverSpec = Infer<typeof csiDriverSpec>;

export const csiDriverSchema = object('io.k8s.api.storage.v1.CSIDriver', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(csiDriverSpec),
});
export type CSIDriver = Infer<typeof csiDriverSchema>;
