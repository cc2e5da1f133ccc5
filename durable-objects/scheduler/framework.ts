import type { Node, Pod } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import type { Reader } from '../storage/store.ts';
import type { Amounts } from './requests.ts';

/** The pod that is placed, with what plugins ask about it again and again. */
export interface Candidate {
  readonly pod: Frozen<Pod>;
  readonly requests: Amounts;
}

/** A node with the pods that are on it. */
export interface NodeInfo {
  readonly node: Frozen<Node>;
  readonly pods: readonly Frozen<Pod>[];
  readonly requested: Amounts;
}

/**
 * One reason for or against a node, named as upstream's plugin. `preFilter` speaks of all nodes
 * at once; `filter` gives the reasons against one node, none when it will do; `score` is 0 to 100.
 */
export interface Plugin {
  readonly name: string;
  preFilter?(candidate: Candidate, read: Reader): PreFilterResult | undefined;
  filter?(
    candidate: Candidate,
    info: NodeInfo,
    all: readonly NodeInfo[],
    read: Reader,
  ): readonly Reason[];
  score?(candidate: Candidate, info: NodeInfo, all: readonly NodeInfo[]): number;
  /** How much a score counts. Default 1. */
  readonly weight?: number;
}

/** Why no node at all will do. */
export interface PreFilterResult {
  readonly reason: string;
}

/** Why a node won't do. */
export interface Reason {
  readonly text: string;
  /** Evicting pods would not help. */
  readonly unresolvable: boolean;
}
