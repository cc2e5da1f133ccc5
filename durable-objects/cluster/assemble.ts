import { descriptions, digest } from '../../build/descriptions.ts';
import { allResources, namespaces } from '../api/index.ts';
import { withCustomResources } from '../apiextensions/served.ts';
import { createApiServer, defaultAdmission, lazyDescriptions } from '../apiserver/index.ts';
import { serviceAccountTokens } from '../authentication/index.ts';
import { createControllers } from '../controllers/index.ts';
import { flowControl } from '../flowcontrol/index.ts';
import { createKubelet, usageSource } from '../kubelet/index.ts';
import { type Instant, parseTime } from '../lib/instant.ts';
import { keyed, type Random } from '../lib/random.ts';
import { createMetrics } from '../metrics/index.ts';
import { bootstrapPolicy, escalationCheck, rbacAuthorizer } from '../rbac/index.ts';
import { createScheduler } from '../scheduler/index.ts';
import { MemoryStore } from '../storage/memory-store.ts';
import type { BuiltIn, Store } from '../storage/store.ts';
import { createVolumeControllers } from '../volumes/index.ts';
import { bootstrap, type Definition } from './bootstrap.ts';
import { controlPlaneObjects } from './built-in.ts';
import { Cluster } from './cluster.ts';
import { eventExpiry } from './event-expiry.ts';
import type { ClusterParts } from './parts.ts';

/** Everything a cluster is made of, in one place. */
export function createParts(): ClusterParts {
  const kubelet = createKubelet();
  const served = withCustomResources(allResources);
  return {
    resources: allResources,
    served,
    records: kubelet.records,
    authenticator: serviceAccountTokens,
    api: createApiServer({
      resources: served,
      // Last, because it looks at what will be validated.
      admission: [
        ...defaultAdmission({ resources: served, authorizer: rbacAuthorizer }),
        escalationCheck,
      ],
      authorizer: rbacAuthorizer,
      authenticator: serviceAccountTokens,
      node: kubelet.nodeProxy,
      computed: createMetrics(usageSource),
      flowControl,
      descriptions: lazyDescriptions(descriptions, digest),
    }),
    controllers: [
      ...createControllers(served, usageSource),
      ...createVolumeControllers(),
      createScheduler(),
      ...kubelet.controllers,
      eventExpiry,
    ],
  };
}

/** A cluster from its store, bootstrapped when the store is empty. */
export function openCluster(
  store: Store,
  definition: Definition,
  at: Instant,
  parts: ClusterParts = createParts(),
): Cluster {
  const isNew = store.revision === 0;
  store.provide(builtInOf(store, definition, at));
  const cluster = new Cluster(store, definition, at, parts);
  if (isNew) bootstrap(cluster, definition);
  return cluster;
}

/** What nobody has written is as old as the cluster, which is as old as the namespace that can't be deleted. */
function builtInOf(store: Store, { seed }: Definition, at: Instant): readonly BuiltIn[] {
  const system = store.get(namespaces, { namespace: '', name: 'kube-system' });
  const createdAt = parseTime(system?.metadata.creationTimestamp ?? '') ?? at;
  const random = (...key: readonly string[]): Random => keyed(seed, ...key);
  return [...bootstrapPolicy(createdAt, random), ...controlPlaneObjects(createdAt, random)];
}

/** A new cluster in memory. */
export function newCluster(definition: Definition, at: Instant, parts?: ClusterParts): Cluster {
  return openCluster(new MemoryStore(), definition, at, parts);
}
