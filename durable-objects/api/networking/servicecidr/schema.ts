import { objectMeta } from '../../../apimachinery/meta.ts';
import { array, type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { condition } from '../../pod-template/condition.ts';

export const serviceCIDRSpec = object('io.k8s.api.networking.v1.ServiceCIDRSpec', {
  cidrs: array(string(), { list: 'atomic' }),
});
export type ServiceCIDRSpec = Infer<typeof serviceCIDRSpec>;

export const serviceCIDRStatus = object('io.k8s.api.networking.v1.ServiceCIDRStatus', {
  conditions: array(condition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type ServiceCIDRStatus = Infer<typeof serviceCIDRStatus>;

export const serviceCIDRSchema = object('io.k8s.api.networking.v1.ServiceCIDR', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(serviceCIDRSpec),
  status: present(serviceCIDRStatus),
});
export type ServiceCIDR = Infer<typeof serviceCIDRSchema>;
