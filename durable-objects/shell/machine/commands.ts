import type { ByteString } from '../bytes.ts';
import { fileErrorTexts } from '../files/filesystem.ts';
import { absolute } from '../files/paths.ts';
import type { Command, CommandContext, Progress, StreamContext } from './command.ts';
import { draw, endProcess, filesOf, type Kernel } from './kernel.ts';
import { addFile } from './open.ts';
import type { CommandState, ProcessState, Wait } from './process.ts';
import { addProcess, find, programOf } from './processes.ts';
import { kill } from './signals.ts';
import { emit, flush, inputWait, readFrom } from './streams.ts';

/** Lets a command process go on; the instructions it took, at least 1. */
export function runCommand(kernel: Kernel, process: ProcessState): number {
  const { program } = process;
  if (program.kind !== 'command') return 1;
  const command = kernel.system.commands.get(program.name);
  // The registry may have changed since: an image's command that is no longer there.
  if (!command || command.kind === 'shell') return finish(kernel, process, program, 127);
  const before = work(kernel, process);
  if (program.phase === 'delay') {
    if (kernel.system.monotonic < program.until) return 1;
    program.phase = 'ended';
  }
  const blocked = flush(kernel, process);
  if (blocked) {
    process.waits = [blocked];
    return 1;
  }
  if (process.pending.length > 0) return 1;
  if (program.phase === 'ended') return finish(kernel, process, program, program.code);
  if (command.kind === 'simple') runSimple(kernel, process, program, command);
  else runStreaming(kernel, process, program, command);
  return 1 + Math.ceil(Math.abs(work(kernel, process) - before) / 256);
}

/** A measure of the bytes moved: what is buffered in and out. */
function work(kernel: Kernel, process: ProcessState): number {
  const session = kernel.table.sessions[process.session];
  const waiting = process.outbox.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return waiting + (session?.outputBytes ?? 0);
}

function finish(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  code: number,
): number {
  const failure = process.writeError;
  if (failure !== null && code === 0) {
    process.writeError = null;
    emit(kernel, process, 2, `${program.name}: write error: ${fileErrorTexts[failure]}\n`);
    program.phase = 'ended';
    program.code = 1;
    return 1;
  }
  endProcess(kernel, process, { code, at: kernel.system.now });
  return 1;
}

function runSimple(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  command: Command & { kind: 'simple' },
): void {
  const context = contextOf(kernel, process, program);
  if (program.phase === 'start') {
    program.phase = command.readsInput(context.args) ? 'gather' : 'running';
    return;
  }
  if (program.phase === 'gather') {
    const bytes = readFrom(kernel, process, 0, Number.POSITIVE_INFINITY);
    if (bytes === undefined) program.phase = 'running';
    else if (bytes === '') process.waits = [inputWait(kernel, process, 0)];
    else program.input += bytes;
    return;
  }
  const held: { fd: number; bytes: ByteString }[] = [];
  const hold = (fd: number) => (bytes: ByteString) => void held.push({ fd, bytes });
  const completion = command.run({ ...context, out: hold(1), err: hold(2) }, program.input);
  program.input = '';
  const { code, afterMs } =
    typeof completion === 'number' ? { code: completion, afterMs: 0 } : completion;
  program.code = code;
  program.phase = afterMs > 0 ? 'delay' : 'ended';
  if (afterMs <= 0) for (const { fd, bytes } of held) emit(kernel, process, fd, bytes);
  else delay(kernel, process, program, held, afterMs);
}

/** Keeps the output back until the wire has carried it: not flushed before the phase is over. */
function delay(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  held: readonly { fd: number; bytes: ByteString }[],
  afterMs: number,
): void {
  program.until = kernel.system.monotonic + afterMs;
  for (const { fd, bytes } of held) {
    const file = process.fds[fd];
    if (file !== undefined) process.outbox.push({ file, bytes });
  }
  process.waits = [{ for: 'network', until: program.until, peer: process.argv.at(-1) ?? '' }];
}

function runStreaming(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  command: Command & { kind: 'streaming' },
): void {
  const context = streamContextOf(kernel, process, program);
  if (program.phase === 'start') {
    program.state = command.start(context);
    program.phase = 'running';
    return;
  }
  apply(kernel, process, program, command.resume(program.state, context));
}

function apply(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  progress: Progress,
): void {
  if ('exit' in progress) {
    program.phase = 'ended';
    program.code = progress.exit;
  } else if ('waits' in progress) {
    process.waits = progress.waits.map((wait) => concrete(kernel, process, wait));
  } else if ('exec' in progress) {
    exec(kernel, process, program, progress);
  }
}

function concrete(kernel: Kernel, process: ProcessState, wait: Wait): Wait {
  return wait.for === 'stdin' ? inputWait(kernel, process, 0) : wait;
}

function exec(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  progress: Extract<Progress, { exec: readonly string[] }>,
): void {
  const env = progress.env ?? program.env;
  process.cwd = progress.cwd ?? process.cwd;
  const found = find(kernel, process, progress.exec[0] ?? '', env);
  if ('error' in found) {
    const isAbsent = found.error === 'not-found';
    const why = isAbsent ? 'No such file or directory' : 'Permission denied';
    emit(kernel, process, 2, `${program.name}: can't execute '${progress.exec[0]}': ${why}\n`);
    program.phase = 'ended';
    program.code = isAbsent ? 127 : 126;
    return;
  }
  const next = programOf(kernel.table, found, progress.exec, env, process.pid);
  process.program = next.program;
  process.argv = next.argv;
}

function contextOf(kernel: Kernel, process: ProcessState, program: CommandState): CommandContext {
  const { table, system } = kernel;
  return {
    name: (process.argv[0] ?? program.name).split('/').at(-1) ?? '',
    args: process.argv.slice(1),
    env: program.env,
    cwd: process.cwd,
    pid: process.pid,
    uid: process.uid,
    gid: process.gid,
    groups: process.groups,
    umask: process.umask,
    system,
    fs: filesOf(kernel, process),
    resolve: (path) => absolute(path, process.cwd),
    out: (bytes) => emit(kernel, process, 1, bytes),
    err: (bytes) => emit(kernel, process, 2, bytes),
    isTerminal: (fd) => isTerminal(kernel, process, fd),
    random: () => draw(kernel),
    processes: () => Object.values(table.processes),
    kill: (pid, name) => {
      const target = table.processes[pid];
      if (!target) return 'ESRCH';
      if (process.uid !== 0 && process.uid !== target.uid) return 'EPERM';
      if (name !== 0) kill(kernel, target, name);
      return undefined;
    },
  };
}

/** isatty(3). */
export function isTerminal(kernel: Kernel, process: ProcessState, fd: number): boolean {
  const file = kernel.table.files[process.fds[fd] ?? ''];
  return file?.kind === 'session' && kernel.table.sessions[file.session]?.tty != null;
}

function streamContextOf(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
): StreamContext {
  return {
    ...contextOf(kernel, process, program),
    read: (fd = 0) => readFrom(kernel, process, fd, Number.POSITIVE_INFINITY),
    takeSignals: () => program.signals.splice(0),
    isFlushed: () => process.outbox.length === 0,
    spawn: (argv, options = {}) => spawnChild(kernel, process, program, argv, options),
    childExit: (pid) => {
      const code = program.children[pid];
      if (code === null || code === undefined) return undefined;
      delete program.children[pid];
      return code;
    },
  };
}

function spawnChild(
  kernel: Kernel,
  process: ProcessState,
  program: CommandState,
  argv: readonly string[],
  options: { env?: CommandContext['env']; cwd?: string; input?: ByteString },
): number {
  const env = options.env ?? program.env;
  const found = find(kernel, process, argv[0] ?? '', env);
  const failed = (code: number) => {
    const pid = kernel.table.nextPid++;
    program.children[pid] = code;
    return pid;
  };
  if ('error' in found) return failed(found.error === 'not-found' ? 127 : 126);
  const next = programOf(kernel.table, found, argv, env);
  const heritage = { ...process, cwd: options.cwd ?? process.cwd };
  const child = addProcess(kernel, process.pid, next.argv, heritage, next.program);
  if (!child) return failed(1);
  program.children[child.pid] = null;
  if (options.input !== undefined)
    child.fds[0] = addFile(kernel.table, { kind: 'text', bytes: options.input, offset: 0 });
  return child.pid;
}
