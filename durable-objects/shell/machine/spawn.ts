import type { ByteString } from '../bytes.ts';
import { FileError } from '../files/filesystem.ts';
import type { Found } from './executables.ts';
import { addFile } from './open.ts';
import type { ProcessTable } from './process.ts';
import { addProcess, find, programOf } from './processes.ts';
import type { Environment, System } from './system.ts';

/** A program to start from outside: an entrypoint, an exec, a login. */
export interface SpawnRequest {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly groups?: readonly number[];
  readonly umask?: number;
  /** `open`: the outside will write; `closed` (default): at its end; or the bytes themselves. */
  readonly stdin?: 'open' | 'closed' | { readonly bytes: ByteString };
  /** A terminal of that size; all output then comes as stdout with carriage returns. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

/** The session's PID, or why there is none: as execve(2) and chdir(2) would fail. */
export type Spawned =
  | { readonly pid: number }
  | { readonly error: Extract<Found, { error: unknown }>['error'] | 'cwd' | 'limit' };

/** Starts a program in a session of its own; it runs in the next step. */
export function spawn(table: ProcessTable, system: System, request: SpawnRequest): Spawned {
  const kernel = { table, system };
  const { argv, cwd, uid = 0, gid = 0, groups = [], umask = 0o022 } = request;
  const user = { uid, gid, groups: [...groups], umask, cwd };
  const env = { ...request.env };
  const found = find(kernel, user, argv[0] ?? '', env);
  if ('error' in found) return { error: found.error };
  if (!isDirectory(system, cwd)) return { error: 'cwd' };
  const pid = table.nextPid;
  const { program, argv: whole } = programOf(table, found, argv, env);
  const session = String(pid);
  const fds: Record<string, string> = {};
  const heritage = { ...user, session, fds, ignored: [], isBackground: false };
  const process = addProcess(kernel, 0, whole, heritage, program);
  if (!process) return { error: 'limit' };
  const { stdin = 'closed', terminal } = request;
  const bytes = typeof stdin === 'object' ? stdin.bytes : '';
  table.sessions[session] = {
    pid,
    stdin: { bytes, isClosed: stdin !== 'open' },
    output: [],
    outputBytes: 0,
    exit: null,
    tty: terminal ? { line: '', isAtEnd: false, echo: true, ...terminal } : null,
  };
  for (const [fd, stream] of (['stdin', 'stdout', 'stderr'] as const).entries())
    process.fds[fd] = addFile(table, { kind: 'session', session, stream });
  if (program.kind === 'shell' && terminal && program.input) program.isInteractive = true;
  return { pid };
}

function isDirectory(system: System, path: string): boolean {
  try {
    return system.fs.stat(path).type === 'directory';
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}
