import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// workerd closes its databases and connections within this time, or is ended.
const stopMs = 5_000;

/** True while the process lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * True when a process of the group is a server of ours. A number that was written down may belong
 * to somebody else by now, so it is not enough that the group lives.
 */
export function isServing(group: number): boolean {
  if (group <= 0 || !isAlive(-group)) return false;
  return processes().some(
    (process) => process.group === group && /wrangler|workerd/.test(process.command),
  );
}

/** Asks all processes of a group to end, and ends those that don't. */
export async function stopGroup(group: number): Promise<void> {
  signal(group, 'SIGTERM');
  for (const end = Date.now() + stopMs; Date.now() < end && isAlive(-group); ) await sleep(50);
  signal(group, 'SIGKILL');
  // Its port is free once it is gone.
  for (const end = Date.now() + stopMs; Date.now() < end && isAlive(-group); ) await sleep(20);
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // The group has ended in the meantime.
  }
}

function processes(): readonly { readonly group: number; readonly command: string }[] {
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(readProcess);
  const lines = execFileSync('ps', ['-A', '-o', 'pgid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => ({ group: Number.parseInt(line, 10), command: line }));
}

/** A process by its number in /proc; small systems have no ps. */
function readProcess(pid: string) {
  if (!/^\d+$/.test(pid)) return [];
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the program's name, which may hold anything: state, parent, group.
    const [, , group] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return [{ group: Number(group), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }];
  } catch {
    // It ended while we were reading.
    return [];
  }
}
