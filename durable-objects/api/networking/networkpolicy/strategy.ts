import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { deepEqual } from '../../../lib/json.ts';
import { setNetworkPolicyDefaults } from './defaults.ts';
import type { NetworkPolicy } from './schema.ts';
import { networkPolicyWarnings, validateNetworkPolicy } from './validation.ts';

/** Defaults and rules of NetworkPolicy; follows pkg/registry/networking/networkpolicy. */
export const networkPolicyStrategy: Strategy<NetworkPolicy> = {
  setDefaults: setNetworkPolicyDefaults,
  prepareForCreate(draft) {
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  validate: validateNetworkPolicy,
  validateUpdate: () => [],
  warnings: networkPolicyWarnings,
};
