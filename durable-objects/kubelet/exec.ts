import type { Frozen } from '../lib/json.ts';
import {
  closeInput,
  exitOf,
  type OutputChunk,
  release,
  resizeTerminal,
  signal,
  takeOutput,
  typeInput,
  writeInput,
} from '../shell/index.ts';
import { type Machine, spawnIn } from './processes.ts';
import { podGroup } from './records.ts';
import {
  channels,
  type ExecSession,
  execSessions,
  exitFrame,
  failureFrame,
  isFull,
  type SessionFrame,
} from './sessions.ts';
import type { PlacedContainer, PodContainer } from './spec.ts';
import type { Sync } from './sync.ts';

/** A session with its name, while it is being moved on. */
interface OpenSession {
  readonly name: string;
  readonly session: Frozen<ExecSession>;
}

/** The sessions of one container that are not over. */
export function sessionsOf(sync: Sync, container: PodContainer): readonly OpenSession[] {
  return sync.world.read
    .records(execSessions, podGroup(sync.runtime))
    .filter(
      ({ value }) =>
        value.uid === sync.runtime.uid && value.container === container.name && !value.isOver,
    )
    .map(({ key, value }) => ({ name: key.name, session: value }));
}

/** Whether a session has something for the container: it must be stepped then. */
export function hasInput({ session }: OpenSession): boolean {
  const { pid, input, isInputClosed, isClientGone, size } = session;
  return pid === undefined || input !== '' || isInputClosed || isClientGone || size !== undefined;
}

/** Before a step: starts commands and hands over what was typed. */
export function feedSessions(sync: Sync, placed: PlacedContainer, machine: Machine): void {
  for (const open of sessionsOf(sync, placed.container)) {
    const started = open.session.pid === undefined ? start(sync, open, machine) : open.session;
    if (started) save(sync, open, hand(started, machine));
  }
}

/** After a step: takes what sessions wrote, and how they ended. `main` is PID 1's new output. */
export function drainSessions(
  sync: Sync,
  placed: PlacedContainer,
  { table }: Machine,
  main: readonly OutputChunk[],
): void {
  for (const open of sessionsOf(sync, placed.container)) {
    const { session } = open;
    const { pid } = session;
    if (pid === undefined || isFull(session)) continue;
    const own = session.kind === 'attach' ? main : takeOutput(table, pid);
    const frames = [...session.frames, ...own.flatMap((chunk) => frameOf(session, chunk))];
    const exit = exitOf(table, pid);
    if (!exit) {
      save(sync, open, { ...session, frames });
      continue;
    }
    // The container's own end is told when everything else about it is: endSessions.
    if (session.kind === 'exec') release(table, pid);
    const last = session.kind === 'attach' ? exitFrame(0) : exitFrame(exit.code);
    save(sync, open, { ...session, frames: [...frames, last], isOver: true });
  }
}

/** The container is gone: what was still running in it was killed with it. */
export function endSessions(sync: Sync, container: PodContainer, code: number): void {
  for (const open of sessionsOf(sync, container)) {
    const last = open.session.kind === 'attach' ? exitFrame(0) : exitFrame(code);
    save(sync, open, { ...open.session, frames: [...open.session.frames, last], isOver: true });
  }
}

function start(sync: Sync, open: OpenSession, machine: Machine): Frozen<ExecSession> | undefined {
  const { session } = open;
  if (session.kind === 'attach') return { ...session, pid: 1 };
  const { command, tty, stdin, size } = session;
  const terminal = tty ? { terminal: size ?? { columns: 80, rows: 24 } } : {};
  const env = tty ? { TERM: 'xterm', ...machine.processes.env } : machine.processes.env;
  const spawned = spawnIn(machine, command, { ...terminal, env, stdin: stdin ? 'open' : 'closed' });
  if ('pid' in spawned) return { ...session, pid: spawned.pid };
  const text = execError(sync, open.name, command[0] ?? '', String(spawned.error));
  save(sync, open, { ...session, frames: [failureFrame(text)], isOver: true });
  return undefined;
}

function execError(sync: Sync, name: string, program: string, why: string): string {
  const texts: Readonly<Record<string, string>> = {
    'not-found': program.includes('/')
      ? `stat ${program}: no such file or directory`
      : 'executable file not found in $PATH',
    permission: 'permission denied',
    directory: 'is a directory',
    format: 'exec format error',
    cwd: 'chdir to cwd failed: no such file or directory',
    limit: 'resource temporarily unavailable',
  };
  const id = sync.world.random('exec-id', sync.runtime.uid, name).hex(64);
  return (
    `error executing command in container: failed to exec in container: failed to start exec ` +
    `"${id}": OCI runtime exec failed: exec failed: unable to start container process: exec: ` +
    `"${program}": ${texts[why] ?? why}: unknown`
  );
}

/**
 * Gives the process what the client sent; what did not fit stays for later. Undefined: the client
 * has gone, and the session with it.
 */
function hand(session: Frozen<ExecSession>, machine: Machine): Frozen<ExecSession> | undefined {
  const { table, system } = machine;
  const { pid = 0, input, isInputClosed, isClientGone } = session;
  const { size, ...rest } = session;
  const target = table.sessions[pid];
  if (!target) return session;
  if (size && target.tty) resizeTerminal(table, pid, size.columns, size.rows);
  if (isClientGone) {
    // As a terminal that was hung up; an attach leaves the container alone.
    if (session.kind === 'exec') {
      signal(table, system, pid, 'HUP');
      release(table, pid);
    }
    return undefined;
  }
  let left = input;
  if (input !== '' && target.tty) {
    typeInput(table, system, pid, input);
    left = '';
  } else if (input !== '' && writeInput(table, pid, input)) left = '';
  if (isInputClosed && left === '' && !target.stdin.isClosed) {
    if (session.kind === 'exec') closeInput(table, pid);
  }
  return { ...rest, input: left, isInputClosed: isInputClosed && left !== '' };
}

function frameOf(session: Frozen<ExecSession>, chunk: OutputChunk): SessionFrame[] {
  if (chunk.bytes === '') return [];
  const isWanted = session.tty || (chunk.stream === 'stdout' ? session.stdout : session.stderr);
  if (!isWanted) return [];
  const isOut = session.tty || chunk.stream === 'stdout';
  return [{ channel: isOut ? channels.stdout : channels.stderr, bytes: chunk.bytes }];
}

function save(sync: Sync, { name }: OpenSession, session: Frozen<ExecSession> | undefined): void {
  const key = { namespace: podGroup(sync.runtime), name };
  sync.world.setRecord(execSessions, key, session);
}
