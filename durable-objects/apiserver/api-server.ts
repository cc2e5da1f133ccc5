import type {
  ApiRequest,
  ApiResponse,
  StreamOutput,
  StreamPosition,
} from '../apimachinery/api-client.ts';
import type { Client } from '../control/world.ts';
import type { ServedResources } from '../storage/store.ts';
import type { AdmissionPlugin } from './admission/plugin.ts';
import type { Authenticator } from './authenticator.ts';
import type { Authorizer } from './authorizer.ts';
import type { ComputedObjects } from './computed.ts';
import type { PollEnvironment, RequestEnvironment } from './environment.ts';
import type { FlowControl } from './flow-control.ts';
import type { NodeProxy } from './node-proxy.ts';
import type { Descriptions } from './openapi/descriptions.ts';

/** What an API server is made from. */
export interface ApiServerOptions {
  /** Every kind that is served, in the order in which discovery lists them. */
  readonly resources: ServedResources;
  /** In upstream's order; `defaultAdmission` of admission/index.ts. */
  readonly admission: readonly AdmissionPlugin[];
  readonly authorizer: Authorizer;
  readonly authenticator: Authenticator;
  readonly node: NodeProxy;
  /** Tells the objects of kinds that are not stored; without it there are none. */
  readonly computed?: ComputedObjects;
  /** Absent: answers name no flow. */
  readonly flowControl?: FlowControl;
  /** What OpenAPI says of kinds and fields; without it, their types only. */
  readonly descriptions?: Descriptions;
}

/** The Kubernetes REST API over a list of resources: no state of its own, nothing asynchronous. */
export interface ApiServer {
  /**
   * Serves one request within `environment.tx`. A user's mistake is an answer (a Status), not an
   * exception; then the transaction has no changes by this request (checks come before writes).
   */
  handle(request: ApiRequest, environment: RequestEnvironment): ApiResponse;
  /**
   * What came since on a watch, a log or a session. A position's `wakeAt`, when there, is the
   * moment at which it is to be polled although nothing changed (a bookmark, a timeout).
   * Watches read committed changes: poll after the transaction that made them, in one of its own.
   */
  poll(position: StreamPosition, environment: PollEnvironment): StreamOutput;
  /** A frame from the client of a session. */
  send(position: StreamPosition, frame: Uint8Array, environment: PollEnvironment): void;
  /** The client of a session or stream has gone. */
  close(position: StreamPosition, environment: PollEnvironment): void;
  /**
   * The controllers' door: the same strategies and admission, no authorization, no bytes.
   * `manager` is the program whose name the fields carry that it writes.
   */
  client(environment: RequestEnvironment, manager: string): Client;
}

export { defaultAdmission } from './admission/index.ts';
