import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const volumeNodeResources = object('io.k8s.api.storage.v1.VolumeNodeResources', {
  count: pointer(int32()),
});
export type VolumeNodeResources = Infer<typeof volumeNodeResources>;

export const csiNodeDriver = object('io.k8s.api.storage.v1.CSINodeDriver', {
  name: required(string()),
  nodeID: required(string()),
  topologyKeys: array(string(), { list: 'atomic' }),
  allocatable: volumeNodeResources,
});
export type CSINodeDriver = Infer<typeof csiNodeDriver>;

export const csiNodeSpec = object('io.k8s.api.storage.v1.CSINodeSpec', {
  drivers: required(
    array(csiNodeDriver, { patch: 'merge', mergeKey: 'name', list: 'map', mapKeys: ['name'] }),
  ),
});
export type CSINodeSpec = Infer<typeof csiNodeSpec>;

export const csiNodeSchema = object('io.k8s.api.storage.v1.CSINode', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(csiNodeSpec),
});
export type CSINode = Infer<typeof csiNodeSchema>;
