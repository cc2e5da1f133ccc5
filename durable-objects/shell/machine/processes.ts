import type { ByteString } from '../bytes.ts';
import { newShell } from '../interpreter/new-shell.ts';
import { limits } from '../limits.ts';
import { defaultPath, type Found, findProgram } from './executables.ts';
import type { Kernel } from './kernel.ts';
import type { CommandState, ProcessState, ProcessTable } from './process.ts';

/** What a new process takes from its maker. */
export type Heritage = Pick<
  ProcessState,
  'session' | 'cwd' | 'uid' | 'gid' | 'groups' | 'umask' | 'fds' | 'ignored' | 'isBackground'
>;

/** Adds a process; undefined at limits.processes. It gets its turn after all that are ready. */
export function addProcess(
  kernel: Kernel,
  parent: number,
  argv: readonly string[],
  heritage: Heritage,
  program: ProcessState['program'],
): ProcessState | undefined {
  const { table, system } = kernel;
  if (Object.keys(table.processes).length >= limits.processes) return undefined;
  const pid = table.nextPid;
  table.nextPid += 1;
  const process: ProcessState = {
    pid,
    parent,
    session: heritage.session,
    argv: [...argv],
    cwd: heritage.cwd,
    uid: heritage.uid,
    gid: heritage.gid,
    groups: [...heritage.groups],
    umask: heritage.umask,
    startedAt: system.now,
    fds: { ...heritage.fds },
    pending: [],
    ignored: [...heritage.ignored],
    program,
    outbox: [],
    waits: [],
    busy: 0,
    isBackground: heritage.isBackground,
    writeError: null,
  };
  table.processes[pid] = process;
  table.ready.push(pid);
  return process;
}

/** Finds the program a process means by a name. */
export function find(
  kernel: Kernel,
  process: Pick<ProcessState, 'uid' | 'gid' | 'groups' | 'umask' | 'cwd'>,
  name: string,
  env: Readonly<Record<string, ByteString>>,
): Found {
  const path = env.PATH ?? defaultPath;
  return findProgram({ system: kernel.system, user: process, cwd: process.cwd, path }, name);
}

/** What runs after exec of a found program, and the argv that ps then shows. */
export function programOf(
  table: ProcessTable,
  found: Exclude<Found, { error: unknown }>,
  argv: readonly string[],
  env: Readonly<Record<string, ByteString>>,
  pid: number = table.nextPid,
): { program: ProcessState['program']; argv: string[] } {
  const { command, prefix, path } = found;
  const whole = prefix.length === 0 ? [...argv] : [...prefix, path, ...argv.slice(1)];
  if (command.kind === 'shell') {
    const program = newShell(command.flavour, whole, env, pid);
    return { program, argv: whole };
  }
  const program: CommandState = {
    kind: 'command',
    name: command.name,
    env: { ...env },
    phase: 'start',
    input: '',
    state: null,
    code: 0,
    until: 0,
    children: {},
    signals: [],
  };
  return { program, argv: whole };
}
