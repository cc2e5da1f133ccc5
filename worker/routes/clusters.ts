import { type Context, Hono } from 'hono';
import { kubePrefix } from '../../durable-objects/rpc.ts';
import { optionalAccess } from '../access.ts';
import type { ClusterRow } from '../db/clusters.ts';
import type { AppEnv } from '../env.ts';
import { isStream, isWatch, streamOf } from '../stream.ts';

// As the Kubernetes API server: no object is larger, and no patch needs to be.
const bodyLimit = 3 * 1024 * 1024;
// Everybody is the administrator of their own cluster and nobody in another's.
const user = 'kubernetes-admin';

/**
 * The passage from a Kubernetes client to its cluster: `/clusters/ID/TOKEN/...` over plain http,
 * `/clusters/ID/...` with a bearer token over https.
 */
export const clusterRoutes = new Hono<AppEnv>().all('/:cluster/*', async (c) => {
  const url = new URL(c.req.url);
  const [, , clusterId = '', ...rest] = url.pathname.split('/');
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? rest.shift() ?? '';
  const cluster = await optionalAccess(c.var.database, clusterId, token);
  if (!cluster) return status(c, 401, 'Unauthorized', 'Unauthorized');
  if (Number(c.req.header('content-length') ?? 0) > bodyLimit) {
    const message = `Request entity too large: limit is ${bodyLimit}`;
    return status(c, 413, 'RequestEntityTooLarge', message);
  }
  return forward(c, cluster, new URL(`${kubePrefix}/${rest.join('/')}${url.search}`, url));
});

async function forward(c: Context<AppEnv>, cluster: ClusterRow, url: URL): Promise<Response> {
  const object = c.env.CLUSTERS.get(c.env.CLUSTERS.idFromName(cluster.objectName));
  const request = new Request(url, c.req.raw);
  for (const name of [...request.headers.keys()])
    if (name === 'authorization' || name === 'cookie' || name.startsWith('x-labset-'))
      request.headers.delete(name);
  request.headers.set('x-labset-user', user);
  if (!isStream(request.method, url)) return object.fetch(request);
  request.headers.set('upgrade', 'websocket');
  const answer = await object.fetch(request);
  return streamOf(answer, { heartbeat: isWatch(url) });
}

/** A refusal as a Kubernetes client understands it; the cluster itself was not asked. */
function status(c: Context<AppEnv>, code: 401 | 413, reason: string, message: string): Response {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
  return c.json({ ...body, message, reason, code }, code);
}
