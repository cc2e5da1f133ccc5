import { present } from '../../lib/assert.ts';
import { runShell } from '../interpreter/run.ts';
import { limits } from '../limits.ts';
import { runCommand } from './commands.ts';
import { endBySignal, type Kernel } from './kernel.ts';
import type { ProcessState, ProcessTable, Wait } from './process.ts';
import { deliver } from './signals.ts';
import { emit } from './streams.ts';
import type { System } from './system.ts';
import { wake } from './wake.ts';

/** What a step did. */
export interface StepReport {
  readonly instructions: number;
  /** The budget ended before the work: some process could go on at once. */
  readonly isExhausted: boolean;
}

/**
 * Runs the table's processes, in turns, until each has ended or waits, or `budget` instructions
 * are used. Changes the table in place. However the budget slices the work, the result is the
 * same; a step is never in the middle of anything when it returns.
 */
export function step(
  table: ProcessTable,
  system: System,
  budget: number = limits.instructionsPerStep,
): StepReport {
  const kernel: Kernel = { table, system };
  let left = budget;
  // In the middle of a turn nobody is woken, lest the order depended on the budget.
  if (table.turn === limits.instructionsPerTurn || table.ready.length === 0) wake(kernel);
  while (left > 0 && table.ready.length > 0) {
    const pid = present(table.ready[0], 'ready process');
    const process = present(table.processes[pid], `process ${pid}`);
    const used = runTurn(kernel, process, Math.min(left, table.turn));
    left -= used;
    table.turn -= used;
    if (endTurn(kernel, process)) wake(kernel);
  }
  return { instructions: budget - left, isExhausted: table.ready.length > 0 };
}

function runTurn(kernel: Kernel, process: ProcessState, most: number): number {
  if (!deliver(kernel, process)) return 1;
  const { program } = process;
  const used =
    program.kind === 'shell' ? runShell(kernel, process, most) : runCommand(kernel, process);
  process.busy += used;
  return used;
}

/** Whether the turn is over: the process ended, waits, or had its share. */
function endTurn(kernel: Kernel, process: ProcessState): boolean {
  const { table } = kernel;
  const isGone = table.processes[process.pid] !== process;
  const isWaiting = process.waits.length > 0;
  if (!isGone && !isWaiting && process.busy > limits.instructionsWithoutWaiting)
    endRunaway(kernel, process);
  else if (!isGone && !isWaiting && table.turn > 0) return false;
  if (isWaiting && process.waits.some(isForOutside)) rest(table, process);
  table.ready = table.ready.filter((pid) => pid !== process.pid);
  if (table.processes[process.pid] === process && !isWaiting) table.ready.push(process.pid);
  table.turn = limits.instructionsPerTurn;
  return true;
}

/** A wait that the processes among themselves can't end. */
function isForOutside(wait: Wait): boolean {
  return wait.for !== 'child' && wait.for !== 'pipe';
}

/** Whoever waits is no runaway, nor are those that wait for it. */
function rest(table: ProcessTable, process: ProcessState): void {
  for (let at: ProcessState | undefined = process; at; at = table.processes[at.parent]) at.busy = 0;
}

function endRunaway(kernel: Kernel, process: ProcessState): void {
  const because = `ran ${limits.instructionsWithoutWaiting} instructions without waiting`;
  const name = process.argv[0] ?? '';
  process.outbox = [];
  emit(kernel, process, 2, `${name}: CPU time limit exceeded: ${because}\n`);
  endBySignal(kernel, process, 'XCPU', because);
}
