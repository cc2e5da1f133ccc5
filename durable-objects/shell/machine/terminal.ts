import { present } from '../../lib/assert.ts';
import type { ByteString } from '../bytes.ts';
import type { ProcessTable, Session, Terminal } from './process.ts';
import { sessionOf } from './sessions.ts';
import { signal } from './signals.ts';
import type { System } from './system.ts';

/**
 * Bytes typed on a session's terminal: Linux' line discipline in its cooked mode. Lines reach the
 * program when Enter is pressed; ^C, ^\ and ^D mean what they do; backspace, ^U and ^W edit.
 */
export function typeInput(
  table: ProcessTable,
  system: System,
  pid: number,
  bytes: ByteString,
): void {
  const session = sessionOf(table, pid);
  const tty = present(session.tty, `terminal of session ${pid}`);
  for (const key of bytes) press(table, system, session, tty, key);
}

/** A terminal's new size, as TIOCSWINSZ sets it. */
export function resizeTerminal(
  table: ProcessTable,
  pid: number,
  columns: number,
  rows: number,
): void {
  const tty = present(sessionOf(table, pid).tty, `terminal of session ${pid}`);
  Object.assign(tty, { columns, rows });
}

function press(
  table: ProcessTable,
  system: System,
  session: Session,
  tty: Terminal,
  key: string,
): void {
  switch (key) {
    case '\r':
    case '\n':
      echo(session, tty, system, '\r\n');
      session.stdin.bytes += `${tty.line}\n`;
      tty.line = '';
      return;
    case '\x03':
    case '\x1c':
      echo(session, tty, system, key === '\x03' ? '^C' : '^\\');
      tty.line = '';
      for (const process of Object.values(table.processes))
        if (process.session === String(session.pid) && !process.isBackground)
          signal(table, system, process.pid, key === '\x03' ? 'INT' : 'QUIT');
      return;
    case '\x04':
      if (tty.line === '') tty.isAtEnd = true;
      session.stdin.bytes += tty.line;
      tty.line = '';
      return;
    case '\x7f':
    case '\b':
      erase(session, tty, system, 1);
      return;
    case '\x15':
      erase(session, tty, system, tty.line.length);
      return;
    case '\x17':
      erase(session, tty, system, tty.line.length - tty.line.replace(/\S*\s*$/, '').length);
      return;
    default:
      tty.line += key;
      echo(session, tty, system, key < ' ' && key !== '\t' ? caret(key) : key);
  }
}

function caret(key: string): string {
  return `^${String.fromCharCode(key.charCodeAt(0) + 64)}`;
}

/** Takes whole characters back: continuation bytes of UTF-8 go with their first byte. */
function erase(session: Session, tty: Terminal, system: System, count: number): void {
  for (let n = 0; n < count && tty.line !== ''; n++) {
    const rest = tty.line.replace(/(?:[\xc0-\xff][\x80-\xbf]*|[\s\S])$/, '');
    // Hangul and other wide characters take two columns.
    const width = tty.line.length - rest.length >= 3 ? 2 : 1;
    tty.line = rest;
    echo(session, tty, system, '\b \b'.repeat(width));
  }
}

function echo(session: Session, tty: Terminal, system: System, bytes: ByteString): void {
  if (!tty.echo) return;
  session.output.push({ stream: 'stdout', bytes, at: system.now });
  session.outputBytes += bytes.length;
}
