import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../scripts/free-port.ts';
import { program, root } from '../scripts/paths.ts';

// As in wrangler.toml.
const compatibilityDate = '2026-10-30';
const startMs = 20_000;

/** A workerd that serves the bench worker. */
export interface Runtime {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves bench/worker.ts on bare workerd, with SQLite on this machine's disk. `wrangler dev` puts a
 * proxy before it that takes several times as long as the cluster itself.
 */
export async function startRuntime(): Promise<Runtime> {
  const folder = join(root, 'build', 'bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'disk'), { recursive: true });
  await bundle(join(folder, 'worker.js'));
  const port = await freePort();
  writeFileSync(join(folder, 'config.capnp'), config(port));
  // Its own error output stays visible: what it says there matters when figures look odd.
  const child = spawn(workerd(), ['serve', 'config.capnp', '--experimental'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill('SIGKILL'));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + startMs; Date.now() < end; await sleep(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer) return { port, stop };
    if (child.exitCode !== null) break;
  }
  await stop();
  throw new Error('workerd does not answer');
}

async function bundle(outfile: string): Promise<void> {
  // Wrangler brings esbuild; it is the bundler that the deployed worker goes through as well.
  const require = createRequire(program('wrangler', 'package.json'));
  const { build } = require('esbuild') as typeof import('esbuild');
  await build({
    entryPoints: [join(root, 'bench', 'worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'warning',
  });
}

/** The program itself: what is in its package's `bin` is a script that starts it. */
function workerd(): string {
  const require = createRequire(program('workerd', 'package.json'));
  return (require('workerd') as { default: string }).default;
}

function config(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "disk", disk = (path = "disk", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${compatibilityDate}",
  durableObjectNamespaces = [
    (className = "ClusterObject", uniqueKey = "bench", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [(name = "CLUSTERS", durableObjectNamespace = "ClusterObject")],
);
`;
}
