import { present } from '../../lib/assert.ts';
import type { ByteString } from '../bytes.ts';
import { limits } from '../limits.ts';
import type { ExitStatus, OutputChunk, ProcessTable, Session } from './process.ts';

/** An empty table. Its first process is PID 1, with an init's protection, unless told otherwise. */
export function newProcessTable(firstPid = 1): ProcessTable {
  return {
    nextPid: firstPid,
    nextId: 1,
    draws: 0,
    processes: {},
    files: {},
    pipes: {},
    sessions: {},
    ready: [],
    turn: limits.instructionsPerTurn,
  };
}

/**
 * Bytes for a session's standard input (what is typed, on a terminal; use typeInput there).
 * False, and nothing taken, when it is closed or limits.sessionInputBytes is reached.
 */
export function writeInput(table: ProcessTable, pid: number, bytes: ByteString): boolean {
  const { stdin } = sessionOf(table, pid);
  if (stdin.isClosed || stdin.bytes.length + bytes.length > limits.sessionInputBytes) return false;
  stdin.bytes += bytes;
  return true;
}

/** The end of a session's standard input; what was written before can still be read. */
export function closeInput(table: ProcessTable, pid: number): void {
  sessionOf(table, pid).stdin.isClosed = true;
}

/** What the session wrote since the last call, oldest first; writers that waited go on. */
export function takeOutput(table: ProcessTable, pid: number): OutputChunk[] {
  const session = sessionOf(table, pid);
  const { output } = session;
  session.output = [];
  session.outputBytes = 0;
  return output;
}

/** How the session's first process ended, null while it runs. */
export function exitOf(table: ProcessTable, pid: number): ExitStatus | null {
  return sessionOf(table, pid).exit;
}

/** Forgets an ended session; processes it left behind run on and their output is dropped. */
export function release(table: ProcessTable, pid: number): void {
  delete table.sessions[pid];
}

/** The session that spawn made under this PID. */
export function sessionOf(table: ProcessTable, pid: number): Session {
  return present(table.sessions[pid], `session ${pid}`);
}
