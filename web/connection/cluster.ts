import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type {
  FromCluster,
  HomeFile,
  Reply,
  ToCluster,
} from '../../durable-objects/console/protocol.ts';
import { type ClusterState, reduce, unknownCluster } from '../state/cluster.ts';
import { Link, type LinkState } from './link.ts';

/** What a terminal hears. */
export interface TerminalEvents {
  output(text: string): void;
  prompt(exitCode: number, cwd: string): void;
  raw(raw: boolean): void;
  /** The cluster is there (again), as after a lost connection or a reset. */
  hello(): void;
}

type Waiting = { resolve(value: Reply): void; reject(error: Error): void };
type Request = Extract<ToCluster, { readonly id: number }>;
// Without this, a union would lose what distinguishes its members.
type WithoutId<T> = T extends Request ? Omit<T, 'id'> : never;

/** One cluster, as its console sees it: the state, and what can be asked of it. */
export class ClusterConnection {
  readonly state: Signal<ClusterState> = signal(unknownCluster);
  readonly #link: Link<FromCluster, ToCluster>;
  readonly #terminals = new Map<string, TerminalEvents>();
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(path: () => string) {
    this.#link = new Link<FromCluster, ToCluster>(path, (message) => this.#receive(message));
    this.#link.state.subscribe(({ at }) => {
      if (at === 'lost') this.#abandon();
    });
  }

  get link(): ReadonlySignal<LinkState> {
    return this.#link.state;
  }

  retry(): void {
    this.#link.retry();
  }

  /** False when nothing was sent. */
  send(message: ToCluster): boolean {
    return this.#link.send(message);
  }

  attach(terminal: string, events: TerminalEvents): () => void {
    this.#terminals.set(terminal, events);
    return () => this.#terminals.delete(terminal);
  }

  /** Moves the cluster's time on, by ms. */
  async skip(by: number): Promise<void> {
    await this.#request({ type: 'skip', by });
  }

  /** Runs every check; the results come with the state. */
  async check(): Promise<void> {
    await this.#request({ type: 'check' });
  }

  async complete(terminal: string, line: string): Promise<{ completions: string[]; from: number }> {
    const reply = await this.#request({ type: 'complete', terminal, line });
    if (!('completions' in reply)) return { completions: [], from: 0 };
    return { completions: [...reply.completions], from: reply.from };
  }

  async listFiles(): Promise<readonly HomeFile[]> {
    const reply = await this.#request({ type: 'list-files' });
    return 'files' in reply ? reply.files : [];
  }

  async readFile(path: string): Promise<string> {
    const reply = await this.#request({ type: 'read-file', path });
    return 'text' in reply ? reply.text : '';
  }

  async writeFile(path: string, text: string): Promise<void> {
    await this.#request({ type: 'write-file', path, text });
  }

  close(): void {
    this.#link.close();
    this.#abandon();
  }

  #request(asked: WithoutId<Request>): Promise<Reply> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      if (!this.#link.send({ ...asked, id } as Request)) reject(new Error('not connected'));
      else this.#waiting.set(id, { resolve, reject });
    });
  }

  #receive(message: FromCluster): void {
    switch (message.type) {
      case 'reply':
        this.#waiting.get(message.id)?.resolve(message.value);
        this.#waiting.delete(message.id);
        return;
      case 'refused':
        this.#refuse(message.id, message.message);
        return;
      case 'output':
        this.#terminals.get(message.terminal)?.output(message.text);
        return;
      case 'prompt':
        this.#terminals.get(message.terminal)?.prompt(message.exitCode, message.cwd);
        return;
      case 'raw':
        this.#terminals.get(message.terminal)?.raw(message.raw);
        return;
      case 'hello':
        for (const terminal of this.#terminals.values()) terminal.hello();
    }
    this.state.value = reduce(this.state.value, message, Date.now());
  }

  #refuse(id: number | undefined, message: string): void {
    const key = id ?? [...this.#waiting.keys()].at(-1);
    if (key === undefined) return;
    this.#waiting.get(key)?.reject(new Error(message));
    this.#waiting.delete(key);
  }

  /** What was asked over a connection that is gone is never answered. */
  #abandon(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('not connected'));
    this.#waiting.clear();
  }
}
