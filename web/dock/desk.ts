import { type Signal, signal } from '@preact/signals';
import type { HomeFile } from '../../durable-objects/console/protocol.ts';
import type { ClusterConnection } from '../connection/cluster.ts';
import { TerminalSession } from '../terminal/session.ts';

export interface OpenFile {
  readonly path: string;
  readonly text: string;
  /** As it is on the cluster's side. */
  readonly saved: string;
  readonly readOnly: boolean;
  /** Counts how often it changed elsewhere, as by a command. */
  readonly version: number;
}

/** What is open at the workbench: terminals and files. Nothing of it is lost while it is hidden. */
export class Desk {
  readonly terminals: Signal<readonly TerminalSession[]>;
  readonly terminal: Signal<string>;
  readonly files: Signal<readonly HomeFile[]> = signal([]);
  readonly open: Signal<readonly OpenFile[]> = signal([]);
  readonly file: Signal<string | undefined> = signal(undefined);
  readonly problem: Signal<string | undefined> = signal(undefined);
  readonly #connection: ClusterConnection;
  readonly #readOnly: boolean;
  #made = 1;

  constructor(connection: ClusterConnection, readOnly: boolean) {
    this.#connection = connection;
    this.#readOnly = readOnly;
    this.terminals = signal([new TerminalSession('t1', connection, readOnly)]);
    this.terminal = signal('t1');
  }

  newTerminal(): void {
    this.#made += 1;
    const made = new TerminalSession(`t${this.#made}`, this.#connection, this.#readOnly);
    this.terminals.value = [...this.terminals.value, made];
    this.terminal.value = made.id;
  }

  closeTerminal(id: string): void {
    const left = this.terminals.value.filter((session) => session.id !== id);
    const [first] = left;
    if (!first) return;
    this.#connection.send({ type: 'interrupt', terminal: id });
    this.terminals.value = left;
    if (this.terminal.value === id) this.terminal.value = first.id;
  }

  switchTerminal(by: 1 | -1): void {
    const list = this.terminals.value;
    const at = list.findIndex(({ id }) => id === this.terminal.value);
    const next = list[(at + by + list.length) % list.length];
    if (next) this.terminal.value = next.id;
  }

  /** Writes a command into the terminal that is shown, without running it. */
  type(command: string): void {
    this.#shown()?.type(command);
  }

  /** Runs a command in the terminal that is shown, or in a new one while that is busy. */
  run(command: string): void {
    if (this.#shown()?.run(command)) return;
    this.newTerminal();
    this.#shown()?.run(command);
  }

  async loadFiles(): Promise<void> {
    const files = await this.#connection.listFiles().catch(() => undefined);
    if (!files) return;
    this.files.value = files;
    const first = files.find(({ path }) => /\.ya?ml$/.test(path)) ?? files[0];
    if (this.file.value === undefined && first) await this.openFile(first.path);
    await this.#refresh();
  }

  async openFile(path: string): Promise<void> {
    this.file.value = path;
    if (this.open.value.some((known) => known.path === path)) return;
    const text = await this.#connection.readFile(path).catch(() => undefined);
    if (text === undefined || this.open.value.some((known) => known.path === path)) return;
    const readOnly = this.files.value.find((known) => known.path === path)?.readOnly ?? false;
    this.open.value = [...this.open.value, { path, text, saved: text, readOnly, version: 0 }];
  }

  closeFile(path: string): void {
    this.open.value = this.open.value.filter((known) => known.path !== path);
    if (this.file.value === path) this.file.value = this.open.value[0]?.path;
  }

  edit(path: string, text: string): void {
    this.#change(path, (file) => ({ ...file, text }));
  }

  /** False when the file could not be written; `problem` says why. */
  async save(path: string): Promise<boolean> {
    const file = this.open.value.find((known) => known.path === path);
    if (!file) return false;
    this.problem.value = undefined;
    try {
      await this.#connection.writeFile(path, file.text);
    } catch (error) {
      this.problem.value = error instanceof Error ? error.message : String(error);
      return false;
    }
    this.#change(path, (now) => ({ ...now, saved: file.text }));
    return true;
  }

  /** Saves a file and applies it where the learner sees what kubectl answers. */
  async apply(path: string): Promise<void> {
    if (await this.save(path)) this.run(`kubectl apply -f ${quoted(path)}`);
  }

  async createFile(path: string): Promise<void> {
    if (this.files.value.some((known) => known.path === path)) return this.openFile(path);
    this.open.value = [
      ...this.open.value,
      { path, text: '', saved: '', readOnly: false, version: 0 },
    ];
    this.file.value = path;
    if (await this.save(path)) await this.loadFiles();
  }

  #shown(): TerminalSession | undefined {
    return this.terminals.value.find(({ id }) => id === this.terminal.value);
  }

  /** Commands change files too: what has no unsaved text follows. */
  async #refresh(): Promise<void> {
    for (const { path, text, saved } of this.open.value) {
      if (text !== saved) continue;
      const now = await this.#connection.readFile(path).catch(() => undefined);
      if (now === undefined || now === saved) continue;
      this.#change(path, (file) =>
        file.text === file.saved
          ? { ...file, text: now, saved: now, version: file.version + 1 }
          : file,
      );
    }
  }

  #change(path: string, change: (file: OpenFile) => OpenFile): void {
    this.open.value = this.open.value.map((known) => (known.path === path ? change(known) : known));
  }
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
