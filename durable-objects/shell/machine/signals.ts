import { endBySignal, type Kernel } from './kernel.ts';
import type { ProcessState, ProcessTable } from './process.ts';
import type { SignalName } from './signal-names.ts';
import type { System } from './system.ts';

const harmless: readonly SignalName[] = ['CHLD', 'CONT', 'WINCH'];

/**
 * Sends a signal from outside the PID namespace, as a kubelet does: KILL ends even PID 1. False
 * when there is no such process. Everything but KILL takes effect in the next step.
 */
export function signal(
  table: ProcessTable,
  system: System,
  pid: number,
  name: SignalName,
): boolean {
  const process = table.processes[pid];
  if (!process) return false;
  if (name === 'KILL') endBySignal({ table, system }, process, 'KILL');
  else post(table, process, name);
  return true;
}

/** Sends a signal from within the namespace; PID 1 is safe from what it does not handle. */
export function kill(kernel: Kernel, process: ProcessState, name: SignalName): void {
  if (name !== 'KILL') {
    post(kernel.table, process, name);
    // Whoever is not running right now gets it at once; the sender itself at its next instruction.
    if (kernel.table.ready[0] !== process.pid) deliver(kernel, process);
  } else if (process.pid !== 1) endBySignal(kernel, process, 'KILL');
}

function post(table: ProcessTable, process: ProcessState, name: SignalName): void {
  process.pending.push(name);
  if (table.ready.includes(process.pid)) return;
  process.waits = [];
  table.ready.push(process.pid);
}

/** Acts on the signals that have arrived; false when they ended the process. */
export function deliver(kernel: Kernel, process: ProcessState): boolean {
  while (process.pending.length > 0) {
    const name = process.pending.shift();
    if (name === undefined || process.ignored.includes(name)) continue;
    if (handle(kernel, process, name)) continue;
    if (harmless.includes(name) || (process.pid === 1 && name !== 'XCPU')) continue;
    endBySignal(kernel, process, name);
    return false;
  }
  return true;
}

/** Hands the signal to the program; false leaves it to the default action. */
function handle(kernel: Kernel, process: ProcessState, name: SignalName): boolean {
  const { program } = process;
  if (program.kind === 'command') {
    const command = kernel.system.commands.get(program.name);
    if (command?.kind !== 'streaming' || !command.handles.includes(name)) return false;
    program.signals.push(name);
    return true;
  }
  if (program.traps[name] !== undefined) {
    if (program.traps[name] !== '') program.pendingTraps.push(name);
    return true;
  }
  if (!program.isInteractive) return false;
  if (name === 'INT') program.isInterrupted = true;
  return name === 'INT' || name === 'TERM' || name === 'QUIT';
}
