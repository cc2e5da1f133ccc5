import { signal } from '@preact/signals';
import type { ClusterConnection, TerminalEvents } from '../connection/cluster.ts';
import { copy } from '../copy/index.ts';
import { isIncomplete } from './incomplete.ts';
import { type Key, keysOf } from './keys.ts';
import {
  accept,
  commonStart,
  completeWith,
  discard,
  emptyLine,
  insert,
  type LineState,
  press,
  textOf,
} from './line-editor.ts';
import { type Drawn, redraw } from './line-screen.ts';
import { cells } from './width.ts';

/** Where a terminal is shown: xterm. */
export interface Screen {
  readonly columns: number;
  write(text: string): void;
}

const user = 'student@labset:';
// Text that is printed before anybody looks is kept, to a bound.
const keptOutput = 200_000;

/** One terminal: a line editor at the prompt, and a pipe to what runs. Outlives its screen. */
export class TerminalSession implements TerminalEvents {
  readonly id: string;
  readonly running = signal(false);
  readonly #connection: ClusterConnection;
  readonly #readOnly: boolean;
  #screen: Screen | undefined;
  #kept = '';
  #line: LineState = emptyLine;
  #drawn: Drawn = { row: 0 };
  #cwd = '~';
  #raw = false;
  #greeted = false;
  /** What was typed ahead of a program that reads lines. */
  #typed = '';
  #atLineStart = true;

  constructor(id: string, connection: ClusterConnection, readOnly: boolean) {
    this.id = id;
    this.#connection = connection;
    this.#readOnly = readOnly;
    connection.attach(id, this);
  }

  show(screen: Screen): void {
    this.#screen = screen;
    screen.write('\x1b[?2004h');
    screen.write(this.#kept);
    this.#kept = '';
    if (!this.#greeted) this.#greet();
  }

  hide(): void {
    this.#screen = undefined;
  }

  resized(columns: number, rows: number): void {
    this.#connection.send({ type: 'resize', terminal: this.id, columns, rows });
    if (!this.running.value && this.#greeted && !this.#readOnly) this.#draw();
  }

  /** Puts text into the line without running it. */
  type(text: string): void {
    if (this.running.value || this.#readOnly) return;
    this.#line = insert(discard(this.#line), text);
    this.#draw();
  }

  /** Runs a command as if it had been typed; false while another one runs. */
  run(command: string): boolean {
    if (this.running.value || this.#readOnly) return false;
    this.#line = insert(discard(this.#line), command);
    this.#draw();
    this.#enter();
    return true;
  }

  /** What xterm reads from the keyboard. */
  input(data: string): void {
    if (this.#readOnly) return;
    if (this.#raw) {
      this.#connection.send({ type: 'keys', terminal: this.id, text: data });
      return;
    }
    for (const key of keysOf(data)) {
      if (this.running.value) this.#keyWhileRunning(key);
      else this.#keyAtPrompt(key);
    }
  }

  output(text: string): void {
    if (!this.running.value && this.#greeted) this.#clearLine();
    this.running.value = true;
    this.#write(text.replaceAll(/\r?\n/g, '\r\n'));
    this.#atLineStart = text.endsWith('\n');
  }

  prompt(_exitCode: number, cwd: string): void {
    this.#cwd = cwd;
    this.#raw = false;
    this.#greeted = true;
    if (this.running.value && !this.#atLineStart) this.#write('\r\n');
    else if (!this.running.value) this.#clearLine();
    this.running.value = false;
    this.#atLineStart = true;
    this.#drawn = { row: 0 };
    this.#draw();
  }

  raw(raw: boolean): void {
    this.#raw = raw;
  }

  hello(): void {
    // What ran over a lost connection has nobody to tell when it ends.
    if (this.running.value) this.prompt(0, this.#cwd);
  }

  #greet(): void {
    this.#greeted = true;
    if (this.#readOnly) this.#write(`\x1b[2m${copy().terminalReadOnly}\x1b[0m\r\n`);
    else this.#draw();
  }

  #keyAtPrompt(key: Key): void {
    switch (key.is) {
      case 'enter':
        this.#enter();
        return;
      case 'tab':
        void this.#complete();
        return;
      case 'interrupt':
        this.#line = { ...this.#line, cursor: this.#line.text.length };
        this.#draw();
        this.#write('\x1b[31m^C\x1b[0m\r\n');
        this.#line = discard(this.#line);
        this.#drawn = { row: 0 };
        break;
      case 'clear':
        this.#write('\x1b[2J\x1b[3J\x1b[H');
        this.#drawn = { row: 0 };
        break;
      default:
        this.#line = press(this.#line, key);
    }
    this.#draw();
  }

  #enter(): void {
    const line = textOf(this.#line);
    if (isIncomplete(line)) {
      this.#line = insert({ ...this.#line, cursor: this.#line.text.length }, '\n');
      this.#draw();
      return;
    }
    this.#line = { ...this.#line, cursor: this.#line.text.length };
    this.#draw();
    if (line.trim() !== '' && !this.#connection.send({ type: 'run', terminal: this.id, line })) {
      this.#write(`\r\n\x1b[33m${copy().unsent}\x1b[0m\r\n`);
      this.#drawn = { row: 0 };
      this.#draw();
      return;
    }
    this.#line = accept(this.#line);
    this.#write('\r\n');
    this.#drawn = { row: 0 };
    this.#typed = '';
    this.#atLineStart = true;
    if (line.trim() === '') this.#draw();
    else this.running.value = true;
  }

  /** A program that reads lines gets whole ones; they are echoed here, as a tty would. */
  #keyWhileRunning(key: Key): void {
    const terminal = this.id;
    if (key.is === 'interrupt') {
      this.#write('\x1b[31m^C\x1b[0m\r\n');
      this.#atLineStart = true;
      this.#connection.send({ type: 'interrupt', terminal });
    } else if (key.is === 'end-of-input') {
      this.#connection.send({ type: 'end', terminal });
    } else if (key.is === 'enter') {
      this.#connection.send({ type: 'keys', terminal, text: `${this.#typed}\n` });
      this.#typed = '';
      this.#write('\r\n');
      this.#atLineStart = true;
    } else if (key.is === 'backspace') {
      const last = [...this.#typed].at(-1);
      if (last === undefined) return;
      this.#typed = this.#typed.slice(0, -last.length);
      this.#write('\b \b'.repeat(cells(last)));
    } else if (key.is === 'text') {
      this.#typed += key.text;
      this.#write(key.text.replaceAll('\n', '\r\n'));
      this.#atLineStart = false;
    }
  }

  async #complete(): Promise<void> {
    const before = this.#line;
    const line = before.text.slice(0, before.cursor).join('');
    const found = await this.#connection.complete(this.id, line).catch(() => undefined);
    // Typing went on in the meantime: the answer is about another line.
    if (!found || this.#line !== before || found.completions.length === 0) return;
    const start = commonStart(found.completions);
    const isOnly = found.completions.length === 1;
    const typed = line.slice(found.from);
    if (start.length > typed.length || isOnly) {
      const end = isOnly && !/[/=\s]$/.test(start) ? ' ' : '';
      this.#line = completeWith(before, start + end, found.from);
    } else {
      this.#write(`\r\n${inColumns(found.completions, this.#screen?.columns ?? 80)}`);
      this.#drawn = { row: 0 };
    }
    this.#draw();
  }

  #draw(): void {
    const { text, cursor } = this.#line;
    const label = `${user}${this.#cwd}$`;
    const { output, drawn } = redraw(this.#drawn, {
      prompt: `\x1b[32m${label}\x1b[0m `,
      promptCells: cells(label) + 1,
      text,
      cursor,
      columns: this.#screen?.columns ?? 80,
    });
    this.#drawn = drawn;
    this.#write(output);
  }

  #clearLine(): void {
    const up = this.#drawn.row > 0 ? `\x1b[${this.#drawn.row}A` : '';
    this.#write(`${up}\r\x1b[J`);
    this.#drawn = { row: 0 };
  }

  #write(text: string): void {
    if (this.#screen) this.#screen.write(text);
    else this.#kept = (this.#kept + text).slice(-keptOutput);
  }
}

/** Completions in as many columns as fit, with a line end. */
function inColumns(completions: readonly string[], columns: number): string {
  const width = Math.max(...completions.map(cells)) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  const rows: string[] = [];
  for (let i = 0; i < completions.length; i += across) {
    const row = completions.slice(i, i + across);
    rows.push(
      row
        .map((text) => text + ' '.repeat(width - cells(text)))
        .join('')
        .trimEnd(),
    );
  }
  return `${rows.join('\r\n')}\r\n`;
}
