import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server tells other commands, in `server.json`. Also read by sandbox.mjs. */
export interface ServerFile {
  readonly url: string;
  readonly operatorToken: string;
  /** The process that prints and stops the rest. */
  readonly pid: number;
  /** The process group that serves; 0 where there are no groups. */
  readonly group: number;
}

/** Absent when no server was started there, or the last one was stopped in order. */
export function readServerFile(folder: string): ServerFile | undefined {
  const path = join(folder, 'server.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ServerFile) : undefined;
}

export function writeServerFile(folder: string, server: ServerFile): void {
  mkdirSync(folder, { recursive: true });
  // It holds the operator's secret.
  writeFileSync(join(folder, 'server.json'), `${JSON.stringify(server, null, 2)}\n`, {
    mode: 0o600,
  });
}

export function removeServerFile(folder: string): void {
  rmSync(join(folder, 'server.json'), { force: true });
}
