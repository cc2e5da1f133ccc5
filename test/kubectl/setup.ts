import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../scripts/free-port.ts';
import { root } from '../../scripts/paths.ts';
import { isAlive, isServing, stopGroup } from '../../scripts/process-group.ts';
import { startServer } from '../../scripts/server.ts';
import { readServerFile } from '../../scripts/server-file.ts';
import { type Clients, missing, unpackClients } from './clients.ts';

export interface RunningProduct {
  readonly state: 'running';
  readonly url: string;
  readonly operatorToken: string;
  readonly clients: Clients;
  /** For what the tests write. */
  readonly folder: string;
}

/** What the tests are given: the running product, or why there is none. */
export type Product =
  | RunningProduct
  | { readonly state: 'skipped' | 'broken'; readonly reason: string };

declare module 'vitest' {
  export interface ProvidedContext {
    product: Product;
  }
}

const runs = join(root, 'build', 'kubectl-runs');

/** Starts the product once for all files of this project, and stops it after the last. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const reason = missing();
  if (reason !== undefined) {
    console.log(`Tests with real clients are skipped: ${reason}.`);
    return project.provide('product', { state: 'skipped', reason });
  }
  await removeLeftRuns();
  const folder = join(runs, String(process.pid));
  mkdirSync(folder, { recursive: true });
  try {
    const clients = await unpackClients();
    const server = await startServer({
      port: await freePort(),
      folder: join(folder, 'server'),
    });
    const { url, operatorToken } = server;
    project.provide('product', { state: 'running', clients, folder, url, operatorToken });
    return async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  } catch (error) {
    // The other projects' tests have something to say even so; these here fail with the reason.
    const text = error instanceof Error ? error.message : String(error);
    project.provide('product', { state: 'broken', reason: text });
  }
}

/** A run that was killed could stop neither its servers nor remove its folder. */
async function removeLeftRuns(): Promise<void> {
  mkdirSync(runs, { recursive: true });
  for (const pid of readdirSync(runs).filter((name) => !isAlive(Number(name)))) {
    for (const name of readdirSync(join(runs, pid))) {
      const group = readServerFile(join(runs, pid, name))?.group ?? 0;
      if (isServing(group)) await stopGroup(group);
    }
    rmSync(join(runs, pid), { recursive: true, force: true });
  }
}
