import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.ts';

/** What a command said and how it ended. */
export interface Outcome {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly text: string;
}

/** Runs a program of node_modules (its JavaScript entry) to its end. */
export function command(
  entry: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (data) => {
      text += String(data);
    });
    child.stderr.on('data', (data) => {
      text += String(data);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** The last lines of a text, indented, to be shown under a message. */
export function tail(text: string, lines = 30): string {
  return stripVTControlCharacters(text)
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n');
}
