import { FileError } from '../files/filesystem.ts';
import { realpath } from '../files/permissions.ts';
import { limits } from '../limits.ts';
import { collectFiles, filesOf, type Kernel, newKey } from './kernel.ts';
import type { OpenFile, ProcessState, ProcessTable } from './process.ts';

/** How open(2) is called. */
export type OpenMode = 'read' | 'write' | 'append' | 'readwrite' | 'exclusive';

/** Opens a path; the key of the open file. Throws FileError. */
export function openPath(
  kernel: Kernel,
  process: ProcessState,
  path: string,
  mode: OpenMode,
): string {
  const fs = filesOf(kernel, process);
  const at = realpath(kernel.system.fs, path);
  const device = openDevice(kernel, process, at);
  if (device !== undefined) return device;
  if (mode === 'read') {
    if (fs.stat(at).type === 'directory') return addFile(kernel.table, { kind: 'null' });
    fs.read(at);
  } else if (mode === 'write') fs.write(at, '');
  else if (mode === 'exclusive') {
    if (fs.exists(at) && fs.stat(at).type === 'file') throw new FileError('EEXIST', path);
    fs.write(at, '');
  } else fs.append(at, '');
  const access = mode === 'read' ? 'r' : mode === 'readwrite' ? 'rw' : 'w';
  const append = mode === 'append';
  return addFile(kernel.table, { kind: 'file', path: at, offset: 0, append, access });
}

/** Opens what the machine itself stands behind: /dev/null, /dev/stdout, /dev/fd/3. */
function openDevice(kernel: Kernel, process: ProcessState, at: string): string | undefined {
  const { table } = kernel;
  const own = /^\/(?:dev|proc\/(?:self|\d+))\/(?:fd\/(\d+)|(stdin|stdout|stderr))$/.exec(at);
  if (own) {
    const holder = table.processes[/^\/proc\/(\d+)/.exec(at)?.[1] ?? process.pid];
    const fd = own[1] ?? { stdin: '0', stdout: '1', stderr: '2' }[own[2] ?? ''] ?? '';
    const key = holder?.fds[fd];
    if (key === undefined) throw new FileError('ENOENT', at);
    return key;
  }
  if (at === '/dev/null') return addFile(table, { kind: 'null' });
  if (at === '/dev/zero') return addFile(table, { kind: 'zero' });
  if (at === '/dev/random' || at === '/dev/urandom') return addFile(table, { kind: 'random' });
  if (at === '/dev/tty' || at === '/dev/console') {
    const { session } = process;
    return addFile(table, { kind: 'session', session, stream: 'stdout' });
  }
  return undefined;
}

/** Files an open file description; the key to put into a process' descriptors. */
export function addFile(table: ProcessTable, file: OpenFile): string {
  const key = newKey(table);
  table.files[key] = file;
  return key;
}

/** A new pipe's two ends; undefined at limits.openPipes. */
export function openPipe(table: ProcessTable): { read: string; write: string } | undefined {
  if (Object.keys(table.pipes).length >= limits.openPipes) return undefined;
  const pipe = newKey(table);
  table.pipes[pipe] = { bytes: '' };
  return {
    read: addFile(table, { kind: 'pipe', pipe, end: 'read' }),
    write: addFile(table, { kind: 'pipe', pipe, end: 'write' }),
  };
}

/** Closes a descriptor, if it is open. */
export function closeFd(table: ProcessTable, process: ProcessState, fd: number): void {
  delete process.fds[fd];
  collectFiles(table);
}
