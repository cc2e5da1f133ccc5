import type { ApiReply, ApiResponse, StreamPosition } from '../../apimachinery/api-client.ts';
import type { Resource, User } from '../../apimachinery/resource.ts';
import type { Client } from '../../control/world.ts';
import { assert } from '../../lib/assert.ts';
import { type Duration, type Instant, parseTime } from '../../lib/instant.ts';
import { keyed } from '../../lib/random.ts';
import { decodeUtf8, encodeUtf8 } from '../../lib/utf8.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import type { ServedResources, Transaction } from '../../storage/store.ts';
import type { defaultAdmission } from '../admission/index.ts';
import type { AdmissionPlugin } from '../admission/plugin.ts';
import type { ApiServer } from '../api-server.ts';
import type { RequestEnvironment } from '../environment.ts';
import type { NodeProxy } from '../node-proxy.ts';
import { createApiServer } from '../server.ts';
import { allowAdministrators, noTokens } from './authorizer.ts';

/** A node that knows nothing: sessions and logs are not what is tested. */
const noNode: NodeProxy = {
  log: () => ({ chunks: ['one line\n'] }),
  pollLog: () => ({ chunks: [] }),
  exec: () => ({ session: 1 }),
  attach: () => ({ session: 2 }),
  poll: () => ({ chunks: [] }),
  send: () => {},
  close: () => {},
};

/** An API server over a memory store with a clock in its hand, for tests. */
export class TestServer {
  readonly store = new MemoryStore();
  now: Instant = parseTime('2026-11-20T10:00:00Z') ?? 0;
  clockSkipped: Duration = 0;
  user: User = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };
  readonly #api: ApiServer;

  constructor(
    kinds: readonly Resource[] | ServedResources,
    plugins: readonly AdmissionPlugin[] | typeof defaultAdmission = [],
  ) {
    const access = { authorizer: allowAdministrators, authenticator: noTokens };
    const resources = typeof kinds === 'function' ? kinds : () => kinds;
    const admission = typeof plugins === 'function' ? plugins({ resources, ...access }) : plugins;
    this.#api = createApiServer({ resources, admission, ...access, node: noNode });
  }

  /** `call('PATCH', '/api/v1/...', { spec: {} }, 'application/merge-patch+json')`. */
  call(method: string, url: string, body?: unknown, type = 'application/json'): Answer {
    const response = this.send(method, url, body, { 'content-type': type });
    assert(response.type === 'reply', `a reply to ${method} ${url}`);
    return new Answer(response);
  }

  get(url: string, accept = 'application/json'): Answer {
    const response = this.send('GET', url, undefined, { accept });
    assert(response.type === 'reply', `a reply to GET ${url}`);
    return new Answer(response);
  }

  send(
    method: string,
    url: string,
    body: unknown,
    headers: { readonly [name: string]: string },
  ): ApiResponse {
    const [path = '', query = ''] = url.split('?');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const bytes = body === undefined ? {} : { body: encodeUtf8(text) };
    const request = { method, path, query, headers, ...bytes };
    return this.#in((environment) => this.#api.handle(request, environment));
  }

  /** A request whose body is any bytes. */
  bytes(
    method: string,
    path: string,
    body: Uint8Array,
    headers: { readonly [name: string]: string },
  ): Answer {
    const request = { method, path, query: '', headers, body };
    const response = this.#in((environment) => this.#api.handle(request, environment));
    assert(response.type === 'reply', `a reply to ${method} ${path}`);
    return new Answer(response);
  }

  /** Opens a watch; `poll` gives its events as `ADDED a`, and the next position. */
  watch(url: string, accept = 'application/json'): StreamPosition {
    const response = this.send('GET', url, undefined, { accept });
    assert(response.type === 'stream', `a stream for GET ${url}`);
    return response.position;
  }

  poll(position: StreamPosition): { events: readonly WatchEvent[]; next?: StreamPosition } {
    const output = this.#in((environment) => this.#api.poll(position, environment));
    const events = output.chunks.map((chunk) => JSON.parse(String(chunk)) as WatchEvent);
    return { events, ...(output.next ? { next: output.next } : {}) };
  }

  /** The controllers' door. */
  act<R>(body: (client: Client, tx: Transaction) => R): R {
    return this.#in((environment) =>
      body(this.#api.client(environment, 'kube-controller-manager'), environment.tx),
    );
  }

  #in<R>(body: (environment: RequestEnvironment) => R): R {
    const results: R[] = [];
    this.store.transaction({ at: this.now, actor: this.user.name }, (tx) => {
      const { now, clockSkipped, user, store } = this;
      const random: RequestEnvironment['random'] = (...key) => keyed('seed', ...key);
      results.push(body({ tx, history: store, now, clockSkipped, user, random }));
    });
    const [result] = results;
    assert(results.length === 1, 'one result');
    return result as R;
  }
}

export interface WatchEvent {
  readonly type: string;
  readonly object: {
    readonly metadata: { readonly name?: string; readonly resourceVersion?: string };
    readonly [field: string]: unknown;
  };
}

/** What came back, taken apart. */
export class Answer {
  readonly status: number;
  readonly text: string;
  readonly warnings: readonly string[];
  readonly headers: { readonly [name: string]: string };

  constructor({ status, body, warnings, headers }: ApiReply) {
    this.status = status;
    this.text = typeof body === 'string' ? body : decodeUtf8(body);
    this.warnings = warnings ?? [];
    this.headers = headers;
  }

  /** A member of the body by its path: `answer.at('metadata', 'name')`. */
  at(...path: readonly (string | number)[]): unknown {
    let value: unknown = JSON.parse(this.text);
    for (const step of path) value = (value as { [step: string]: unknown } | undefined)?.[step];
    return value;
  }

  /** `409 pods "x" already exists`, or `200`. */
  get line(): string {
    if (this.status < 400) return String(this.status);
    const message = this.text.startsWith('{') ? this.at('message') : this.text.trim();
    return `${this.status} ${String(message)}`;
  }
}
