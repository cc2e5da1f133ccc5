import {
  type ClusterRow,
  selectOptionalCluster,
  selectOptionalTokenCluster,
} from './db/clusters.ts';
import type { Database } from './env.ts';
import { hashToken } from './ids.ts';

// A kubectl command makes several requests: within this time they share one look-up. It is also how
// long a token that another isolate revoked may still be good for here.
const keepMs = 10_000;
// Past it the cache starts afresh; more tokens than this in one isolate and ten seconds are rare.
const keepTokens = 1_000;

const kept = new Map<string, { readonly cluster: ClusterRow; readonly until: number }>();

/** The cluster that a token opens, if it is this one; absent for every other token. */
export async function optionalAccess(
  database: Database,
  clusterId: string,
  token: string,
): Promise<ClusterRow | undefined> {
  const hash = await hashToken(token);
  const now = Date.now();
  const known = kept.get(hash);
  const cluster =
    known && known.until > now ? known.cluster : await selectOptionalTokenCluster(database, hash);
  if (!cluster) return undefined;
  if (kept.size >= keepTokens) kept.clear();
  if (cluster !== known?.cluster) kept.set(hash, { cluster, until: now + keepMs });
  return cluster.id === clusterId ? cluster : undefined;
}

/** A cluster by its id, for whoever comes without a token of ours: the cluster itself will judge. */
export async function optionalCluster(
  database: Database,
  clusterId: string,
): Promise<ClusterRow | undefined> {
  const key = `id ${clusterId}`;
  const now = Date.now();
  const known = kept.get(key);
  if (known && known.until > now) return known.cluster;
  const cluster = await selectOptionalCluster(database, clusterId);
  if (!cluster) return undefined;
  if (kept.size >= keepTokens) kept.clear();
  kept.set(key, { cluster, until: now + keepMs });
  return cluster;
}

/** To be called when a cluster's tokens are revoked: this isolate looks again at once. */
export function forgetAccess(clusterId: string): void {
  for (const [hash, { cluster }] of kept) if (cluster.id === clusterId) kept.delete(hash);
}
