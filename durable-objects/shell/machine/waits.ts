import type { ProcessTable, Wait } from './process.ts';

/** What the table's processes wait for, by PID; a process that can run is not in it. */
export function waitsOf(table: ProcessTable): { readonly pid: number; readonly wait: Wait }[] {
  return Object.values(table.processes).flatMap(({ pid, waits }) =>
    waits.map((wait) => ({ pid, wait })),
  );
}

/** The monotonic time of the first sleep to end; undefined when no process waits for time. */
export function nextDeadline(table: ProcessTable): number | undefined {
  const deadlines = waitsOf(table).flatMap(({ wait }) => ('until' in wait ? [wait.until] : []));
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

/** Whether some process waits for something outside that only wakeExternal ends. */
export function isListening(table: ProcessTable): boolean {
  return waitsOf(table).some(({ wait }) => wait.for === 'external');
}

/** Lets every process look again that waits for something outside; they run in the next step. */
export function wakeExternal(table: ProcessTable): void {
  for (const process of Object.values(table.processes)) {
    if (!process.waits.some((wait) => wait.for === 'external')) continue;
    process.waits = [];
    table.ready.push(process.pid);
  }
}

/** Whether some process could run right now, so that step() should be called again. */
export function isRunnable(table: ProcessTable): boolean {
  return table.ready.length > 0;
}
