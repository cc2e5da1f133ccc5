import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Outcome, Running } from './process.ts';
import type { RunningProduct } from './setup.ts';

/** False where there are no clients to run; the reason was printed at the start. */
export const hasClients: boolean = inject('product').state !== 'skipped';

/** The running product; throws when it could not be started. */
export function product(): RunningProduct {
  const given = inject('product');
  if (given.state !== 'running') throw new Error(given.reason);
  return given;
}

/** A cluster of its own with a folder and a kubeconfig, as a person has them. */
export class Sandbox {
  readonly id: string;
  readonly folder: string;
  readonly kubeconfig: string;
  /** The text of the kubeconfig. */
  readonly access: string;
  /** The kubectl that is used, `kubectl35` unless changed. */
  kubectlPath: string;
  readonly #product: RunningProduct;

  constructor(product: RunningProduct, { id, kubeconfig }: { id: string; kubeconfig: string }) {
    this.id = id;
    this.#product = product;
    this.access = kubeconfig;
    this.folder = join(product.folder, id);
    this.kubeconfig = join(this.folder, 'kubeconfig');
    this.kubectlPath = product.clients.kubectl35;
    mkdirSync(this.folder);
    writeFileSync(this.kubeconfig, kubeconfig, { mode: 0o600 });
  }

  /** Writes a file into the folder that the clients run in. */
  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  start(program: string, ...args: readonly string[]): Running {
    return new Running(program, args, { cwd: this.folder, env: this.env });
  }

  /** Starts kubectl, for what goes on by itself. */
  follow(...args: readonly string[]): Running {
    return this.start(this.kubectlPath, ...args);
  }

  /** Runs kubectl to its end, with nothing to read. */
  kubectl(...args: readonly string[]): Promise<Outcome> {
    const running = this.follow(...args);
    running.endInput();
    return running.ended;
  }

  /** As `kubectl`, for what has to succeed: its output; throws with what it said otherwise. */
  async must(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.kubectl(...args);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr || stdout}`);
    return stdout;
  }

  /** Applies a manifest that is handed in as text. */
  async apply(manifest: string): Promise<string> {
    this.write('manifest.yaml', manifest);
    return this.must('apply', '-f', 'manifest.yaml');
  }

  remove(): Promise<void> {
    return ask(this.#product, 'DELETE', `/api/sandboxes/${this.id}`).then(() => undefined);
  }

  /** Everything that a client keeps goes into the folder: no two tests share a cache. */
  get env(): Readonly<Record<string, string | undefined>> {
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      KUBECONFIG: this.kubeconfig,
      KUBECTL: this.kubectlPath,
      TZ: 'UTC',
      LC_ALL: 'C.UTF-8',
    };
  }
}

/** Makes a new cluster. */
export async function newSandbox(of: RunningProduct = product()): Promise<Sandbox> {
  const made = await ask(of, 'POST', '/api/sandboxes');
  return new Sandbox(of, (await made.json()) as { id: string; kubeconfig: string });
}

async function ask(of: RunningProduct, method: string, route: string): Promise<Response> {
  const headers = { authorization: `Bearer ${of.operatorToken}` };
  const answer = await fetch(of.url + route, { method, headers });
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
  return answer;
}
