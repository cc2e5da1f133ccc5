import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a program ended; `code` is null when a signal ended it. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

// Long enough for a loaded machine: what takes longer is broken, not slow.
const patienceMs = 60_000;

/** A program while it runs: what it has printed so far can be looked at. */
export class Running {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Outcome>;
  readonly #child: ChildProcess;

  constructor(program: string, args: readonly string[], options: StartOptions) {
    const child = spawn(program, args, options);
    child.stdout.on('data', (data) => {
      this.stdout += String(data);
    });
    child.stderr.on('data', (data) => {
      this.stderr += String(data);
    });
    // A program that ends early leaves its input unread.
    child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
    this.#child = child;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Writes to its standard input. */
  write(text: string): void {
    this.#child.stdin?.write(text);
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Waits until it has printed a text; throws with all it printed when it doesn't. */
  async prints(pattern: RegExp): Promise<void> {
    for (const end = Date.now() + patienceMs; !pattern.test(this.stdout); await sleep(50))
      if (Date.now() > end || !this.isRunning) {
        await sleep(50);
        if (pattern.test(this.stdout)) return;
        throw new Error(`never printed ${pattern}:\n${this.stdout}\n${this.stderr}`);
      }
  }

  async stop(): Promise<Outcome> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }
}

/** Asks again until the answer is as wanted; throws with the last answer when it never is. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await sleep(300)) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`at last it was: ${JSON.stringify(answer)}`);
  }
}
