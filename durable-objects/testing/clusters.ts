import type { ApiClient, ApiReply } from '../apimachinery/api-client.ts';
import {
  administrator,
  type Cluster,
  createParts,
  newCluster,
  openCluster,
} from '../cluster/index.ts';
import type { Instant } from '../lib/instant.ts';
import { encodeUtf8 } from '../lib/utf8.ts';
import type { SqlDatabase } from '../storage/sqlite-schema.ts';
import { SqliteStore } from '../storage/sqlite-store.ts';

/** When tests' clusters are made. */
export const testStart: Instant = 1_795_000_000_000;

export const testDefinition = { seed: 'test', nodes: ['node-1', 'node-2', 'node-3'] };

const parts = createParts();

/** A cluster in memory with three nodes. */
export function testCluster(seed = 'test'): Cluster {
  return newCluster({ ...testDefinition, seed }, testStart, parts);
}

/** A cluster on a database, as a Durable Object has it; on one with content it is that cluster. */
export function storedCluster(database: SqlDatabase, at: Instant = testStart): Cluster {
  return openCluster(new SqliteStore(database, parts.resources), testDefinition, at, parts);
}

/** One request as the administrator; the body may be an object (sent as JSON) or text (YAML). */
export function call(
  cluster: Cluster,
  method: string,
  target: string,
  body?: unknown,
  headers: { readonly [name: string]: string } = {},
): ApiReply {
  const [path = '', query = ''] = target.split('?');
  const type = typeof body === 'string' ? 'application/yaml' : 'application/json';
  const response = clientOf(cluster).request({
    method,
    path,
    query,
    headers: { accept: 'application/json', 'content-type': type, ...headers },
    ...(body === undefined
      ? {}
      : { body: encodeUtf8(typeof body === 'string' ? body : JSON.stringify(body)) }),
  });
  if (response.type !== 'reply') throw new Error(`${method} ${target} answered a ${response.type}`);
  return response;
}

/** The JSON that a GET answers. */
export function read<T = Record<string, never>>(cluster: Cluster, target: string): T {
  return JSON.parse(String(call(cluster, 'GET', target).body)) as T;
}

/** Everything there is, as text: equal texts mean equal clusters. */
export function stateOf(cluster: Cluster): string {
  const objects = parts.resources.flatMap((resource) => cluster.read.list(resource));
  const records = parts.records.flatMap((type) =>
    cluster.read.records(type).map((record) => [type.record, record]),
  );
  return JSON.stringify({ objects, records, clock: cluster.clock }, null, 1);
}

function clientOf(cluster: Cluster): ApiClient {
  return cluster.as(administrator);
}
