import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  bytes,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';

const definitions = 'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1';

export const serviceReference = object(`${definitions}.ServiceReference`, {
  namespace: string(),
  name: string(),
  port: pointer(int32()),
});
export type ServiceReference = Infer<typeof serviceReference>;

export const apiServiceSpec = object(`${definitions}.APIServiceSpec`, {
  service: serviceReference,
  group: string(),
  version: string(),
  insecureSkipTLSVerify: boolean(),
  caBundle: bytes(),
  groupPriorityMinimum: required(int32()),
  versionPriority: required(int32()),
});
export type APIServiceSpec = Infer<typeof apiServiceSpec>;

export const apiServiceCondition = object(`${definitions}.APIServiceCondition`, {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: time(),
  reason: string(),
  message: string(),
});
export type APIServiceCondition = Infer<typeof apiServiceCondition>;

export const apiServiceStatus = object(`${definitions}.APIServiceStatus`, {
  conditions: array(apiServiceCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type APIServiceStatus = Infer<typeof apiServiceStatus>;

export const apiServiceSchema = object(`${definitions}.APIService`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(apiServiceSpec),
  status: present(apiServiceStatus),
});
export type APIService = Infer<typeof apiServiceSchema>;
