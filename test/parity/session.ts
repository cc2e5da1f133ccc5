import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/paths.ts';
import { type Outcome, Running } from '../kubectl/process.ts';

const golden = join(root, 'test', 'fixtures', 'golden');
const recordings = join(golden, 'recordings');

/** How a session compares with the one of a real cluster. */
export interface Comparison {
  readonly identical: number;
  readonly all: number;
  /** Names of recordings that are not identical, watches included. */
  readonly differing: readonly string[];
  /** What `compare.mjs` printed, then every differing recording line by line. */
  readonly report: string;
}

/** Plays the recorded session anew; `env` names the cluster and the kubectl. */
export async function play(folder: string, env: Readonly<Record<string, string | undefined>>) {
  mkdirSync(folder, { recursive: true });
  const options = { cwd: folder, env: { ...env, TZ: 'UTC', LC_ALL: 'C.UTF-8' } };
  const running = new Running('bash', [join(golden, 'record'), join(folder, 'out')], options);
  running.endInput();
  const { code, stderr } = await running.ended;
  if (code !== 0) throw new Error(`the session failed: ${stderr}`);
  return join(folder, 'out');
}

/** Compares a session's recordings, all of them or those that are wanted, with the real ones. */
export async function compare(
  folder: string,
  isWanted: (name: string, played: string) => boolean = () => true,
): Promise<Comparison> {
  const wanted = join(folder, '..', 'wanted');
  mkdirSync(wanted);
  for (const file of readdirSync(recordings)) {
    const played = readFileSync(join(folder, file), 'utf8');
    if (isWanted(file.slice(0, -'.txt'.length), played))
      cpSync(join(recordings, file), join(wanted, file));
  }
  const { stdout } = await compared(wanted, folder, '--list');
  const [, identical = '0', all = '0'] = /^(\d+) of (\d+) identical/m.exec(stdout) ?? [];
  const [, watches = ''] = /^watches: .*; not (.*)$/m.exec(stdout) ?? [];
  const listed = stdout.slice(0, stdout.indexOf('watches: ')).split('\n');
  const differing = [...listed, ...watches.split(' ')].filter((name) => name !== '');
  const details: string[] = [];
  for (const name of differing) {
    const { stdout: lines } = await compared(wanted, folder, '--show', name);
    const rows = lines.split('\n').filter((line) => /^[-+] /.test(line));
    details.push(`== ${name}\n${rows.join('\n')}\n`);
  }
  const report = `${stdout}\n${details.join('')}`;
  return { identical: Number(identical), all: Number(all), differing, report };
}

async function compared(...args: readonly [string, string, ...string[]]): Promise<Outcome> {
  const options = { cwd: root, env: { PATH: process.env.PATH } };
  const running = new Running(process.execPath, [join(golden, 'compare.mjs'), ...args], options);
  running.endInput();
  return running.ended;
}

/** The command of a recording, as it was typed. */
export function commandOf(name: string): string {
  return (
    readFileSync(join(recordings, `${name}.txt`), 'utf8')
      .split('\n')[0]
      ?.slice(2) ?? ''
  );
}

/** The recordings that DIFFERENCES.md gives a reason for, under `## Recordings that differ`. */
export function knownDifferences(): ReadonlySet<string> {
  const text = readFileSync(join(root, 'DIFFERENCES.md'), 'utf8');
  const [, section = ''] =
    /^## Recordings that differ\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text) ?? [];
  return new Set([...section.matchAll(/`([a-z0-9-]+)`/gi)].map(([, name = '']) => name));
}
