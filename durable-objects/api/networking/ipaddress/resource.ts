import { defineResource } from '../../../apimachinery/resource.ts';
import { describeIPAddress } from './describe.ts';
import { type IPAddress, ipAddressSchema } from './schema.ts';
import { ipAddressStrategy } from './strategy.ts';
import { ipAddressTable } from './table.ts';

/** Handle of IPAddress: `read.get(ipAddresses, key)` is `Frozen<IPAddress> | undefined`. */
export const ipAddresses = defineResource<IPAddress>({
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'IPAddress',
  plural: 'ipaddresses',
  shortNames: ['ip'],
  namespaced: false,
  schema: ipAddressSchema,
  strategy: ipAddressStrategy,
  table: ipAddressTable,
  describe: describeIPAddress,
  selectable: {
    'spec.parentRef.group': ({ spec }) => spec.parentRef?.group ?? '',
  },
});
