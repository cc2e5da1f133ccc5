import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../scripts/free-port.ts';
import { root } from '../../scripts/paths.ts';
import { startServer } from '../../scripts/server.ts';

/** A running product with its demo class, or why there is none. */
export type Site =
  | {
      readonly state: 'running';
      readonly url: string;
      readonly instructor: string;
      readonly learners: readonly { readonly id: string; readonly name: string }[];
      readonly joinCode: string;
    }
  | { readonly state: 'skipped' | 'broken'; readonly reason: string };

declare module 'vitest' {
  export interface ProvidedContext {
    site: Site;
  }
}

/** Where the walks leave their pictures, for people to look at. */
export const pictures = join(root, 'build', 'pictures');

/** Starts the product for the walks, and stops it after the last. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const reason = `the browser of these tests runs on linux-x64, not ${process.platform}`;
    console.log(`Tests in a browser are skipped: ${reason}.`);
    return project.provide('site', { state: 'skipped', reason });
  }
  const folder = join(root, 'build', 'browser-run');
  rmSync(folder, { recursive: true, force: true });
  for (const made of [folder, pictures]) mkdirSync(made, { recursive: true });
  try {
    const server = await startServer({ port: await freePort(), folder });
    const headers = { authorization: `Bearer ${server.operatorToken}` };
    const made = await fetch(`${server.url}/api/operator/demo`, { method: 'POST', headers });
    const { instructor, joinCode } = (await made.json()) as Demo;
    const { people } = (await (await fetch(`${server.url}/api/demo`)).json()) as People;
    const learners = people.filter(({ id }) => id !== instructor.id);
    const { url } = server;
    project.provide('site', {
      state: 'running',
      url,
      instructor: instructor.id,
      learners,
      joinCode,
    });
    return async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    project.provide('site', { state: 'broken', reason });
  }
}

interface Demo {
  readonly instructor: { readonly id: string };
  readonly joinCode: string;
}

interface People {
  readonly people: readonly { readonly id: string; readonly name: string }[];
}
