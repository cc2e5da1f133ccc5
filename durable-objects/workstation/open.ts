import type { Resource } from '../apimachinery/resource.ts';
import type { HomeFile } from '../console/protocol.ts';
import type { Duration } from '../lib/instant.ts';
import { deepEqual, type Frozen, freeze, thaw } from '../lib/json.ts';
import {
  isListening,
  nextDeadline,
  resizeTerminal,
  type System,
  toBytes,
  typeInput,
  wakeExternal,
  writeInput,
} from '../shell/index.ts';
import { complete } from './complete.ts';
import { isBusy, openTerminal, runComputer, shellOf, systemOf } from './computer.ts';
import { newComputer } from './furnish.ts';
import { listHome, readHome, writeHome } from './home.ts';
import type { Completions, TerminalOutput, Workstation, WorkstationHost } from './index.ts';
import { limits } from './limits.ts';
import type { TerminalState, WorkstationState } from './state.ts';

/** The learner's computer as it was stored, or a new one; `resources` is what kubectl knows now. */
export function openWorkstation(
  stored: Frozen<WorkstationState> | undefined,
  resources: () => readonly Resource[],
): Workstation {
  return new Computer(stored ?? freeze(newComputer()), resources);
}

class Computer implements Workstation {
  #state: Frozen<WorkstationState>;
  readonly #resources: () => readonly Resource[];
  #output: TerminalOutput[] = [];
  /** When processes ran last, in awake milliseconds. */
  #awake: Duration = 0;

  constructor(state: Frozen<WorkstationState>, resources: () => readonly Resource[]) {
    this.#state = state;
    this.#resources = resources;
  }

  get state(): WorkstationState {
    // Whoever stores it does not change it.
    return this.#state as WorkstationState;
  }

  get isListening(): boolean {
    return isListening(this.state.table);
  }

  run(host: WorkstationHost, name: string, line: string): string | undefined {
    if (line.length > limits.lineLength) return 'This line is too long.';
    if (this.#state.terminals[name]?.isBusy) return 'A program is still running in this terminal.';
    return this.#act(host, (state, system) => {
      const terminal = openTerminal(state, name);
      if (typeof terminal === 'string') return terminal;
      const shell = shellOf(state, system, terminal);
      if (typeof shell === 'string') return shell;
      terminal.isBusy = true;
      writeInput(state.table, shell, toBytes(`${line}\n`));
      return undefined;
    });
  }

  keys(host: WorkstationHost, name: string, text: string): void {
    this.#withShell(host, name, (state, system, shell, terminal) => {
      if (terminal.isRaw) writeInput(state.table, shell, toBytes(text));
      else typeInput(state.table, system, shell, toBytes(text));
    });
  }

  interrupt(host: WorkstationHost, name: string): void {
    const before = this.#output.length;
    this.#withShell(host, name, (state, system, shell, terminal) => {
      if (terminal.isRaw) writeInput(state.table, shell, '\x03');
      else {
        terminal.isBusy = true;
        typeInput(state.table, system, shell, '\x03');
      }
    });
    this.#dropLineEnd(before, name);
  }

  /** The console has drawn ^C and its line end; the shell's own one would be a second. */
  #dropLineEnd(from: number, name: string): void {
    const at = this.#output.findIndex((one, i) => i >= from && one.terminal === name);
    const first = this.#output[at];
    if (!first || !('text' in first) || !first.text.startsWith('\r\n')) return;
    const rest = first.text.slice(2);
    this.#output.splice(at, 1, ...(rest === '' ? [] : [{ terminal: name, text: rest }]));
  }

  end(host: WorkstationHost, name: string): void {
    this.#withShell(host, name, (state, system, shell, terminal) => {
      if (terminal.isRaw) writeInput(state.table, shell, '\x04');
      // At the prompt it would end the shell; the console has no use for a terminal without one.
      else if (terminal.isBusy) typeInput(state.table, system, shell, '\x04');
    });
  }

  resize(name: string, columns: number, rows: number): void {
    const size = {
      columns: Math.min(Math.max(Math.floor(columns), 1), limits.columns),
      rows: Math.min(Math.max(Math.floor(rows), 1), limits.rows),
    };
    this.#change((state) => {
      const terminal = openTerminal(state, name);
      if (typeof terminal === 'string') return;
      Object.assign(terminal, size);
      if (terminal.shell !== null)
        resizeTerminal(state.table, terminal.shell, size.columns, size.rows);
    });
  }

  complete(host: WorkstationHost, terminal: string, line: string): Completions {
    const system = systemOf(thaw<WorkstationState>(this.#state), host, this.#resources());
    const shell = this.#state.terminals[terminal]?.shell ?? 0;
    const cwd = this.#state.table.processes[shell]?.cwd;
    return complete({ line, cwd, system, api: host.api, resources: this.#resources() });
  }

  advance(host: WorkstationHost): void {
    const due = this.nextDeadline();
    const isDue = due !== undefined && due <= host.awake;
    if (!isDue && !this.isListening) return;
    this.#act(host, (state) => {
      wakeExternal(state.table);
      return undefined;
    });
  }

  takeOutput(): readonly TerminalOutput[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }

  nextDeadline(): Duration | undefined {
    if (isBusy(this.state)) return this.#awake;
    return nextDeadline(this.state.table);
  }

  files(): readonly HomeFile[] {
    return listHome(this.state.files);
  }

  readFile(path: string): string | undefined {
    return readHome(this.state.files, path);
  }

  writeFile(path: string, text: string): string | undefined {
    return this.#change((state) => writeHome(state.files, path, text));
  }

  #withShell(
    host: WorkstationHost,
    name: string,
    body: (state: WorkstationState, system: System, shell: number, terminal: TerminalState) => void,
  ): void {
    const shell = this.#state.terminals[name]?.shell ?? null;
    if (shell === null) return;
    this.#act(host, (state, system) => {
      const terminal = state.terminals[name];
      if (terminal) body(state, system, shell, terminal);
      return undefined;
    });
  }

  /** Changes something, then lets processes run; a text means that nothing was done. */
  #act(
    host: WorkstationHost,
    body: (state: WorkstationState, system: System) => string | undefined,
  ): string | undefined {
    this.#awake = host.awake;
    return this.#change((state) => {
      const system = systemOf(state, host, this.#resources());
      const refusal = body(state, system);
      if (refusal === undefined) this.#output.push(...runComputer(state, system));
      return refusal;
    });
  }

  #change(body: (state: WorkstationState) => string | undefined): string | undefined {
    const draft = thaw<WorkstationState>(this.#state);
    const refusal = body(draft);
    if (refusal === undefined && !deepEqual(draft, this.#state)) this.#state = freeze(draft);
    return refusal ?? undefined;
  }
}
