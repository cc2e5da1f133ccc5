import type { Authorizer } from '../apiserver/authorizer.ts';
import { grantsOf } from './bindings.ts';
import { allows } from './matching.ts';

/** Whoever is in this group may do everything, whatever bindings say. */
export const privilegedGroup = 'system:masters';

/**
 * Role-based access control: a request costs what the user's own bindings hold, however many
 * others there are. Follows plugin/pkg/auth/authorizer/rbac.
 */
export const rbacAuthorizer: Authorizer = {
  authorize(attributes, read) {
    const { user, namespace } = attributes;
    if (user.groups.includes(privilegedGroup)) return { allowed: true, reason: '' };
    const missing = new Set<string>();
    for (const grant of grantsOf(read, user, namespace)) {
      if (grant.missing) missing.add(grant.missing.message);
      else if (grant.rules.some((rule) => allows(rule, attributes)))
        return { allowed: true, reason: `RBAC: allowed by ${grant.because()}` };
    }
    return { allowed: false, reason: missing.size === 0 ? '' : `RBAC: ${aggregate(missing)}` };
  },
  rules(user, namespace, read) {
    const grants = [...grantsOf(read, user, namespace)];
    const missing = new Set(grants.flatMap(({ missing: error }) => (error ? [error.message] : [])));
    return {
      rules: grants.flatMap((grant) => grant.rules),
      error: missing.size === 0 ? '' : aggregate(missing),
    };
  },
};

/** Several errors as Go's aggregate prints them. */
function aggregate(messages: ReadonlySet<string>): string {
  return messages.size === 1 ? [...messages].join('') : `[${[...messages].join(', ')}]`;
}
