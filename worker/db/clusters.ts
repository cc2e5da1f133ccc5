import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../env.ts';
import { clusters, clusterTokens } from './schema.ts';

export type ClusterRow = typeof clusters.$inferSelect;

/** The sandbox with this id; absent for an attempt's cluster. */
export async function selectOptionalSandbox(
  database: Database,
  clusterId: string,
): Promise<ClusterRow | undefined> {
  return database
    .select()
    .from(clusters)
    .where(and(eq(clusters.id, clusterId), eq(clusters.sandbox, true)))
    .get();
}

export async function selectOptionalCluster(
  database: Database,
  clusterId: string,
): Promise<ClusterRow | undefined> {
  return database.select().from(clusters).where(eq(clusters.id, clusterId)).get();
}

export async function insertCluster(
  database: Database,
  cluster: typeof clusters.$inferInsert,
): Promise<void> {
  await database.insert(clusters).values(cluster);
}

/** Removes a cluster and with it every token for it. */
export async function deleteCluster(database: Database, clusterId: string): Promise<void> {
  await database.batch([
    database.delete(clusterTokens).where(eq(clusterTokens.clusterId, clusterId)),
    database.delete(clusters).where(eq(clusters.id, clusterId)),
  ]);
}

export async function insertClusterToken(
  database: Database,
  token: typeof clusterTokens.$inferInsert,
): Promise<void> {
  await database.insert(clusterTokens).values(token);
}

/** Revokes every token for a cluster that is in use. */
export async function revokeClusterTokens(
  database: Database,
  clusterId: string,
  now: number,
): Promise<void> {
  await database
    .update(clusterTokens)
    .set({ revokedAt: now })
    .where(and(eq(clusterTokens.clusterId, clusterId), isNull(clusterTokens.revokedAt)));
}

/** The one cluster that a token opens; absent when the token is unknown or revoked. */
export async function selectOptionalTokenCluster(
  database: Database,
  tokenHash: string,
): Promise<ClusterRow | undefined> {
  const row = await database
    .select({ cluster: clusters })
    .from(clusterTokens)
    .innerJoin(clusters, eq(clusters.id, clusterTokens.clusterId))
    .where(and(eq(clusterTokens.tokenHash, tokenHash), isNull(clusterTokens.revokedAt)))
    .get();
  return row?.cluster;
}
