export { createParts, newCluster, openCluster } from './assemble.ts';
export { type Clock, calendarOf } from './clock.ts';
export { Cluster } from './cluster.ts';
export { administrator, anonymous } from './users.ts';
