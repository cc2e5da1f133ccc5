import type {
  ApiRequest,
  ApiResponse,
  StreamOutput,
  StreamPosition,
} from '../apimachinery/api-client.ts';
import { StatusError, unauthorized } from '../apimachinery/status-error.ts';
import { assert, present } from '../lib/assert.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import type { ApiServer, ApiServerOptions } from './api-server.ts';
import { attributesOf, authorize, NotAuthorized } from './authorize.ts';
import { createClient } from './client.ts';
import type { PollEnvironment, RequestEnvironment } from './environment.ts';
import { flowHeaders } from './flow-control.ts';
import { actingUser } from './impersonation.ts';
import type { NodeOutput } from './node-proxy.ts';
import { type Form, negotiate } from './present/negotiation.ts';
import { statusReply } from './present/reply.ts';
import { requestInfo } from './request-info.ts';
import { tableOf } from './resource-table.ts';
import { route } from './router.ts';
import { pollWatch } from './watch/poll.ts';
import { isWatchPosition } from './watch/position.ts';

/** Assembles the API server. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { node } = options;
  return {
    handle: (request, environment) => handle(request, environment, options),
    poll: (position, environment) => poll(position, environment, options),
    send: (position, frame, environment) => node.send(nodePosition(position), frame, environment),
    close(position, environment) {
      if (position.type === 'session') node.close(nodePosition(position), environment);
    },
    client: (environment, manager) => createClient(environment, options, manager),
  };
}

/** Answers a request; what a user did wrong is answered as a Status. */
function handle(
  request: ApiRequest,
  environment: RequestEnvironment,
  options: ApiServerOptions,
): ApiResponse {
  const { tx } = environment;
  const headers: { [name: string]: string } = { 'audit-id': auditId(request, environment) };
  const pretty = isPretty(request);
  const form = (): Form => negotiate(request.headers.accept ?? '', pretty);
  try {
    const info = requestInfo(request);
    const user = actingUser(request, environment.user, options.authorizer, tx);
    Object.assign(
      headers,
      flowHeaders(options.flowControl?.classify(attributesOf(info, user), tx)),
    );
    authorize(info, user, options.authorizer, tx);
    const table = tableOf(options.resources(tx));
    const response = route(request, info, { ...environment, user }, options, table, form);
    return withHeaders(response, headers);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const answer = withHeaders(statusReply(error, { format: 'json', pretty }), headers);
    // Told apart from refusals by admission (handlers/responsewriters Forbidden).
    const nosniff = { 'x-content-type-options': 'nosniff' };
    return error instanceof NotAuthorized ? withHeaders(answer, nosniff) : answer;
  }
}

/** 401, for a request whose token is nobody's. */
export function unauthorizedReply(request: ApiRequest): ApiResponse {
  return statusReply(unauthorized(), { format: 'json', pretty: isPretty(request) });
}

function withHeaders(
  response: ApiResponse,
  headers: { readonly [name: string]: string },
): ApiResponse {
  if (response.type === 'session') return response;
  return { ...response, headers: { ...headers, ...response.headers } };
}

/** The client's own, or one for this request (apiserver/pkg/endpoints/filters/request_received.go). */
function auditId({ method, path, query, headers }: ApiRequest, at: RequestEnvironment): string {
  const asked = headers['audit-id'];
  if (asked !== undefined && /^[\x21-\x7e]{1,64}$/.test(asked)) return asked;
  return at.random('audit-id', String(at.now), String(at.tx.revision), method, path, query).uuid();
}

function poll(
  position: StreamPosition,
  environment: PollEnvironment,
  options: ApiServerOptions,
): StreamOutput {
  const { node } = options;
  if (isWatchPosition(position)) {
    const { group, version, plural } = position;
    // A position outlives a deployment or a definition, and with it a kind.
    const resource = tableOf(options.resources(environment.tx)).find(group, version, plural);
    return resource ? pollWatch(environment, resource, position) : { chunks: [] };
  }
  if (position.type === 'log') {
    return output(position.type, node.pollLog(nodePosition(position), environment));
  }
  return output(position.type, node.poll(nodePosition(position), environment));
}

function output(type: StreamPosition['type'], { chunks, next }: NodeOutput): StreamOutput {
  return next ? { chunks, next: { type, node: next } } : { chunks };
}

function nodePosition(position: StreamPosition): JsonObject {
  const node = present(position.node, 'position on the node');
  assert(isObject(node), 'a position on the node is an object');
  return node;
}

/** JSON for people: asked for, or for a client that shows it as it is (handlers/negotiation). */
function isPretty({ query, headers }: ApiRequest): boolean {
  const asked = /(?:^|&)pretty=([^&]*)/.exec(query);
  if (asked) return !['0', 'false'].includes(asked[1] ?? '');
  return /^(?:curl|Wget|Mozilla\/5\.0)/.test(headers['user-agent'] ?? '');
}
