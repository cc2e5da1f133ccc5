import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDescriptions } from './build-descriptions.ts';
import { buildLabs } from './build-labs.ts';
import { command, tail } from './command.ts';
import { Failure, run } from './failure.ts';
import { hashOf, unlessStamped } from './hash.ts';
import { program, root } from './paths.ts';

/** Builds what isn't in the repository: the catalogue's module and the console's files. */
export async function build(): Promise<void> {
  try {
    buildLabs();
  } catch (error) {
    throw new Failure(`The labs can't be built: ${error instanceof Error ? error.message : error}`);
  }
  buildDescriptions();
  await buildConsole();
}

/** Builds web/ into web/dist when its sources have changed. */
async function buildConsole(): Promise<void> {
  const web = join(root, 'web');
  const dist = join(web, 'dist');
  const stampFile = join(root, 'build', 'console.stamp');
  if (!existsSync(join(dist, 'index.html'))) rmSync(stampFile, { force: true });
  mkdirSync(join(root, 'build'), { recursive: true });
  const sources = [web, join(root, 'package-lock.json')];
  const hash = hashOf(sources, (entry) => entry === 'dist' || entry === 'node_modules');
  await unlessStamped(stampFile, hash, async () => {
    console.log('Building the console ...');
    const args = ['build', web, '--logLevel', 'warn'];
    const { code, text } = await command(program('vite', 'bin', 'vite.js'), args);
    if (code !== 0) throw new Failure(`The console can't be built:\n${tail(text)}`);
  });
}

if (import.meta.main) await run(build);
