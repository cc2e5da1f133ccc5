import { complainOf } from '../interpreter/complaints.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { TrapName } from '../interpreter/state.ts';
import type { Wait } from '../machine/process.ts';
import { parseSignal, type SignalName, signalNumbers } from '../machine/signal-names.ts';
import { kill as sendSignal } from '../machine/signals.ts';
import { emit } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';

/** `wait [pids]`: for all background jobs, or for those; a trapped signal ends it. */
export const wait: Builtin = (interpreter, args) => {
  const { shell } = interpreter;
  const [signal] = shell.pendingTraps;
  if (signal !== undefined && signal !== 'EXIT' && signal !== 'ERR')
    return 128 + signalNumbers[signal];
  const pids = args.filter((arg) => arg !== '-n').map((arg) => jobPid(interpreter, arg));
  const wanted =
    args.length === 0 ? shell.jobs : shell.jobs.filter(({ pid }) => pids.includes(pid));
  const running = wanted.filter(({ status }) => status === null);
  const isAny = args[0] === '-n';
  if (running.length > 0 && !(isAny && running.length < shell.jobs.length))
    return running.map(({ pid }): Wait => ({ for: 'child', pid }));
  const last = wanted.findLast(({ pid }) => pid === pids.at(-1));
  shell.jobs = shell.jobs.filter((job) => !wanted.includes(job));
  if (args.length === 0) return 0;
  return last?.status ?? 127;
};

function jobPid({ shell }: Interpreter, text: string): number {
  const number = /^%(\d+)$/.exec(text)?.[1];
  if (number !== undefined) return shell.jobs[Number(number) - 1]?.pid ?? 0;
  return /^%[%+]?$/.test(text) ? (shell.jobs.at(-1)?.pid ?? 0) : Number(text);
}

/** `jobs [-l] [-p]`. */
export const jobs: Builtin = (interpreter, args) => {
  const { shell, kernel, process } = interpreter;
  for (const [n, { pid, status, text }] of shell.jobs.entries()) {
    const mark = n === shell.jobs.length - 1 ? '+' : n === shell.jobs.length - 2 ? '-' : ' ';
    const state = status === null ? 'Running' : status === 0 ? 'Done' : `Done(${status})`;
    const detail = args.includes('-l') ? `${pid} ` : '';
    const line = args.includes('-p')
      ? `${pid}`
      : `[${n + 1}]${mark}  ${detail}${state.padEnd(23)} ${text}`;
    emit(kernel, process, 1, `${line}\n`);
  }
  shell.jobs = shell.jobs.filter(({ status }) => status === null);
  return 0;
};

/** `kill [-signal] pids`, `kill -l`. */
export const kill: Builtin = (interpreter, args, name) => {
  const { kernel, process } = interpreter;
  if (args[0] === '-l') {
    emit(kernel, process, 1, signalList(args[1]));
    return 0;
  }
  const request = parseKill(args);
  if ('error' in request) {
    complainOf(interpreter, name, request.error);
    return 1;
  }
  let status = 0;
  for (const text of request.targets) {
    const pid = jobPid(interpreter, text);
    const target = kernel.table.processes[pid];
    if (!Number.isInteger(pid)) {
      complainOf(interpreter, name, `invalid number '${text}'`);
      status = 1;
    } else if (!target) {
      complainOf(interpreter, name, `can't kill pid ${text}: No such process`);
      status = 1;
    } else if (process.uid !== 0 && process.uid !== target.uid) {
      complainOf(interpreter, name, `can't kill pid ${text}: Operation not permitted`);
      status = 1;
    } else if (request.signal !== 0) sendSignal(kernel, target, request.signal);
  }
  return status;
};

/** What kill was asked for; signal 0 only asks whether the process is there. */
export interface KillRequest {
  readonly signal: SignalName | 0;
  readonly targets: readonly string[];
}

/** kill's arguments; -s name, -n number, -NAME and -9. */
export function parseKill(args: readonly string[]): KillRequest | { readonly error: string } {
  let [first = ''] = args;
  let targets = args;
  let text = 'TERM';
  if (first === '-s' || first === '-n') {
    text = args[1] ?? '';
    targets = args.slice(2);
  } else if (/^-./.test(first) && first !== '--') {
    text = first.slice(1);
    targets = args.slice(1);
  }
  [first = ''] = targets;
  if (first === '--') targets = targets.slice(1);
  const signal = text === '0' ? 0 : parseSignal(text);
  if (signal === undefined) return { error: `bad signal name '${text}'` };
  if (signal === 'STOP' || signal === 'TSTP' || signal === 'CONT')
    return { error: `${signal}: stopping processes is not simulated` };
  if (targets.length === 0) return { error: 'you need to specify whom to kill' };
  return { signal, targets };
}

function signalList(wanted: string | undefined): string {
  if (wanted !== undefined) {
    const number = Number(wanted) > 128 ? Number(wanted) - 128 : wanted;
    const name = parseSignal(String(number));
    return `${name === undefined ? '' : /^\d/.test(wanted) ? name : signalNumbers[name]}\n`;
  }
  return Object.entries(signalNumbers)
    .map(([name, n]) => `${String(n).padStart(2)}) ${name}\n`)
    .join('');
}

/** `trap action conditions`, `trap - conditions`, `trap`. */
export const trap: Builtin = (interpreter, args, name) => {
  const { shell, kernel, process } = interpreter;
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.length === 0 || words[0] === '-p') {
    for (const [condition, source] of Object.entries(shell.traps))
      emit(kernel, process, 1, `trap -- '${(source ?? '').replace(/'/g, `'\\''`)}' ${condition}\n`);
    return 0;
  }
  const isReset = words.length === 1 || words[0] === '-';
  const conditions = words.length === 1 ? words : words.slice(1);
  let status = 0;
  for (const text of conditions) {
    const condition = trapName(text);
    if (condition === undefined) {
      complainOf(interpreter, name, `${text}: invalid signal specification`);
      status = 1;
      continue;
    }
    if (isReset) delete shell.traps[condition];
    else shell.traps[condition] = words[0] ?? '';
    // An ignored signal stays ignored in the programs started from here.
    if (condition === 'EXIT' || condition === 'ERR') continue;
    process.ignored = process.ignored.filter((signal) => signal !== condition);
    if (!isReset && words[0] === '') process.ignored.push(condition);
  }
  return status;
};

function trapName(text: string): TrapName | undefined {
  if (text === '0' || text.toUpperCase() === 'EXIT') return 'EXIT';
  return parseSignal(text);
}
