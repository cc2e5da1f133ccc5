import type { Resource } from '../apimachinery/resource.ts';
import { wantsRawKeys } from '../kubectl/index.ts';
import {
  exitOf,
  isRunnable,
  MemoryFileSystem,
  noNetwork,
  release,
  type System,
  spawn,
  step,
  takeOutput,
  toText,
} from '../shell/index.ts';
import { commandsFor } from './commands.ts';
import type { TerminalOutput, WorkstationHost } from './index.ts';
import { limits } from './limits.ts';
import { home, student, type TerminalState, type WorkstationState } from './state.ts';

const environment = {
  HOME: home,
  USER: 'student',
  LOGNAME: 'student',
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  // The console draws the prompt; what continues an open line is the shell's.
  PS1: '',
  PS2: '> ',
};

/** The system that processes find: files, time, commands; no network beside the cluster's API. */
export function systemOf(
  state: WorkstationState,
  host: WorkstationHost,
  resources: readonly Resource[],
): System {
  const { api, now, awake } = host;
  return {
    fs: new MemoryFileSystem({ now: () => now, capacityBytes: limits.diskBytes }, state.files),
    now,
    monotonic: awake,
    hostname: 'workstation',
    commands: commandsFor({ api, resources, now, terminalOf: (pid) => sizeOf(state, pid) }),
    network: noNetwork,
    random: (key) => host.random(key),
    host: {
      kernelRelease: '6.8.0-45-generic',
      kernelVersion: '#45-Ubuntu SMP',
      machine: 'x86_64',
      cpus: 2,
      memoryBytes: 4 * 2 ** 30,
      memoryUsedBytes: 2 ** 30,
      bootedAt: now - awake,
      mounts: [
        {
          source: '/dev/vda1',
          target: '/',
          type: 'ext4',
          options: 'rw,relatime',
          capacityBytes: limits.diskBytes,
          usedBytes: state.files.usedBytes,
        },
      ],
    },
  };
}

function sizeOf(
  { table, terminals }: WorkstationState,
  pid: number,
): { columns: number; rows: number } | undefined {
  const session = table.processes[pid]?.session;
  const terminal = Object.values(terminals).find(({ shell }) => String(shell) === session);
  return terminal && { columns: terminal.columns, rows: terminal.rows };
}

/** The terminal, made when it is new; a text when there are too many. */
export function openTerminal(state: WorkstationState, name: string): TerminalState | string {
  const known = state.terminals[name];
  if (known) return known;
  if (Object.keys(state.terminals).length >= limits.terminals)
    return `There can't be more than ${limits.terminals} terminals.`;
  const terminal = { shell: null, columns: 80, rows: 24, isBusy: false, isRaw: false };
  state.terminals[name] = terminal;
  return terminal;
}

/** The PID of a terminal's shell, which is started if need be. */
export function shellOf(
  state: WorkstationState,
  system: System,
  terminal: TerminalState,
): number | string {
  if (terminal.shell !== null) return terminal.shell;
  const { columns, rows } = terminal;
  const spawned = spawn(state.table, system, {
    argv: ['bash'],
    env: environment,
    cwd: home,
    ...student,
    stdin: 'open',
    terminal: { columns, rows },
  });
  if ('error' in spawned) return `The shell can't be started: ${spawned.error}.`;
  const tty = state.table.sessions[spawned.pid]?.tty;
  // The console shows what is typed in its own line.
  if (tty) tty.echo = false;
  terminal.shell = spawned.pid;
  return spawned.pid;
}

/** Runs processes until all wait, and gathers what the terminals show. */
export function runComputer(state: WorkstationState, system: System): readonly TerminalOutput[] {
  const output: TerminalOutput[] = [];
  for (let round = 0; round < limits.stepsPerCall; round += 1) {
    const report = step(state.table, system);
    for (const [name, terminal] of Object.entries(state.terminals))
      output.push(...outputOf(state, name, terminal));
    if (!report.isExhausted && report.instructions === 0) break;
  }
  return output;
}

function outputOf(
  state: WorkstationState,
  name: string,
  terminal: TerminalState,
): TerminalOutput[] {
  const { table } = state;
  const pid = terminal.shell;
  if (pid === null) return [];
  const output: TerminalOutput[] = [];
  const text = toText(
    takeOutput(table, pid)
      .map(({ bytes }) => bytes)
      .join(''),
  );
  if (text !== '') output.push({ terminal: name, text });
  const isRaw = hasRawProgram(state, pid);
  if (isRaw !== terminal.isRaw) output.push({ terminal: name, raw: isRaw });
  terminal.isRaw = isRaw;
  const prompt = promptOf(state, pid);
  if (prompt && terminal.isBusy) {
    terminal.isBusy = false;
    output.push({ terminal: name, prompt });
  }
  const exit = exitOf(table, pid);
  if (exit) {
    release(table, pid);
    terminal.shell = null;
  }
  return output;
}

function hasRawProgram({ table }: WorkstationState, shell: number): boolean {
  return Object.values(table.processes).some(
    ({ session, program, isBackground }) =>
      session === String(shell) &&
      !isBackground &&
      program.kind === 'command' &&
      wantsRawKeys(program.state),
  );
}

/** Set when the shell waits for the next line, or has ended. */
function promptOf(
  { table }: WorkstationState,
  pid: number,
): { exitCode: number; cwd: string } | undefined {
  const exit = exitOf(table, pid);
  if (exit) return { exitCode: exit.code, cwd: '~' };
  const process = table.processes[pid];
  const session = table.sessions[pid];
  if (!process || !session || process.program.kind !== 'shell') return undefined;
  const { program, waits, cwd } = process;
  const isWaiting = waits.some((wait) => wait.for === 'stdin') && session.stdin.bytes === '';
  const isFree =
    program.input?.text === '' && program.foreground.length === 0 && program.frames.length === 0;
  return isWaiting && isFree ? { exitCode: program.status, cwd: shortened(cwd) } : undefined;
}

function shortened(cwd: string): string {
  const text = toText(cwd);
  return text === home || text.startsWith(`${home}/`) ? `~${text.slice(home.length)}` : text;
}

/** True when some process could go on at once. */
export function isBusy({ table }: WorkstationState): boolean {
  return isRunnable(table);
}
