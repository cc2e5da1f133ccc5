/** Groups in the order in which upstream's aggregator lists them, by its priorities. */
const order = [
  '',
  'apiregistration.k8s.io',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'resource.k8s.io',
  'flowcontrol.apiserver.k8s.io',
];
/** Served by an add-on, whose priority is lower than that of what objects define. */
const last = ['metrics.k8s.io'];

/** Compares two groups; those that objects define stand by name between the others. */
export function compareGroups(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
}

function rank(group: string): number {
  const at = order.indexOf(group);
  if (at >= 0) return at;
  return last.includes(group) ? order.length + 1 : order.length;
}
