import type { Key, KubeObject, Manifest } from '../apimachinery/meta.ts';
import type { RecordType, Resource } from '../apimachinery/resource.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import type { Random } from '../lib/random.ts';
import type { Reader } from '../storage/store.ts';

/** What a reconcile may know and do. */
export interface World {
  /** The calendar: what timestamps are taken from. Stands still during a reconcile. */
  readonly now: Instant;
  /** Milliseconds that the cluster has been awake: what processes and timers run by. */
  readonly awake: Duration;
  readonly read: Reader;
  readonly client: Client;
  readonly events: EventRecorder;
  /** The same for another program: the fields that it writes are that one's. */
  as(component: string): World;
  /** Keyed by the cluster's seed, the purpose and the parts (a UID, a count). */
  random(purpose: string, ...parts: readonly string[]): Random;
  setRecord<T>(type: RecordType<T>, key: Key, value: Frozen<T> | undefined): void;
}

/** Writes that pass the same strategies and admission as a learner's request. Throws StatusError. */
export interface Client {
  create<T extends KubeObject>(resource: Resource<T>, object: Manifest<NoInfer<T>>): Frozen<T>;
  /** Fails with Conflict when `object` is not the current state. Writing the same is a no-op. */
  update<T extends KubeObject>(resource: Resource<T>, object: Frozen<NoInfer<T>>): Frozen<T>;
  updateStatus<T extends KubeObject>(resource: Resource<T>, object: Frozen<NoInfer<T>>): Frozen<T>;
  /** The finalize subresource: changes `spec.finalizers` alone. */
  finalize<T extends KubeObject>(resource: Resource<T>, object: Frozen<T>): Frozen<T>;
  /** NotFound is an error like any other. */
  delete<T extends KubeObject>(resource: Resource<T>, key: Key, options?: DeleteOptions): void;
  /** The pods/binding subresource. */
  bind(pod: Key, node: string): void;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
}

export interface EventRecorder {
  /** Records a core/v1 Event; equal ones are counted up, as client-go's correlator does. */
  record(event: EventInput): void;
  /** The same, unless an equal event is still there: for a state that lasts. */
  recordOnce(event: EventInput): void;
}

export interface EventInput {
  readonly about: Frozen<KubeObject>;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** `statefulset-controller`, `kubelet`, `default-scheduler`. */
  readonly component: string;
  /** The node, for the kubelet's events. */
  readonly host?: string;
  /** `spec.containers{nginx}`. */
  readonly fieldPath?: string;
  /**
   * What the component did, `Binding`. Whoever says so reports by events.k8s.io, as the scheduler
   * does: such an event has a moment and a series instead of two timestamps and a count.
   */
  readonly action?: string;
}
