import type { ClusterRpc } from '../durable-objects/rpc.ts';

export { ClusterObject } from '../durable-objects/cluster-object.ts';

interface Bindings {
  readonly CLUSTERS: DurableObjectNamespace<ClusterRpc & Rpc.DurableObjectBranded>;
}

/**
 * `POST /ID` makes a cluster and `/ID/kube/...` is its API: nothing but the cluster is measured.
 * `/` only says that it is there.
 */
export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const url = new URL(request.url);
    const [, id = '', ...rest] = url.pathname.split('/');
    if (id === '') return new Response('up');
    const cluster = env.CLUSTERS.get(env.CLUSTERS.idFromName(id));
    if (rest.length > 0)
      return cluster.fetch(new Request(new URL(`/${rest.join('/')}${url.search}`, url), request));
    await cluster.create({ seed: id });
    return new Response(null, { status: 201 });
  },
};
