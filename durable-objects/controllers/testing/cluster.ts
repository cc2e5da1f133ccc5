import type { Key, KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Controller } from '../../control/controller.ts';
import { ControlLoop } from '../../control/loop.ts';
import type { Client, EventInput, World } from '../../control/world.ts';
import { type Duration, type Instant, second } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { keyed } from '../../lib/random.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { defineIndex, type Reader, type Transaction } from '../../storage/store.ts';
import { testClient } from './client.ts';

/** 2026-11-20T12:00:00Z */
const start: Instant = 1_795_176_000_000;

/** Some controllers over a memory store, with a clock that moves when it is told to. */
export class TestCluster {
  readonly store = new MemoryStore();
  /** Every event, as `Warning FailedCreate ...`; Normal is left out. */
  readonly events: string[] = [];
  now: Instant = start;
  readonly #controllers: readonly Controller[];
  #loop: ControlLoop;

  constructor(controllers: readonly Controller[]) {
    this.#controllers = controllers;
    this.#loop = new ControlLoop(controllers);
  }

  /** One request of a user, and all that follows from it. */
  do<R>(body: (client: Client, read: Reader) => R): R {
    return this.#transaction((tx, world) => {
      const result = body(world.client, tx);
      this.#loop.settle(tx, world);
      return { result };
    }).result;
  }

  /** Changes one object as a user would. */
  edit<T extends KubeObject>(resource: Resource<T>, key: Key, change: (draft: T) => void): void {
    this.do((client, read) => {
      const object = read.get(resource, key);
      if (!object) throw new Error(`no ${resource.plural} ${key.name}`);
      client.update<T>(resource, edit<T>(object, change));
    });
  }

  /** Runs what falls due within `duration`. */
  advance(duration: Duration): void {
    const end = this.now + duration;
    for (let next = this.#loop.nextDeadline(); next && next.at <= end; ) {
      this.now = Math.max(this.now, next.at);
      this.#loop.wakeDue(this.now);
      this.do(() => undefined);
      next = this.#loop.nextDeadline();
    }
    this.now = end;
  }

  /** What the controllers wait for. */
  get deadlines(): readonly string[] {
    return this.#loop
      .deadlines()
      .map(({ at, because }) => `${(at - this.now) / second}s ${because}`);
  }

  /** Forgets all but the store, as a restart does, and settles again. Returns the writes. */
  restart(resources: readonly Resource[]): number {
    const before = this.store.revision;
    this.#loop = new ControlLoop(this.#controllers);
    this.#loop.resume(changesOf(this.store, resources), [], this.store);
    this.do(() => undefined);
    return this.store.revision - before;
  }

  names<T extends KubeObject>(resource: Resource<T>, namespace?: string): readonly string[] {
    return this.store.list(resource, namespace).map((object) => object.metadata.name);
  }

  get<T extends KubeObject>(resource: Resource<T>, name: string): Frozen<T> {
    const namespace = resource.namespaced ? 'default' : '';
    const object = this.store.get(resource, { namespace, name });
    if (!object) throw new Error(`no ${resource.plural} ${name}`);
    return object;
  }

  #transaction<R extends object>(body: (tx: Transaction, world: World) => R): R {
    const run = (tx: Transaction): R => body(tx, this.#world(tx));
    return this.store.transaction<R>(
      { at: this.now, actor: 'test' },
      run as (tx: Transaction) => never,
    ) as R;
  }

  #world(tx: Transaction): World {
    const record = (event: EventInput): void => {
      const type = event.type === 'Normal' ? '' : 'Warning ';
      this.events.push(`${type}${event.reason} ${event.message}`);
    };
    const world: World = {
      as: () => world,
      now: this.now,
      awake: this.now - start,
      read: tx,
      client: testClient(tx, this.store, this.now),
      events: { record, recordOnce: record },
      random: (purpose, ...parts) => keyed('test', purpose, ...parts),
      setRecord: (type, key, value) => tx.putRecord(type, key, value),
    };
    return world;
  }
}

/** Every object, as if it had just been created. */
function changesOf(read: Reader, resources: readonly Resource[]) {
  return resources.flatMap((resource) =>
    read.byIndex(everything(resource), '').map((object) => ({
      revision: read.revision,
      resource,
      key: { namespace: object.metadata.namespace ?? '', name: object.metadata.name },
      new: object,
    })),
  );
}

function everything(resource: Resource) {
  return defineIndex(resource, () => ['']);
}
