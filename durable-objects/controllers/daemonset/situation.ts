import type { DaemonSet, Node, Pod } from '../../api/index.ts';
import { type Instant, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { isAvailable } from '../pod-state.ts';
import type { Eligibility } from './eligibility.ts';

/** Everything that decides what a DaemonSet's controller does next. */
export interface Situation {
  readonly set: Frozen<DaemonSet>;
  readonly nodes: readonly Frozen<Node>[];
  /** The set's pods by the node that they are on or meant for; ended ones that go are left out. */
  readonly pods: ReadonlyMap<string, readonly Frozen<Pod>[]>;
  /** The hash of the present template's revision, which up-to-date pods carry as a label. */
  readonly hash: string;
  /** Until when a node's failed pod is left alone; undefined: it may be replaced. */
  readonly backOffEnd: (node: string) => Instant | undefined;
  readonly now: Instant;
}

/** One thing to do or to wait for, and why: what a person is shown. */
export type Step =
  | { readonly do: 'create'; readonly node: string; readonly because: string }
  | {
      readonly do: 'delete';
      readonly pod: Frozen<Pod>;
      /** The node on which a failed or succeeded pod is replaced. */
      readonly ended?: string;
      readonly because: string;
    }
  | { readonly do: 'wait'; readonly for: string; readonly until: Instant };

/** The situation, with what follows from nodes and template. */
export interface View extends Situation {
  readonly eligible: ReadonlyMap<string, Eligibility>;
}

/** Whether a pod is of the present template. */
export function isUpdated({ hash }: Pick<View, 'hash'>, pod: Frozen<Pod>): boolean {
  return pod.metadata.labels?.['controller-revision-hash'] === hash;
}

/** Ready for long enough. */
export function isPodAvailable({ set, now }: Pick<View, 'set' | 'now'>, pod: Frozen<Pod>): boolean {
  return isAvailable(pod, (set.spec.minReadySeconds ?? 0) * second, now);
}

/** Assigned pods first, then the older, then by name. */
export function byAge(a: Frozen<Pod>, b: Frozen<Pod>): number {
  const key = ({ spec, metadata }: Frozen<Pod>): string =>
    `${spec.nodeName ? 0 : 1} ${metadata.creationTimestamp} ${metadata.name}`;
  return key(a) < key(b) ? -1 : 1;
}
