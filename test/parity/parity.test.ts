import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/paths.ts';
import { hasClients, newSandbox } from '../kubectl/sandbox.ts';
import { ConsoleKubectl } from './console-kubectl.ts';
import { type Comparison, commandOf, compare, knownDifferences, play } from './session.ts';

const folder = join(root, 'build', 'parity');
const shims = join(root, 'test', 'parity', 'shims');

/**
 * What was reached, less what a slow machine changes: some answers depend on how far a rollout is.
 * Two sessions of the same real cluster agree to 98.9 %; 97 % is the aim.
 */
const floor = { real: 0.93, console: 0.91 };

const timeout = 900_000;

// A test that takes minutes: a session is some four hundred commands, one after the other.
describe
  .runIf(hasClients && process.env.PARITY)
  .concurrent('a recorded session, played anew', { timeout }, () => {
    test('with real kubectl', async () => {
      const sandbox = await newSandbox();
      const out = await play(fresh('real'), sandbox.env);
      judge('real kubectl', await compare(out), floor.real);
    });

    test("with the console's kubectl", async () => {
      const home = fresh('console');
      const kubectl = new ConsoleKubectl(join(home, 'socket'));
      try {
        const out = await play(home, {
          PATH: `${shims}:${process.env.PATH}`,
          HOME: home,
          KUBECONFIG: join(home, 'kubeconfig'),
          KUBECTL: join(shims, 'kubectl'),
          PARITY_NODE: process.execPath,
          PARITY_CLIENT: join(root, 'test', 'parity', 'client.mjs'),
          PARITY_SOCKET: join(home, 'socket'),
        });
        judge("the console's kubectl", await compare(out, isOfConsole), floor.console);
      } finally {
        kubectl.close();
      }
    });
  });

function judge(name: string, { identical, all, differing, report }: Comparison, least: number) {
  writeFileSync(join(folder, `${name.replaceAll(/\W+/g, '-')}.txt`), report);
  const known = knownDifferences();
  const unknown = differing.filter((one) => !known.has(one));
  const share = ((100 * identical) / all).toFixed(1);
  console.log(
    `${name}: ${identical} of ${all} recordings identical (${share} %); ` +
      `without a reason in DIFFERENCES.md: ${unknown.join(' ') || 'none'}\n${report}`,
  );
  expect(identical / all).toBeGreaterThanOrEqual(least);
}

/** What the console's kubectl has: no other program asks, and it is not refused there. */
function isOfConsole(name: string, played: string): boolean {
  return !/\bcurl\b/.test(commandOf(name)) && !played.includes('not available in this terminal');
}

function fresh(name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'kubeconfig'), '');
  return path;
}
