import { namespaces, serviceAccounts } from '../../api/index.ts';
import type { Controller } from '../../control/controller.ts';

/** The account of pods that name none. */
const name = 'default';

/** Keeps an account in each namespace (pkg/controller/serviceaccount). */
export const serviceAccountController: Controller = {
  name: 'serviceaccount',
  wakes(change) {
    if (change.resource === namespaces) return change.new ? [change.key] : [];
    if (change.resource !== serviceAccounts || change.new) return [];
    return [{ namespace: '', name: change.key.namespace }];
  },
  reconcile(key, { read, client }) {
    const namespace = read.get(namespaces, key);
    if (!namespace || namespace.metadata.deletionTimestamp !== undefined) return undefined;
    const account = { namespace: key.name, name };
    if (!read.get(serviceAccounts, account)) client.create(serviceAccounts, { metadata: account });
    return undefined;
  },
};
