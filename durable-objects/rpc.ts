import type { Results } from './grading/results.ts';
import type { Instant } from './lib/instant.ts';

/** What a cluster is made from; written once, when it is created. */
export interface ClusterDefinition {
  /** Decides all randomness: the same seed gives the same UIDs, latencies and variants. */
  readonly seed: string;
  /** What nobody may guess: it signs the tokens of ServiceAccounts. Absent: the seed does. */
  readonly secret?: string;
  /** The lab's folder name; absent for an empty sandbox. */
  readonly lab?: string;
  /** Whom the cluster's milestones are reported to; absent for a sandbox. */
  readonly learner?: LearnerPlace;
}

/** Where an attempt stands in its class. */
export interface LearnerPlace {
  /** The name of the class's Durable Object. */
  readonly classId: string;
  readonly assignmentId: string;
  readonly attemptId: string;
  readonly personId: string;
  readonly name: string;
}

/** What the worker calls on a cluster's Durable Object, beside `fetch`. */
export interface ClusterRpc {
  /** Creates the cluster; a second call with any definition changes nothing. */
  create(definition: ClusterDefinition): Promise<void>;
  /** Runs every check, experiments included. */
  check(): Promise<Results>;
  /** Checks, and keeps the cluster's state under the submission's id for regrading. */
  submit(submissionId: string): Promise<Results>;
  /** Starts again; what was is kept in the restore list. */
  reset(): Promise<void>;
  /** Removes everything. */
  destroy(): Promise<void>;
}

/**
 * Paths that the worker forwards to a cluster's `fetch`, after it has authenticated and removed
 * its own prefix:
 * - `/kube/...`: the Kubernetes API (`/kube/api/v1/...`); header `x-labset-user` names the user that
 *   the worker has recognised, otherwise the cluster judges `authorization` itself;
 * - `/console?locale=ko`: the console's WebSocket (console/protocol.ts); header
 *   `x-labset-mode: own` or `read-only`.
 */
export const kubePrefix = '/kube';
export const consolePath = '/console';

/** A learner's row on the live board. Sent to the class whenever it changes. */
export interface BoardRow {
  readonly attemptId: string;
  readonly personId: string;
  readonly name: string;
  /** One per task of the lab, in order. */
  readonly cells: readonly BoardCell[];
  readonly score: number;
  readonly points: number;
  readonly lastActiveAt: Instant;
  /** When the learner is stuck: the fact from the cluster, as Kubernetes prints it. */
  readonly stuck?: { readonly since: Instant; readonly fact: string };
  readonly hand?: { readonly since: Instant; readonly message: string };
}

export interface BoardCell {
  readonly task: string;
  readonly standing: 'todo' | 'working' | 'partly' | 'met' | 'stuck';
  readonly score: number;
  readonly points: number;
  /** When work on this task began; absent for `todo`. */
  readonly since?: Instant;
}

/** What clusters and the worker call on a class's Durable Object, beside `fetch`. */
export interface ClassRpc {
  /** A cluster reports its learner's progress; hands are kept from the row before. */
  report(assignmentId: string, row: Omit<BoardRow, 'hand'>): Promise<void>;
  raiseHand(assignmentId: string, attemptId: string, message: string): Promise<void>;
  lowerHand(assignmentId: string, attemptId: string): Promise<void>;
  rows(assignmentId: string): Promise<readonly BoardRow[]>;
}

/** Over the class's WebSocket, `/live/:assignmentId`: all rows first, then each that changes. */
export type BoardMessage =
  | { readonly type: 'rows'; readonly rows: readonly BoardRow[] }
  | { readonly type: 'row'; readonly row: BoardRow };
