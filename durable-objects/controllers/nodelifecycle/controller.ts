import { type Node, nodes } from '../../api/index.ts';
import type { Controller } from '../../control/controller.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';

const unschedulableTaint = 'node.kubernetes.io/unschedulable';

/**
 * Keeps a node's taints in step with what is known of it: a cordoned node is tainted
 * `node.kubernetes.io/unschedulable:NoSchedule` (pkg/controller/nodelifecycle). Nodes do not fail
 * yet, so that is all there is to know.
 */
export const nodeLifecycleController: Controller = {
  name: 'node-lifecycle',
  wakes: ({ resource, key }) => (resource.plural === nodes.plural ? [key] : []),
  reconcile(key, { read, client, now }) {
    const node = read.get(nodes, key);
    if (node) client.update(nodes, tainted(node, now));
    return undefined;
  },
};

function tainted(node: Frozen<Node>, now: Instant): Frozen<Node> {
  const isWanted = node.spec.unschedulable === true;
  const isThere = node.spec.taints?.some(({ key }) => key === unschedulableTaint) ?? false;
  if (isWanted === isThere) return node;
  return edit<Node>(node, (draft) => {
    const others = draft.spec.taints?.filter(({ key }) => key !== unschedulableTaint) ?? [];
    const taint = { key: unschedulableTaint, effect: 'NoSchedule', timeAdded: formatTime(now) };
    if (isWanted) draft.spec.taints = [...others, taint];
    else if (others.length > 0) draft.spec.taints = others;
    else delete draft.spec.taints;
  });
}
