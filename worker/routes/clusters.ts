import { type Context, Hono } from 'hono';
import { kubePrefix } from '../../durable-objects/rpc.ts';
import { optionalAccess, optionalCluster } from '../access.ts';
import type { ClusterRow } from '../db/clusters.ts';
import type { AppEnv } from '../env.ts';
import { isStream, isWatch, streamOf } from '../stream.ts';

// As the Kubernetes API server: no object is larger, and no patch needs to be.
const bodyLimit = 3 * 1024 * 1024;
// Whoever has one of our tokens is the administrator of that cluster.
const administrator = 'kubernetes-admin';
// No path of the Kubernetes API begins with so long a word.
const tokenPattern = /^[0-9a-z]{20,}$/;
// A ServiceAccount's token, which the cluster has signed and alone can judge.
const signedPattern = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * The passage from a Kubernetes client to its cluster: `/clusters/ID/...` with a bearer token, or
 * `/clusters/ID/TOKEN/...` over plain http, where kubectl sends none. Without any token it is the
 * anonymous user who asks.
 */
export const clusterRoutes = new Hono<AppEnv>().all('/:cluster/*', async (c) => {
  const url = new URL(c.req.url);
  const [, , clusterId = '', ...rest] = url.pathname.split('/');
  const inPath = tokenPattern.test(rest[0] ?? '') ? rest.shift() : undefined;
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const passage = await passageFor(c, clusterId, bearer ?? inPath);
  if (!passage) return status(c, 401, 'Unauthorized', 'Unauthorized');
  if (Number(c.req.header('content-length') ?? 0) > bodyLimit) {
    const message = `Request entity too large: limit is ${bodyLimit}`;
    return status(c, 413, 'RequestEntityTooLarge', message);
  }
  return forward(c, passage, new URL(`${kubePrefix}/${rest.join('/')}${url.search}`, url));
});

interface Passage {
  readonly cluster: ClusterRow;
  /** Who asks, as far as it is known here. */
  readonly headers: { readonly [name: string]: string };
}

async function passageFor(
  c: Context<AppEnv>,
  clusterId: string,
  token: string | undefined,
): Promise<Passage | undefined> {
  const { database } = c.var;
  if (token !== undefined && !signedPattern.test(token)) {
    const cluster = await optionalAccess(database, clusterId, token);
    return cluster && { cluster, headers: { 'x-labset-user': administrator } };
  }
  const cluster = await optionalCluster(database, clusterId);
  return cluster && { cluster, headers: token ? { authorization: `Bearer ${token}` } : {} };
}

async function forward(c: Context<AppEnv>, passage: Passage, url: URL): Promise<Response> {
  const object = c.env.CLUSTERS.get(c.env.CLUSTERS.idFromName(passage.cluster.objectName));
  const request = new Request(url, c.req.raw);
  for (const name of [...request.headers.keys()])
    if (name === 'authorization' || name === 'cookie' || name.startsWith('x-labset-'))
      request.headers.delete(name);
  for (const [name, value] of Object.entries(passage.headers)) request.headers.set(name, value);
  if (!isStream(request.method, url)) return object.fetch(request);
  request.headers.set('upgrade', 'websocket');
  const answer = await object.fetch(request);
  return streamOf(answer, { heartbeat: isWatch(url) });
}

/** A refusal as a Kubernetes client understands it; the cluster itself was not asked. */
function status(c: Context<AppEnv>, code: 401 | 413, reason: string, message: string): Response {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
  // As the API server: laid out for whoever shows it to people.
  const indent = /^(?:curl|Wget|Mozilla\/5\.0)/.test(c.req.header('user-agent') ?? '') ? 2 : 0;
  const text = JSON.stringify({ ...body, message, reason, code }, null, indent);
  return c.body(text, code, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
}
