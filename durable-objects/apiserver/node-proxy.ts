import type { Key } from '../apimachinery/meta.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Transaction } from '../storage/store.ts';

/**
 * What the API server asks of the kubelet that runs a pod. The pod exists, is assigned to a node
 * and has the container: that was checked (pod-subresources.ts). Anything else that is wrong is
 * a StatusError thrown here, e.g. a container that is waiting to start. Positions are the
 * kubelet's own plain JSON, under 3 KiB; a session's state lives in records.
 */
export interface NodeProxy {
  /**
   * The log as it is. With `follow` nothing is read yet: there are no chunks, and `next` is where
   * `pollLog` begins (positions are too small to carry what was read).
   */
  log(pod: Key, container: string, options: LogOptions, context: NodeContext): NodeOutput;
  /** What was logged after `position`; `next` is absent when the container has ended. */
  pollLog(position: JsonObject, context: NodeContext): NodeOutput;
  /** Starts a command in a container. */
  exec(pod: Key, container: string, options: ExecOptions, context: NodeContext): JsonObject;
  /** Joins the container's main process. */
  attach(pod: Key, container: string, options: StreamOptions, context: NodeContext): JsonObject;
  /**
   * Frames of a session that came after `position`: channel byte first (1 stdout, 2 stderr,
   * 3 the final metav1.Status as JSON). `next` is absent when the session has ended.
   */
  poll(position: JsonObject, context: NodeContext): NodeOutput;
  /** A frame from the client: 0 stdin, 4 resize (`{"Width":80,"Height":24}`), 255 close. */
  send(position: JsonObject, frame: Uint8Array, context: NodeContext): void;
  /** The client of a session has gone. */
  close(position: JsonObject, context: NodeContext): void;
}

export interface NodeContext {
  readonly tx: Transaction;
  readonly now: Instant;
  /** Timestamps in logs are printed this much earlier, as those of objects are. */
  readonly clockSkipped: Duration;
}

export interface NodeOutput {
  /** Text of logs, frames of sessions. */
  readonly chunks: readonly (string | Uint8Array)[];
  readonly next?: JsonObject;
}

/** `v1.PodLogOptions`, checked. */
export interface LogOptions {
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  /** At most one of these two; `sinceTime` in the cluster's own time. */
  readonly sinceSeconds?: number;
  readonly sinceTime?: Instant;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  /** Which streams; absent: both. */
  readonly stream?: 'Stdout' | 'Stderr';
}

/** `v1.PodAttachOptions`; at least one stream is asked for. */
export interface StreamOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

/** `v1.PodExecOptions`. */
export interface ExecOptions extends StreamOptions {
  readonly command: readonly string[];
}
