import type { FileSystem } from '../files/filesystem.ts';
import { UserFileSystem } from '../files/permissions.ts';
import type { ExitStatus, ProcessState, ProcessTable } from './process.ts';
import { type SignalName, signalNumbers } from './signal-names.ts';
import type { System } from './system.ts';

/** What everything that runs within one step is given. */
export interface Kernel {
  readonly table: ProcessTable;
  readonly system: System;
}

/** The filesystem as the process' user may use it. */
export function filesOf(kernel: Kernel, process: ProcessState): FileSystem {
  return new UserFileSystem(kernel.system.fs, process);
}

/** The next number in [0, 1) of the table's own sequence. */
export function draw(kernel: Kernel): number {
  kernel.table.draws += 1;
  return kernel.system.random(String(kernel.table.draws));
}

/** The key of a new open file or pipe. */
export function newKey(table: ProcessTable): string {
  const key = String(table.nextId);
  table.nextId += 1;
  return key;
}

/** Drops open files that no descriptor and no unwritten bytes refer to, then pipes likewise. */
export function collectFiles(table: ProcessTable): void {
  const used = new Set<string>();
  for (const { fds, outbox, program } of Object.values(table.processes)) {
    for (const file of Object.values(fds)) used.add(file);
    for (const { file } of outbox) used.add(file);
    if (program.kind !== 'shell') continue;
    for (const frame of program.frames) {
      if (frame.kind !== 'prepared') continue;
      for (const file of Object.values(frame.fds)) if (file !== null) used.add(file);
    }
  }
  const pipes = new Set<string>();
  for (const [key, file] of Object.entries(table.files)) {
    if (!used.has(key)) delete table.files[key];
    else if (file.kind === 'pipe') pipes.add(file.pipe);
  }
  for (const key of Object.keys(table.pipes)) if (!pipes.has(key)) delete table.pipes[key];
}

/** Whether some process still holds that end of the pipe. */
export function hasEnd(table: ProcessTable, pipe: string, end: 'read' | 'write'): boolean {
  return Object.values(table.files).some(
    (file) => file.kind === 'pipe' && file.pipe === pipe && file.end === end,
  );
}

/** Ends a process: its parent learns the code, its children get a new parent, its files close. */
export function endProcess(kernel: Kernel, process: ProcessState, status: ExitStatus): void {
  const { table } = kernel;
  delete table.processes[process.pid];
  table.ready = table.ready.filter((pid) => pid !== process.pid);
  const session = table.sessions[process.pid];
  if (session) session.exit = status;
  tellParent(table.processes[process.parent], process.pid, status);
  const adopter = table.processes[1] ? 1 : 0;
  for (const other of Object.values(table.processes))
    if (other.parent === process.pid) other.parent = adopter;
  // The kernel takes the whole namespace down with its init.
  if (process.pid === 1)
    for (const other of Object.values(table.processes))
      if (table.processes[other.pid]) endBySignal(kernel, other, 'KILL');
  collectFiles(table);
}

/** Ends a process as an unhandled signal does. */
export function endBySignal(
  kernel: Kernel,
  process: ProcessState,
  signal: SignalName,
  because?: string,
): void {
  const reason = because === undefined ? {} : { because };
  const code = 128 + signalNumbers[signal];
  endProcess(kernel, process, { code, signal, at: kernel.system.now, ...reason });
}

function tellParent(parent: ProcessState | undefined, pid: number, exit: ExitStatus): void {
  if (!parent) return;
  const { program } = parent;
  if (program.kind === 'command') {
    if (pid in program.children) program.children[pid] = exit.code;
    return;
  }
  for (const child of [...program.foreground, ...program.jobs])
    if (child.pid === pid) {
      child.status = exit.code;
      if (exit.signal) child.signal = exit.signal;
    }
}
