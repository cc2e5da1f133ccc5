import type { Key } from '../apimachinery/meta.ts';
import { defineRecord } from '../apimachinery/resource.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import type { ProcessTable } from '../shell/index.ts';
import type { ContainerRuntime } from './container-state.ts';

/** A node that is animated. A Node object without such a record has no kubelet. */
export interface Kubelet {
  /** The third part of its pods' addresses: 10.244.<index>.0/24. */
  readonly index: number;
  /** InternalIP of the node. */
  readonly address: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly bootedAt: Instant;
}

/** Kubelets by node name. */
export const kubelets = defineRecord<Kubelet>('kubelets');

/** An image on a node's disk. */
export interface NodeImage {
  /** `sha256:<64 hex>`. */
  readonly id: string;
  readonly sizeBytes: number;
}

/** Images by (node, normal reference). */
export const nodeImages = defineRecord<NodeImage>('node-images');

/**
 * What a kubelet and its container runtime know about one pod; the pod's status follows from it.
 * Moments called `...Awake` or typed Duration are on the cluster's awake clock.
 */
export interface PodRuntime {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** status.startTime. */
  admittedAt: Instant;
  admittedAwake: Duration;
  sandbox: Sandbox;
  /** Volumes that can't be mounted yet, by name. */
  failedMounts: { [volume: string]: FailedMount };
  /** Set once all volumes were mounted; from then on a missing source no longer matters. */
  isMounted: boolean;
  /** By container name; a container that was never looked at has no entry. */
  containers: { [name: string]: ContainerRuntime };
  /** Since when all containers are to stop: deletion, or `failure`. */
  stoppingSince?: Duration;
  /** When a pod whose containers have all stopped is removed from the API. */
  removedAt?: Duration;
  /** Why the kubelet itself ended the pod: DeadlineExceeded, Evicted. */
  failure?: { reason: string; message: string };
}

export type Sandbox =
  | { is: 'none' }
  | { is: 'creating'; until: Duration }
  | { is: 'ready'; ip: string }
  /** The pod has ended; its address is free again. */
  | { is: 'stopped'; ip: string };

export interface FailedMount {
  message: string;
  failures: number;
  retryAt: Duration;
}

/**
 * Runtimes by (`namespace/name` of the pod, its UID): a pod that was deleted by force and its
 * successor of the same name are two.
 */
export const podRuntimes = defineRecord<PodRuntime>('pod-runtimes');

/** The group under which a pod's runtimes and sessions are stored. */
export function podGroup(pod: Key): string {
  return `${pod.namespace}/${pod.name}`;
}

/** The pod of such a group. */
export function podOfGroup(group: string): Key {
  const slash = group.indexOf('/');
  return { namespace: group.slice(0, slash), name: group.slice(slash + 1) };
}

/** The processes of one running container with what new ones of it start with. */
export interface ContainerProcesses {
  /** `namespace/name` of its pod. */
  readonly group: string;
  readonly table: ProcessTable;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** Processes by (pod UID, container). */
export const containerProcesses = defineRecord<ContainerProcesses>('container-processes');

/** What a server remembers between requests, by (pod UID, `container/server`). */
export const serverStates = defineRecord<{ readonly value: unknown }>('server-states');
