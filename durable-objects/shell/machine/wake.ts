import { FileError, type FileSystem } from '../files/filesystem.ts';
import { limits } from '../limits.ts';
import { hasEnd, type Kernel } from './kernel.ts';
import type { ProcessState, Wait } from './process.ts';

/** Makes every process ready whose wait is over, in PID order. */
export function wake(kernel: Kernel): void {
  for (const process of Object.values(kernel.table.processes)) {
    if (process.waits.length === 0) continue;
    if (!process.waits.some((wait) => isOver(kernel, process, wait))) continue;
    process.waits = [];
    kernel.table.ready.push(process.pid);
  }
}

function isOver(kernel: Kernel, process: ProcessState, wait: Wait): boolean {
  const { table, system } = kernel;
  switch (wait.for) {
    case 'time':
    case 'network':
      return system.monotonic >= wait.until;
    case 'stdin':
      return hasInput(kernel, process);
    case 'output': {
      const session = table.sessions[process.session];
      return !session || session.outputBytes < limits.sessionOutputBytes;
    }
    case 'file':
      return versionOf(system.fs, wait.path) !== wait.seen;
    case 'child':
      return table.processes[wait.pid] === undefined;
    case 'pipe': {
      const pipe = table.pipes[wait.pipe];
      if (!pipe) return true;
      if (wait.end === 'read') return pipe.bytes !== '' || !hasEnd(table, wait.pipe, 'write');
      return pipe.bytes.length < limits.pipeBytes || !hasEnd(table, wait.pipe, 'read');
    }
    case 'signal':
      return process.pending.length > 0;
    case 'external':
      return false;
  }
}

function hasInput(kernel: Kernel, process: ProcessState): boolean {
  const session = kernel.table.sessions[process.session];
  if (!session) return true;
  return session.stdin.bytes !== '' || session.stdin.isClosed || session.tty?.isAtEnd === true;
}

/** What changes whenever the file at a path does: the `seen` of a wait for it. */
export function versionOf(fs: FileSystem, path: string): string {
  try {
    const { inode, size, modifiedAt } = fs.stat(path);
    return `${inode} ${size} ${modifiedAt}`;
  } catch (error) {
    if (error instanceof FileError) return error.code;
    throw error;
  }
}
