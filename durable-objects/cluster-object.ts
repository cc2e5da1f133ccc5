import { DurableObject } from 'cloudflare:workers';
import {
  type ApiRequest,
  type ApiResponse,
  headerList,
  type StreamPosition,
} from './apimachinery/api-client.ts';
import { StatusError } from './apimachinery/status-error.ts';
import { Attempt } from './attempt/attempt.ts';
import { administrator } from './cluster/index.ts';
import { parseMessage } from './console/parse.ts';
import type { FromCluster } from './console/protocol.ts';
import type { Results } from './grading/results.ts';
import {
  type ClassRpc,
  type ClusterDefinition,
  type ClusterRpc,
  consolePath,
  kubePrefix,
} from './rpc.ts';

interface Bindings {
  readonly CLASSES: DurableObjectNamespace<ClassRpc & Rpc.DurableObjectBranded>;
}

/** What a socket is, kept in its attachment so that the object may sleep under it. */
type Attachment =
  | { readonly kind: 'stream' | 'session'; readonly position: StreamPosition }
  | { readonly kind: 'console'; readonly readOnly: boolean };

/** As the Kubernetes API server. */
const maxBody = 3 * 1024 * 1024;
/** A deadline this near is waited for awake; a later one by alarm, so that the object can sleep. */
const awakeWaitMs = 5_000;
/** Windows and watches of one cluster. */
const maxSockets = 200;

/**
 * The shell around one cluster: keeps it in SQLite, tells it the time, carries bytes. Everything
 * it decides is in Attempt; here is only what needs Cloudflare.
 */
export class ClusterObject extends DurableObject<Bindings> implements ClusterRpc {
  #live: Attempt | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #alarmAt = 0;

  async create(definition: ClusterDefinition): Promise<void> {
    this.#turn((live) => live.create(definition));
  }

  async check(): Promise<Results> {
    return this.#turn((live) => live.grade());
  }

  async submit(submissionId: string): Promise<Results> {
    return this.#turn((live) => live.submit(submissionId));
  }

  async reset(): Promise<void> {
    this.#turn((live) => live.reset());
  }

  async destroy(): Promise<void> {
    for (const socket of this.ctx.getWebSockets()) socket.close(1001, 'the cluster is gone');
    clearTimeout(this.#timer);
    this.#live = undefined;
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === consolePath) return this.#openConsole(request);
    if (!url.pathname.startsWith(`${kubePrefix}/`)) return new Response(null, { status: 404 });
    const body = new Uint8Array(await request.arrayBuffer());
    const asked: ApiRequest = {
      method: request.method,
      path: decodeURI(url.pathname.slice(kubePrefix.length)),
      query: url.search.slice(1),
      headers: Object.fromEntries(request.headers),
      ...(body.byteLength > 0 ? { body: body.subarray(0, maxBody + 1) } : {}),
    };
    try {
      const response = this.#turn((live) => live.serve(asked));
      return this.#answer(request, response);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      return Response.json(error.body, { status: error.code });
    }
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const attachment = attachmentOf(socket);
    if (attachment.kind === 'session' && typeof data !== 'string') {
      this.#turn((live) => live.as(administrator).send(attachment.position, new Uint8Array(data)));
    }
    if (attachment.kind !== 'console' || typeof data !== 'string') return;
    const message = parseMessage(data);
    this.#turn((live) => {
      const replies = message
        ? live.receive(message, attachment.readOnly)
        : [{ type: 'refused', message: 'This message is not understood.' } as const];
      for (const reply of replies) say(socket, reply);
    });
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    const attachment = attachmentOf(socket);
    this.#live?.forget(socket);
    if (attachment.kind === 'console') return;
    this.#turn((live) => live.as(administrator).close(attachment.position));
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.webSocketClose(socket);
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = 0;
    this.#turn(() => undefined);
  }

  #openConsole(request: Request): Response {
    const readOnly = request.headers.get('x-labset-mode') !== 'own';
    const socket = this.#accept({ kind: 'console', readOnly });
    if (!socket) return new Response('too many windows', { status: 429 });
    this.#turn((live) => {
      for (const message of live.greet(readOnly)) say(socket.server, message);
    });
    return new Response(null, { status: 101, webSocket: socket.client });
  }

  #answer(request: Request, response: ApiResponse): Response {
    if (response.type === 'reply') {
      const headers = new Headers(headerList(response));
      const isEmpty = [204, 304].includes(response.status) || request.method === 'HEAD';
      return new Response(isEmpty ? null : response.body, { status: response.status, headers });
    }
    const kind = response.type;
    const asked = request.headers.get('sec-websocket-protocol')?.split(/,\s*/) ?? [];
    const socket = this.#accept({ kind, position: response.position });
    if (!socket) return new Response('too many streams', { status: 429 });
    this.#turn(() => undefined);
    const streamed = response.type === 'stream' ? JSON.stringify(headerList(response)) : '';
    return new Response(null, {
      status: 101,
      webSocket: socket.client,
      headers: {
        ...(kind === 'session' && asked[0] ? { 'sec-websocket-protocol': asked[0] } : {}),
        ...(streamed ? { 'x-labset-headers': streamed } : {}),
      },
    });
  }

  #accept(attachment: Attachment): { client: WebSocket; server: WebSocket } | undefined {
    if (this.ctx.getWebSockets().length >= maxSockets) return undefined;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(attachment);
    return { client, server };
  }

  /**
   * One turn: time passes, something is done, everybody hears of it, and what changed is written
   * before anybody is answered. A bug drops what is in memory; the database has the last turn.
   */
  #turn<R>(body: (live: Attempt) => R): R {
    try {
      this.#live ??= new Attempt(this.ctx.storage.sql, Date.now());
      const live = this.#live;
      live.advanceTo(Date.now());
      const result = body(live);
      const printed = live.advanceWorkstation();
      if (this.ctx.getWebSockets().length > 0) live.probe();
      // Nobody hears of what could still be lost.
      this.ctx.storage.transactionSync(() => live.flush());
      this.#tell(live, printed);
      this.ctx.storage.transactionSync(() => live.flush());
      this.#report(live);
      this.#schedule(live);
      return result;
    } catch (error) {
      this.#live = undefined;
      throw error;
    }
  }

  /** Everything new, to everybody who listens. */
  #tell(live: Attempt, printed: readonly FromCluster[]): void {
    for (const socket of this.ctx.getWebSockets()) {
      const attachment = attachmentOf(socket);
      if (attachment.kind === 'console') {
        for (const message of [...printed, ...live.news(socket)]) say(socket, message);
        continue;
      }
      const { chunks, next } = live.as(administrator).poll(attachment.position);
      for (const chunk of chunks) {
        if (typeof chunk === 'string' || attachment.kind === 'session') send(socket, chunk);
      }
      if (!next) socket.close(1000, 'ended');
      else if (next !== attachment.position)
        socket.serializeAttachment({ ...attachment, position: next });
    }
  }

  #report(live: Attempt): void {
    const report = live.takeReport();
    if (!report) return;
    const { classId, assignmentId } = report.place;
    const stub = this.env.CLASSES.get(this.env.CLASSES.idFromName(classId));
    this.ctx.waitUntil(stub.report(assignmentId, report.row));
  }

  /** Somebody watches: wake for the next deadline. Otherwise time is lazy. */
  #schedule(live: Attempt): void {
    clearTimeout(this.#timer);
    const sockets = this.ctx.getWebSockets();
    const wakes = sockets.map((socket) => wakeOf(attachmentOf(socket), live));
    const next = Math.min(...wakes, (sockets.length > 0 && live.nextWake()) || Infinity);
    if (next === Infinity) return;
    const wait = Math.max(next - Date.now(), 1);
    if (wait > awakeWaitMs) this.#setAlarm(next);
    else this.#timer = setTimeout(() => this.#turn(() => undefined), wait);
  }

  /** Setting an alarm writes a row, so the same one is not set again. */
  #setAlarm(at: number): void {
    if (this.#alarmAt !== at) void this.ctx.storage.setAlarm(at);
    this.#alarmAt = at;
  }
}

function attachmentOf(socket: WebSocket): Attachment {
  return socket.deserializeAttachment() as Attachment;
}

/** When a stream is to be polled although nothing changed: for a bookmark, or to end it. */
function wakeOf(attachment: Attachment, live: Attempt): number {
  const at = attachment.kind === 'stream' ? attachment.position.wakeAt : undefined;
  return typeof at === 'number' ? live.onCalendar(at) : Infinity;
}

function say(socket: WebSocket, message: FromCluster): void {
  send(socket, JSON.stringify(message));
}

/** A client that has gone is not an error: webSocketClose follows. */
function send(socket: WebSocket, data: string | Uint8Array): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(data);
}
