import { allResources, namespaces } from '../../api/index.ts';
import { namespaceLifecycle } from '../../apiserver/admission/namespace-lifecycle.ts';
import type { AdmissionPlugin } from '../../apiserver/admission/plugin.ts';
import { serviceAllocation } from '../../apiserver/admission/service-allocation.ts';
import { createClient } from '../../apiserver/client.ts';
import type { NodeProxy } from '../../apiserver/node-proxy.ts';
import { allowAdministrators, noTokens } from '../../apiserver/testing/authorizer.ts';
import type { Client } from '../../control/world.ts';
import type { Instant } from '../../lib/instant.ts';
import { keyed } from '../../lib/random.ts';
import type { Store, Transaction } from '../../storage/store.ts';

/**
 * The registry itself, without the admission that wants namespaces, accounts and volume
 * controllers to be there.
 */
export function testClient(tx: Transaction, history: Store, now: Instant): Client {
  return createClient(
    {
      tx,
      history,
      now,
      clockSkipped: 0,
      user: { name: 'test', groups: [] },
      random: (purpose, ...parts) => keyed('test', purpose, ...parts),
    },
    {
      resources: () => allResources,
      admission: [lifecycleIfThere, serviceAllocation],
      authorizer: allowAdministrators,
      authenticator: noTokens,
      node: noNode,
    },
    'kube-controller-manager',
  );
}

/** Tests that don't mean namespaces need not make one. */
const lifecycleIfThere: AdmissionPlugin = {
  name: namespaceLifecycle.name,
  admit(attributes, draft) {
    const isThere = attributes.read.get(namespaces, { namespace: '', name: attributes.namespace });
    if (isThere && attributes.operation === 'CREATE') namespaceLifecycle.admit?.(attributes, draft);
  },
};

/** Controllers never ask for logs and sessions. */
const noNode = undefined as unknown as NodeProxy;
