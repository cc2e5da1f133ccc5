import type {
  ApiClient,
  ApiRequest,
  ApiResponse,
  StreamOutput,
  StreamPosition,
} from '../apimachinery/api-client.ts';
import type { Resource, User } from '../apimachinery/resource.ts';
import { type ApiServer, type RequestEnvironment, unauthorizedReply } from '../apiserver/index.ts';
import type { Deadline } from '../control/controller.ts';
import { ControlLoop } from '../control/loop.ts';
import type { World } from '../control/world.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import { keyed, type Random } from '../lib/random.ts';
import type { Now, Reader, Store, Transaction } from '../storage/store.ts';
import type { Definition } from './bootstrap.ts';
import {
  asleepUntil,
  awakeAt,
  awakeHorizon,
  type Clock,
  calendarOf,
  clockKey,
  clocks,
  skipping,
} from './clock.ts';
import { createEventRecorder } from './event-recorder.ts';
import type { ClusterParts } from './parts.ts';
import { everything } from './resume.ts';

/**
 * Deadlines that one call runs through, some seconds of CPU at worst. A process that sleeps for a
 * millisecond would otherwise make a request after a pause wait for a million steps; the rest of
 * the time was slept through.
 */
export const maxStepsPerAdvance = 4_000;

/** Who acts when controllers do. */
const controllerUser: User = { name: 'system:kube-controller-manager', groups: ['system:masters'] };

/** What a cluster's randomness is drawn from. */
type Keys = Pick<Definition, 'seed' | 'secret'>;

/**
 * One simulated cluster: a store, an API server and controllers, under a clock that is handed in.
 * Deterministic: the same requests at the same instants give the same state, byte for byte.
 */
export class Cluster {
  readonly #store: Store;
  readonly #keys: Keys;
  readonly #parts: ClusterParts;
  readonly #api: ApiServer;
  readonly #loop: ControlLoop;
  #clock: Clock;
  #commits = 0;

  /** `at` is the calendar's time for a store that has no clock yet. */
  constructor(store: Store, keys: Keys, at: Instant, parts: ClusterParts) {
    this.#store = store;
    this.#keys = keys;
    this.#parts = parts;
    this.#api = parts.api;
    this.#loop = new ControlLoop(parts.controllers);
    this.#clock = store.record(clocks, clockKey) ?? { now: at, awake: 0, skipped: 0 };
    const { changes, recordChanges } = everything(store, parts.served(store), parts.records);
    this.#loop.resume(changes, recordChanges, store);
    this.#step('controllers', () => undefined);
  }

  get clock(): Clock {
    return this.#clock;
  }

  get read(): Reader & Pick<Store, 'since' | 'compacted'> {
    return this.#store;
  }

  /** The kinds that are served now; the same list as long as nothing about it has changed. */
  get resources(): readonly Resource[] {
    return this.#parts.served(this.#store);
  }

  /** The API as this user sees it, unless a request brings a token: the one door. */
  as(user: User): ApiClient {
    return {
      request: (request) => this.#request(request, user),
      poll: (position) => this.#poll(position),
      send: (position, frame) =>
        this.#step(user.name, (tx) => this.#api.send(position, frame, this.#environment(tx, user))),
      close: (position) =>
        this.#step(user.name, (tx) => this.#api.close(position, this.#environment(tx, user))),
    };
  }

  /** Grows with every commit, those of internal state too; starts anew in every process. */
  get commits(): number {
    return this.#commits;
  }

  /** Randomness by the cluster's seed; for the purpose `secret` by what nobody may guess. */
  random(purpose: string, ...parts: readonly string[]): Random {
    const { seed, secret = seed } = this.#keys;
    return keyed(purpose === 'secret' ? secret : seed, purpose, ...parts);
  }

  /** Whose token this is, of those that the cluster itself has signed. */
  authenticate(token: string): User | undefined {
    const random = (purpose: string, ...key: readonly string[]) => this.random(purpose, ...key);
    const context = { read: this.#store, now: this.#clock.now, random };
    const found = this.#parts.authenticator.authenticate(token, [], context);
    return 'user' in found ? found.user : undefined;
  }

  /** Lets controllers and tests act at the present moment; what follows from it is settled. */
  act<R>(actor: string, body: (world: World, tx: Transaction) => Now<R>): Now<R> {
    return this.#step(actor, (tx) => body(this.#world(tx), tx));
  }

  /**
   * Runs everything that is due until this moment of the calendar. What lies further back than
   * the horizon was slept through.
   */
  advanceTo(calendar: Instant): void {
    const target = calendar + this.#clock.skipped;
    if (target <= this.#clock.now) return;
    const awakeUntil = Math.min(target, this.#clock.now + awakeHorizon);
    this.#runUntil(awakeUntil);
    this.#clock = asleepUntil(this.#clock, target);
    this.#runUntil(target);
  }

  /** Lets time pass, all of it awake: a skip by a person, or by a grader in a fork. */
  skip(by: Duration): void {
    const target = this.#clock.now + by;
    this.#clock = skipping(this.#clock, by);
    this.#runUntil(target);
    this.#clock = asleepUntil(this.#clock, target);
    this.#step('controllers', (tx) => tx.putRecord(clocks, clockKey, this.#clock));
  }

  /** The next moment of the calendar at which something happens by itself. */
  nextDeadline(): Deadline | undefined {
    const next = this.#loop.nextDeadline();
    return next && { ...next, at: next.at - this.#clock.skipped };
  }

  /** Everything that waits for a moment of the cluster's time, soonest first. */
  deadlines(): readonly Deadline[] {
    return this.#loop.deadlines();
  }

  /** Writes through what was not written yet. */
  flush(): void {
    this.#store.flush();
  }

  /** A cluster in memory that starts as this one is and never meets it again. */
  fork(): Cluster {
    return new Cluster(this.#store.fork(), this.#keys, calendarOf(this.#clock), this.#parts);
  }

  #request(request: ApiRequest, user: User): ApiResponse {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const who = token === undefined ? user : this.authenticate(token);
    if (!who) return unauthorizedReply(request);
    return this.#step(who.name, (tx) => this.#api.handle(request, this.#environment(tx, who)));
  }

  #poll(position: StreamPosition): StreamOutput {
    const environment = (tx: Transaction): RequestEnvironment =>
      this.#environment(tx, controllerUser);
    return this.#step('controllers', (tx) => this.#api.poll(position, environment(tx)));
  }

  #runUntil(target: Instant): void {
    for (let steps = 0; steps < maxStepsPerAdvance; steps += 1) {
      const next = this.#loop.nextDeadline();
      if (!next || next.at > target) {
        this.#clock = awakeAt(this.#clock, target);
        return;
      }
      this.#clock = awakeAt(this.#clock, next.at);
      this.#loop.wakeDue(this.#clock.now);
      this.#step('controllers', () => undefined);
    }
    this.#clock = asleepUntil(this.#clock, target);
  }

  /** One transaction: what somebody does, and all that follows from it at once. */
  #step<R>(actor: string, body: (tx: Transaction) => Now<R>): Now<R> {
    return this.#store.transaction({ at: this.#clock.now, actor }, (tx) => {
      const result = body(tx);
      this.#loop.settle(tx, this.#world(tx));
      if (tx.changes.length > 0 || tx.recordChanges.length > 0) {
        tx.putRecord(clocks, clockKey, this.#clock);
        this.#commits += 1;
      }
      return result;
    });
  }

  #world(tx: Transaction): World {
    const environment = this.#environment(tx, controllerUser);
    const worlds = new Map<string, World>();
    const as = (component: string): World => {
      const known = worlds.get(component) ?? this.#worldOf(environment, component, as);
      worlds.set(component, known);
      return known;
    };
    return as('kube-controller-manager');
  }

  #worldOf(environment: RequestEnvironment, component: string, as: World['as']): World {
    const { tx } = environment;
    const client = this.#api.client(environment, component);
    const { now, awake } = this.#clock;
    return {
      as,
      now,
      awake,
      read: tx,
      client,
      events: createEventRecorder(tx, client, now),
      random: environment.random,
      setRecord: (type, key, value) => tx.putRecord(type, key, value),
    };
  }

  #environment(tx: Transaction, user: User): RequestEnvironment {
    return {
      tx,
      user,
      history: this.#store,
      now: this.#clock.now,
      clockSkipped: this.#clock.skipped,
      random: (purpose, ...key) => this.random(purpose, ...key),
    };
  }
}
