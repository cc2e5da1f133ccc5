import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { TestDesk } from '../../durable-objects/workstation/testing/desk.ts';

/** A command as the client hands it over. */
interface Order {
  readonly program: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly folder: string;
  readonly editor?: string;
}

/** A command while it runs in a terminal of its own. */
interface Run {
  readonly terminal: string;
  readonly socket: Socket;
  /** It goes on until it is killed, so time does not pass for its sake. */
  readonly isWatch: boolean;
  sentOut: number;
  sentErr: number;
}

// A file that a session reads is a manifest; whatever is larger is none of it.
const maxFileBytes = 100_000;
/** The workstation has eight terminals. */
const terminals = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'];
const tickMs = 100;

/**
 * The console's kubectl on a cluster of its own, for a session of the host's shell: every command
 * is run by the workstation's bash, in the cluster's time. While something runs to its end, time
 * passes as fast as the cluster can follow.
 */
export class ConsoleKubectl {
  readonly #desk = new TestDesk();
  readonly #runs = new Set<Run>();
  readonly #free = [...terminals];
  readonly #server: Server;
  #isTicking = false;

  constructor(socketPath: string) {
    this.#server = createServer((socket) => this.#receive(socket)).listen(socketPath);
  }

  close(): void {
    for (const { socket } of this.#runs) socket.destroy();
    this.#server.close();
  }

  #receive(socket: Socket): void {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      text += String(data);
      if (text.endsWith('\n')) this.#start(JSON.parse(text) as Order, socket);
    });
  }

  #start(order: Order, socket: Socket): void {
    if (order.program === 'sleep') {
      this.#pass(Number(order.args[0]) * 1_000);
      socket.end(`${JSON.stringify({ exit: 0 })}\n`);
      return;
    }
    const terminal = this.#free.shift();
    if (terminal === undefined) throw new Error('a session runs more than eight commands at once');
    this.#bring(order, terminal);
    const isWatch = order.args.includes('-w');
    const run: Run = { terminal, socket, isWatch, sentOut: 0, sentErr: 0 };
    this.#runs.add(run);
    socket.on('close', () => this.#end(run));
    const refusal = this.#desk.desk.run(this.#desk.host, terminal, lineOf(order, terminal));
    if (refusal !== undefined) throw new Error(refusal);
    this.#report();
    this.#tick();
  }

  /** Puts the session's files, and what is piped in, where the workstation finds them. */
  #bring({ folder, stdin }: Order, terminal: string): void {
    const { desk } = this.#desk;
    desk.writeFile(`.${terminal}.in`, stdin);
    desk.writeFile(`.${terminal}.out`, '');
    desk.writeFile(`.${terminal}.err`, '');
    desk.writeFile(`.${terminal}.rc`, '');
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (!existsSync(path) || !statSync(path).isFile() || statSync(path).size > maxFileBytes) {
        continue;
      }
      desk.writeFile(name, readFileSync(path, 'utf8'));
    }
  }

  /** Lets time pass for as long as something that ends by itself has not ended. */
  #tick(): void {
    if (this.#isTicking || ![...this.#runs].some(({ isWatch }) => !isWatch)) return;
    this.#isTicking = true;
    setImmediate(() => {
      this.#isTicking = false;
      this.#pass(tickMs);
      this.#tick();
    });
  }

  #pass(ms: number): void {
    for (let left = ms; left > 0; left -= tickMs) {
      this.#desk.pass(Math.min(left, tickMs));
      this.#report();
    }
  }

  #report(): void {
    const { desk } = this.#desk;
    desk.takeOutput();
    for (const run of this.#runs) {
      const out = desk.readFile(`.${run.terminal}.out`) ?? '';
      const err = desk.readFile(`.${run.terminal}.err`) ?? '';
      const said = {
        ...(out.length > run.sentOut ? { out: out.slice(run.sentOut) } : {}),
        ...(err.length > run.sentErr ? { err: err.slice(run.sentErr) } : {}),
      };
      run.sentOut = out.length;
      run.sentErr = err.length;
      if (Object.keys(said).length > 0) run.socket.write(`${JSON.stringify(said)}\n`);
      const code = desk.readFile(`.${run.terminal}.rc`)?.trim() ?? '';
      if (code === '') continue;
      run.socket.end(`${JSON.stringify({ exit: Number(code) })}\n`);
      this.#release(run);
    }
  }

  /** The client has gone: its command was killed, or has ended. */
  #end(run: Run): void {
    if (!this.#runs.has(run)) return;
    this.#desk.desk.interrupt(this.#desk.host, run.terminal);
    this.#desk.pass(tickMs);
    this.#release(run);
  }

  #release(run: Run): void {
    this.#runs.delete(run);
    this.#free.push(run.terminal);
  }
}

/** The command line that runs an order and leaves what it said in files. */
function lineOf({ args, editor }: Order, terminal: string): string {
  const words = args.map((arg) => `'${arg.replaceAll("'", `'\\''`)}'`).join(' ');
  const variables = editor === undefined ? '' : `KUBE_EDITOR='${editor.replaceAll("'", `'\\''`)}' `;
  const files = `< .${terminal}.in > .${terminal}.out 2> .${terminal}.err`;
  return `${variables}kubectl ${words} ${files}; echo $? > .${terminal}.rc`;
}
