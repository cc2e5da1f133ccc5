import type { PolicyRule } from '../../api/index.ts';
import { assert } from '../../lib/assert.ts';
import { type Frozen, freeze } from '../../lib/json.ts';

const words: { readonly [word: string]: readonly string[] } = {
  read: ['get', 'list', 'watch'],
  write: ['create', 'delete', 'deletecollection', 'patch', 'update'],
};

/** What most controllers may do besides their own work. */
export const writesEvents = 'create patch update | core events.k8s.io | events';

/**
 * A rule on one line: `verbs | groups | resources`, with ` | names` when it is about some objects
 * only, or `get | /paths`. `read` and `write` stand for their verbs, `core` for the group without a name.
 * Everything is sorted, as upstream's own rules are.
 */
export function rule(line: string): Frozen<PolicyRule> {
  const [verbs = [], second = [], resources, names] = line
    .split('|')
    .map((part) => part.trim().split(/\s+/));
  const sortedVerbs = verbs.flatMap((word) => words[word] ?? [word]).sort();
  if (!resources) {
    assert(
      second.every((path) => /^[/*]/.test(path)),
      `paths in the rule ${line}`,
    );
    return freeze<PolicyRule>({ verbs: sortedVerbs, nonResourceURLs: second.sort() });
  }
  return freeze<PolicyRule>({
    verbs: sortedVerbs,
    apiGroups: second.map((group) => (group === 'core' ? '' : group)).sort(),
    resources: resources.sort(),
    ...(names ? { resourceNames: names.sort() } : {}),
  });
}
