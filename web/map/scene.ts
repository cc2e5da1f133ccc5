/**
 * What the map shows, without places: the model makes it from objects, the layout places it. Words
 * are left to the copy, so a scene is the same in every language.
 */
export interface Scene {
  readonly namespace: string;
  readonly nodes: readonly NodeThing[];
  readonly pods: readonly PodThing[];
  readonly services: readonly ServiceThing[];
  readonly workloads: readonly WorkloadThing[];
  /** Claims with their volumes, and volumes without claims. */
  readonly storage: readonly StorageThing[];
  readonly shelf: readonly ShelfThing[];
  /** `from` waits for `to`. */
  readonly waits: readonly Relation[];
  readonly relations: readonly Relation[];
}

/** Two ids (`Kind/namespace/name`) that belong together. */
export interface Relation {
  readonly from: string;
  readonly to: string;
}

/** - `ghost`: should exist and doesn't; `gone`: has just gone. */
export type Tone = 'well' | 'wait' | 'fail' | 'ghost' | 'gone';

/** What is said of a pod in one line; times are the cluster's. */
export type Said =
  | { readonly word: 'running' | 'completed' | 'scheduling' | 'starting' }
  | { readonly word: 'its-turn' }
  | { readonly word: 'terminating'; readonly until: number | undefined }
  | { readonly word: 'not-ready'; readonly ready: number; readonly total: number }
  | { readonly word: 'not-created'; readonly after: string | undefined }
  | { readonly word: 'gone'; readonly at: number }
  /** As Kubernetes prints it. */
  | { readonly word: 'printed'; readonly text: string };

export interface NodeThing {
  readonly id: string;
  readonly name: string;
  readonly cordoned: boolean;
  readonly lost: boolean;
  /** Share of what can be allocated that pods have asked for, 0 to 1. */
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
}

export interface PodThing {
  readonly id: string;
  readonly name: string;
  /** '' while it has none. */
  readonly node: string;
  readonly tone: Tone;
  readonly said: Said;
  /** The fact that decides, e.g. `/healthz → 503`. */
  readonly fact: string | undefined;
  /** The first four digits; '' for a ghost. */
  readonly uid: string;
  readonly owner: string | undefined;
  readonly ordinal: number | undefined;
  readonly created: string;
  readonly containers: readonly ContainerThing[];
  readonly claims: readonly string[];
  readonly emptyDirs: readonly string[];
  readonly hostPaths: readonly string[];
  /** When a wait began and ends, for its bar. */
  readonly span: { readonly from: number; readonly until: number } | undefined;
}

export interface ContainerThing {
  readonly name: string;
  readonly state: 'ready' | 'running' | 'crashed' | 'waiting';
}

export interface ServiceThing {
  readonly id: string;
  readonly name: string;
  readonly headless: boolean;
  /** A set asks for this Service, but there is none. */
  readonly missing: boolean;
  readonly address: string;
  readonly names: readonly DnsName[];
  readonly pods: readonly string[];
}

export interface DnsName {
  readonly name: string;
  /** The id of the pod whose column it stands in. */
  readonly pod: string;
  readonly answer:
    | { readonly is: 'address'; readonly address: string }
    | { readonly is: 'removed' | 'not-ready' | 'nxdomain' };
}

export interface WorkloadThing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly current: number;
  readonly desired: number;
  /** One per ordinal or replica. */
  readonly squares: readonly Tone[];
  readonly ordered: boolean;
}

export interface StorageThing {
  /** The node whose column it stands in; undefined: by `place`. */
  readonly home: string | undefined;
  readonly place: number;
  readonly claim: ClaimThing | undefined;
  readonly volume: VolumeThing | undefined;
}

export interface ClaimThing {
  readonly id: string;
  readonly name: string;
  readonly tone: Tone;
  readonly phase: string;
  readonly modes: string;
  readonly size: string;
  readonly users: readonly string[];
  /** The pod that will use it again, when one should exist. */
  readonly awaited: string | undefined;
}

export interface VolumeThing {
  readonly id: string;
  readonly name: string;
  readonly tone: Tone;
  readonly phase: string;
  readonly seal: string;
  readonly marker: string | undefined;
  /** The claim that it was released from. */
  readonly formerClaim: string | undefined;
}

export interface ShelfThing {
  readonly id: string;
  readonly kind: 'ConfigMap' | 'Secret' | 'StorageClass';
  readonly name: string;
  readonly isDefault: boolean;
}

/** `web-2` → 2; undefined when the name doesn't end in a number. */
export function ordinalOf(name: string): number | undefined {
  const digits = /-(\d+)$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
