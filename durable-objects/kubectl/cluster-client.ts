import type {
  ApiClient,
  ApiReply,
  ApiRequest,
  ApiResponse,
  ApiSession,
  ApiStream,
  StreamOutput,
  StreamPosition,
} from '../apimachinery/api-client.ts';
import { apiVersionOf, type Resource } from '../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { decodeUtf8, encodeUtf8 } from '../lib/utf8.ts';
import type { Credentials } from './connection.ts';
import { KubectlError, StatusFailure } from './failure.ts';

/** What a request may say besides its target. */
export interface RequestOptions {
  readonly query?: { readonly [name: string]: string | readonly string[] | undefined };
  /** Instead of `query`: already encoded. */
  readonly rawQuery?: string;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: Json;
  /** A body that is sent as it was written. */
  readonly bodyText?: string;
}

const tableAccept =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';

/** The most of a list that kubectl asks for at once. */
const chunkSize = 500;

/** The API as kubectl uses it: paths from kinds, Status answers as failures, warnings printed. */
export class ClusterClient {
  readonly #api: ApiClient;
  readonly #command: string;
  readonly #warn: (text: string) => void;
  readonly #warned = new Set<string>();
  readonly #connect: () => Credentials;
  readonly #trace: (request: ApiRequest, response: ApiResponse) => void;

  /** `connect` says who asks, or throws KubectlError; `trace` hears of every request. */
  constructor(
    api: ApiClient,
    command: string,
    warn: (text: string) => void,
    connect: () => Credentials = () => ({}),
    trace: (request: ApiRequest, response: ApiResponse) => void = () => {},
  ) {
    this.#api = api;
    this.#command = command;
    this.#warn = warn;
    this.#connect = connect;
    this.#trace = trace;
  }

  /** How many different warnings the server has sent. */
  get warnings(): number {
    return this.#warned.size;
  }

  /** Throws StatusFailure. */
  request(method: string, path: string, options: RequestOptions = {}): JsonObject {
    return objectOf(this.#reply(this.open(method, path, options)));
  }

  /** Any answer: a reply, a stream or a session. Throws StatusFailure. */
  open(method: string, path: string, options: RequestOptions = {}): ApiResponse {
    const { accept = 'application/json', contentType = 'application/json', body } = options;
    const text = options.bodyText ?? (body === undefined ? undefined : JSON.stringify(body));
    const request: ApiRequest = {
      method,
      path,
      query: options.rawQuery ?? queryText(options.query ?? {}),
      headers: {
        accept,
        'user-agent': 'kubectl/v1.35.2 (linux/amd64) kubernetes/fdc9d74',
        'kubectl-command': `kubectl ${this.#command}`,
        ...(text === undefined ? {} : { 'content-type': contentType }),
        ...this.#connect(),
      },
      ...(text === undefined ? {} : { body: encodeUtf8(text) }),
    };
    const response = this.#api.request(request);
    this.#trace(request, response);
    if (response.type !== 'session') for (const text of response.warnings ?? []) this.#say(text);
    if (response.type === 'reply' && response.status >= 400) throw failureOf(response);
    return response;
  }

  /** The text of an answer; the query is sent as it is. */
  rawText(path: string, rawQuery: string): string {
    return textOf(this.#reply(this.open('GET', path, { rawQuery, accept: '*/*' })));
  }

  /** The same for any method, with a body that is sent as it is. */
  rawAnswer(method: string, path: string, rawQuery: string, bodyText = ''): string {
    return textOf(this.#reply(this.open(method, path, { rawQuery, accept: '*/*', bodyText })));
  }

  get(resource: Resource, namespace: string, name: string): JsonObject {
    return this.request('GET', pathOf(resource, namespace, name));
  }

  /** Undefined when there is none. */
  find(resource: Resource, namespace: string, name: string): JsonObject | undefined {
    try {
      return this.get(resource, namespace, name);
    } catch (error) {
      if (error instanceof StatusFailure && error.reason === 'NotFound') return undefined;
      throw error;
    }
  }

  /** A whole list, with kind and apiVersion in its items. */
  list(
    resource: Resource,
    namespace: string,
    query: NonNullable<RequestOptions['query']> = {},
  ): List {
    return selecting(resource, query, () => this.#list(resource, namespace, query));
  }

  #list(
    resource: Resource,
    namespace: string,
    query: NonNullable<RequestOptions['query']>,
  ): { readonly items: readonly JsonObject[]; readonly resourceVersion: string } {
    const type = { apiVersion: apiVersionOf(resource), kind: resource.kind };
    const path = pathOf(resource, namespace);
    const items: JsonObject[] = [];
    let version = '';
    for (let next: string | undefined = ''; next !== undefined; ) {
      const more: { [name: string]: string } = next === '' ? {} : { continue: next };
      const page = this.request('GET', path, {
        query: { ...query, limit: String(chunkSize), ...more },
      });
      if (Array.isArray(page.items))
        for (const item of page.items) if (isObject(item)) items.push({ ...type, ...item });
      const metadata = isObject(page.metadata) ? page.metadata : {};
      version = String(metadata.resourceVersion ?? '');
      next =
        typeof metadata.continue === 'string' && metadata.continue !== ''
          ? metadata.continue
          : undefined;
    }
    return { items, resourceVersion: version };
  }

  /** A list or an object as the Table that the server prints. */
  table(path: string, query: RequestOptions['query'] = {}): JsonObject {
    return this.request('GET', path, { query, accept: tableAccept });
  }

  /** Opens a watch; `asTable` for rows instead of objects. */
  watch(path: string, query: RequestOptions['query'], asTable: boolean): StreamPosition {
    const accept = asTable ? tableAccept : 'application/json';
    const response = this.open('GET', path, { query: { ...query, watch: 'true' }, accept });
    if (response.type === 'stream') return response.position;
    throw new KubectlError('the server answered a watch with something else');
  }

  patch(
    path: string,
    type: 'strategic-merge' | 'merge' | 'json',
    body: Json,
    query: RequestOptions['query'] = {},
  ): JsonObject {
    return this.request('PATCH', path, {
      query,
      contentType: `application/${type}-patch+json`,
      body,
    });
  }

  poll(position: StreamPosition): StreamOutput {
    return this.#api.poll(position);
  }

  send(position: StreamPosition, frame: Uint8Array): void {
    this.#api.send(position, frame);
  }

  close(position: StreamPosition): void {
    this.#api.close(position);
  }

  #reply(response: ApiReply | ApiStream | ApiSession): ApiReply {
    if (response.type === 'reply') return response;
    throw new KubectlError(`the server answered with a ${response.type}`);
  }

  #say(text: string): void {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    this.#warn(`Warning: ${text}\n`);
  }
}

interface List {
  readonly items: readonly JsonObject[];
  readonly resourceVersion: string;
}

/** Says what was looked for when a list fails, as the resource builder of cli-runtime does. */
export function selecting<T>(
  { group, version, plural }: Resource,
  query: NonNullable<RequestOptions['query']>,
  request: () => T,
): T {
  try {
    return request();
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    if (error.reason !== 'BadRequest' && error.reason !== 'NotFound') throw error;
    const what = JSON.stringify(`${group}/${version}, Resource=${plural}`);
    const { labelSelector = '', fieldSelector = '' } = query;
    const selectors = `label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`;
    throw error.while(
      labelSelector === '' && fieldSelector === ''
        ? `Unable to list ${what}`
        : `Unable to find ${what} that match ${selectors}`,
    );
  }
}

/** `/api/v1/namespaces/default/pods/web-0`; without a name the list's, namespace '' is all. */
export function pathOf(
  resource: Pick<Resource, 'group' | 'version' | 'plural' | 'namespaced'>,
  namespace: string,
  name?: string,
  subresource?: string,
): string {
  const { group, version, plural, namespaced } = resource;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const place =
    namespaced && namespace !== '' ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const own = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${root}${place}/${plural}${own}${subresource === undefined ? '' : `/${subresource}`}`;
}

function queryText(query: NonNullable<RequestOptions['query']>): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : (value ?? [])).map(
        (one) => `${name}=${encodeURIComponent(one)}`,
      ),
    )
    .join('&');
}

function failureOf(reply: ApiReply): StatusFailure {
  if (reply.headers['content-type']?.includes('json')) return new StatusFailure(objectOf(reply));
  const known = plainFailures[reply.status];
  return new StatusFailure(known ?? { message: textOf(reply) });
}

/** What a client makes of an answer that is no Status (NewGenericServerResponse). */
const plainFailures: { readonly [status: number]: { reason: string; message: string } } = {
  401: {
    reason: 'Unauthorized',
    message: 'the server has asked for the client to provide credentials',
  },
  404: { reason: 'NotFound', message: 'the server could not find the requested resource' },
  405: {
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  },
};

function textOf({ body }: ApiReply): string {
  return typeof body === 'string' ? body : decodeUtf8(body);
}

function objectOf(reply: ApiReply): JsonObject {
  // What the API server writes as JSON is an object.
  return JSON.parse(textOf(reply)) as JsonObject;
}
