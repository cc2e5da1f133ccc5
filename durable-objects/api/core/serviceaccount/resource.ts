import { defineResource } from '../../../apimachinery/resource.ts';
import { describeServiceAccount } from './describe.ts';
import { type ServiceAccount, serviceAccountSchema } from './schema.ts';
import { serviceAccountStrategy } from './strategy.ts';
import { serviceAccountTable } from './table.ts';

/** Handle of ServiceAccount: `read.get(serviceAccounts, key)` is `Frozen<ServiceAccount> | undefined`. */
export const serviceAccounts = defineResource<ServiceAccount>({
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  shortNames: ['sa'],
  namespaced: true,
  schema: serviceAccountSchema,
  strategy: serviceAccountStrategy,
  table: serviceAccountTable,
  describe: describeServiceAccount,
  subresources: {
    connect: {
      token: {
        group: 'authentication.k8s.io',
        version: 'v1',
        kind: 'TokenRequest',
        verbs: ['create'],
      },
    },
  },

  returnsDeleted: true,
});
