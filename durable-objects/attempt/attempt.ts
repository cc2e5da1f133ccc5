import { labs } from '../../build/labs.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../apimachinery/api-client.ts';
import { defineRecord, type User } from '../apimachinery/resource.ts';
import { badRequest } from '../apimachinery/status-error.ts';
import { usualNodes } from '../cluster/bootstrap.ts';
import {
  administrator,
  anonymous,
  type Cluster,
  createParts,
  openCluster,
} from '../cluster/index.ts';
import { clockState, type FeedSource, news, type Told, toldNothing } from '../console/feed.ts';
import type { FromCluster, ToCluster } from '../console/protocol.ts';
import { createGrader, type Grader, loadLab } from '../grading/index.ts';
import type { Results } from '../grading/results.ts';
import { present } from '../lib/assert.ts';
import { type Duration, hour, type Instant } from '../lib/instant.ts';
import { deepEqual, type Frozen } from '../lib/json.ts';
import type { BoardRow, ClusterDefinition, LearnerPlace } from '../rpc.ts';
import { Snapshots } from '../storage/snapshots.ts';
import type { SqlDatabase } from '../storage/sqlite-schema.ts';
import { SqliteStore } from '../storage/sqlite-store.ts';
import { boardRow } from './board-row.ts';
import { Desk } from './desk.ts';
import { Probing } from './probing.ts';

const definitions = defineRecord<ClusterDefinition>('definition');
const definitionKey = { namespace: '', name: 'definition' };

/** As far as one skip goes: a day is longer than anything in a lab takes. */
export const maxSkip: Duration = 24 * hour;

/** Assembled once: parts hold no state. */
const parts = createParts();

/**
 * One learner's try at a lab (or a sandbox, without a lab): the cluster, the workstation beside
 * it, the grader, and what consoles have been told. Synchronous and without Cloudflare; the
 * Durable Object calls it.
 */
export class Attempt {
  readonly #sql: SqlDatabase;
  #now: Instant;
  #store: SqliteStore;
  #cluster: Cluster | undefined;
  #desk: Desk | undefined;
  #grader: Grader | undefined;
  readonly #probing = new Probing();
  #results: { readonly revision: number; readonly results: Results } | undefined;
  #told = new WeakMap<object, Told & { readonly results?: Results }>();
  #reported: Omit<BoardRow, 'hand' | 'lastActiveAt'> | undefined;
  #activeAt: Instant;

  constructor(sql: SqlDatabase, now: Instant) {
    this.#sql = sql;
    this.#now = now;
    this.#activeAt = now;
    this.#store = new SqliteStore(sql, parts.resources);
    if (this.#definition) this.#open();
  }

  /** Makes the cluster; for one that exists nothing changes. */
  create(definition: ClusterDefinition): void {
    if (this.#definition) return;
    this.#store.transaction({ at: this.#now, actor: 'platform' }, (tx) =>
      tx.putRecord(definitions, definitionKey, definition),
    );
    this.#open();
  }

  /** Starts again with the same definition; what was is kept. */
  reset(): void {
    const definition = present(this.#definition, 'the definition of a cluster');
    const snapshots = new Snapshots(this.#sql);
    this.#store.flush();
    snapshots.keep(`reset-${this.#now}`, this.#now);
    snapshots.clear();
    this.#store = new SqliteStore(this.#sql, parts.resources);
    this.#told = new WeakMap();
    this.#results = undefined;
    this.create(definition);
  }

  advanceTo(now: Instant): void {
    this.#now = now;
    this.#cluster?.advanceTo(now);
  }

  as(user: User): ApiClient {
    return this.#require().as(user);
  }

  /**
   * Serves a request that came over the network: as the administrator when the worker says so,
   * otherwise as nobody in particular. A token that it brings says more.
   */
  serve(request: ApiRequest): ApiResponse {
    const isOurs = request.headers['x-labset-user'] === administrator.name;
    return this.as(isOurs ? administrator : anonymous).request(request);
  }

  /** Grades with experiments, and shows the result to everybody. */
  grade(): Results {
    const cluster = this.#require();
    return this.#publish(this.#requireGrader().grade(cluster));
  }

  /** Tries what the learner would otherwise have to ask for, once the cluster is at rest. */
  probe(): void {
    const { commits } = this.#require();
    this.#probing.observe(commits, this.#now);
    const { dueAt } = this.#probing;
    if (!this.#grader || dueAt === undefined || dueAt > this.#now) return;
    this.#publish(this.#grader.probe(this.#require()));
  }

  submit(submissionId: string): Results {
    const results = this.grade();
    this.#store.flush();
    new Snapshots(this.#sql).keep(`submission-${submissionId}`, this.#now);
    return results;
  }

  /** The first messages of a console. */
  greet(readOnly: boolean): readonly FromCluster[] {
    const source = this.#source();
    return [{ type: 'hello', readOnly, clock: clockState(source) }];
  }

  /** What a console asks for; the answers are for it alone. */
  receive(message: ToCluster, readOnly: boolean): readonly FromCluster[] {
    const id = 'id' in message ? { id: message.id } : {};
    const isHarmless = message.type === 'list-files' || message.type === 'read-file';
    if (readOnly && !isHarmless) {
      return [{ type: 'refused', ...id, message: 'You can look at this cluster, not change it.' }];
    }
    this.#activeAt = this.#now;
    switch (message.type) {
      case 'skip':
        return this.#skip(message.id, message.by);
      case 'check':
        if (!this.#grader) {
          return [{ type: 'refused', ...id, message: 'There is no lab in this cluster.' }];
        }
        this.grade();
        return [{ type: 'reply', id: message.id, value: { done: true } }];
      default:
        return present(this.#desk, 'workstation').receive(message, this.#host());
    }
  }

  /** Lets the terminals' programs go on; what they print is for all consoles. */
  advanceWorkstation(): readonly FromCluster[] {
    return this.#desk && this.#cluster ? this.#desk.advance(this.#host()) : [];
  }

  /** What this console has not been told yet. */
  news(console: object): readonly FromCluster[] {
    const source = this.#source();
    const before = this.#told.get(console) ?? toldNothing;
    const { messages, told } = news(source, before);
    const results = this.#observe();
    const known = 'results' in before ? before.results : undefined;
    if (messages.length > 0) messages.push({ type: 'clock', clock: clockState(source) });
    if (results && !deepEqual(results, known)) messages.push({ type: 'results', results });
    this.#told.set(console, { ...told, ...(results ? { results } : {}) });
    return messages;
  }

  forget(console: object): void {
    this.#told.delete(console);
  }

  /** The board's row, when it says something new. */
  takeReport(): { place: Frozen<LearnerPlace>; row: Omit<BoardRow, 'hand'> } | undefined {
    const place = this.#definition?.learner;
    const results = this.#observe();
    if (!place || !results) return undefined;
    const row = boardRow(place, results, this.#require().read, this.#require().clock);
    if (deepEqual(row, this.#reported)) return undefined;
    this.#reported = row;
    return { place, row: { ...row, lastActiveAt: this.#activeAt } };
  }

  /** The calendar's next moment at which something happens by itself. */
  nextWake(): Instant | undefined {
    const cluster = this.#cluster?.nextDeadline()?.at;
    const desk = this.#desk?.nextDeadline();
    const awake = this.#cluster?.clock.awake ?? 0;
    const probing = this.#grader ? this.#probing.dueAt : undefined;
    const wakes = [cluster, probing, desk === undefined ? undefined : this.#now + desk - awake];
    const known = wakes.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  /** A moment of the cluster's time as one of the calendar. */
  onCalendar(at: Instant): Instant {
    return at - (this.#cluster?.clock.skipped ?? 0);
  }

  flush(): void {
    this.#store.flush();
  }

  get #definition(): Frozen<ClusterDefinition> | undefined {
    return this.#store.record(definitions, definitionKey);
  }

  #open(): void {
    const { seed, secret, lab } = present(this.#definition, 'the definition of a cluster');
    const isNew = this.#store.revision === 0;
    const files = lab === undefined ? undefined : present(labs[lab], `lab ${lab}`).files;
    const loaded = files && loadLab(files);
    this.#grader = loaded && createGrader(loaded);
    const nodes = loaded?.nodes ?? usualNodes;
    this.#cluster = openCluster(
      this.#store,
      { seed, ...(secret ? { secret } : {}), nodes },
      this.#now,
      parts,
    );
    this.#desk = new Desk(this.#cluster);
    if (!isNew || !this.#grader) return;
    this.#grader.setup(this.#cluster);
    this.#desk.furnish(this.#grader.home);
  }

  /** What can be said without an experiment, and what the last grading said of the rest. */
  #observe(): Results | undefined {
    const cluster = this.#cluster;
    if (!cluster || !this.#grader) return undefined;
    const { revision } = cluster.read;
    if (this.#results?.revision === revision) return this.#results.results;
    const results = this.#grader.observe(cluster);
    this.#grader.publish(cluster, results);
    this.#results = { revision: cluster.read.revision, results };
    return results;
  }

  #publish(results: Results): Results {
    const cluster = this.#require();
    this.#grader?.publish(cluster, results);
    this.#results = { revision: cluster.read.revision, results };
    this.#probing.done(cluster.commits, this.#now);
    return results;
  }

  #skip(id: number, by: Duration): readonly FromCluster[] {
    if (!(by > 0 && by <= maxSkip)) {
      const message = 'Time can be skipped by up to one day at a time.';
      return [{ type: 'refused', id, message }];
    }
    this.#require().skip(by);
    return [{ type: 'reply', id, value: { done: true } }];
  }

  #host(): { api: ApiClient; now: Instant } {
    return { api: this.#require().as(administrator), now: this.#now };
  }

  #source(): FeedSource {
    const cluster = this.#require();
    return {
      read: cluster.read,
      clock: cluster.clock,
      resources: cluster.resources,
      deadlines: () => cluster.deadlines(),
    };
  }

  #require(): Cluster {
    if (!this.#cluster) throw badRequest('this cluster has not been created');
    return this.#cluster;
  }

  #requireGrader(): Grader {
    if (!this.#grader) throw badRequest('there is no lab in this cluster');
    return this.#grader;
  }
}
