import { DurableObject } from 'cloudflare:workers';
import type { Results } from '../../durable-objects/grading/results.ts';
import type { ClusterDefinition, ClusterRpc } from '../../durable-objects/rpc.ts';
import { app } from '../../worker/app.ts';

export { ClassObject } from '../../durable-objects/class-object.ts';

/** Stands in for a cluster: it tells what reached it, so that the worker can be tested alone. */
export class ClusterObject extends DurableObject implements ClusterRpc {
  async create(definition: ClusterDefinition): Promise<void> {
    if ((await this.ctx.storage.get('definition')) === undefined)
      await this.ctx.storage.put('definition', definition);
  }

  async check(): Promise<Results> {
    return { lab: 'fake', labVersion: 1, points: 10, score: 4, tasks: [], revision: 7 };
  }

  async submit(): Promise<Results> {
    return this.check();
  }

  async reset(): Promise<void> {
    await this.ctx.storage.put('reset', true);
  }

  async destroy(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (request.headers.get('upgrade') === 'websocket' && url.pathname !== '/kube/refuse')
      return this.#socket(url);
    const status = url.pathname === '/kube/refuse' ? 403 : 200;
    const definition = await this.ctx.storage.get('definition');
    const headers = Object.fromEntries(request.headers);
    const body = { definition, headers, method: request.method, text: await request.text() };
    return Response.json({ path: url.pathname + url.search, ...body }, { status });
  }

  override async webSocketMessage(socket: WebSocket, message: string): Promise<void> {
    socket.send(`echo ${message}`);
  }

  #socket(url: URL): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    if (url.pathname.startsWith('/kube/'))
      for (const line of ['{"type":"ADDED"}\n', '{"type":"MODIFIED"}\n']) server.send(line);
    if (url.searchParams.get('timeoutSeconds') === '0') server.close(1000, 'ended');
    const list = [['content-type', 'application/json;stream=watch']];
    const headers = { 'x-labset-headers': JSON.stringify(list) };
    return new Response(null, { status: 101, webSocket: client, headers });
  }
}

export default app;
