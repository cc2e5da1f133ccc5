import type { Builtin } from '../builtins/builtin.ts';
import { fileErrorTexts } from '../files/filesystem.ts';
import { limits } from '../limits.ts';
import type { Found } from '../machine/executables.ts';
import { collectFiles } from '../machine/kernel.ts';
import { addProcess, find, programOf } from '../machine/processes.ts';
import { complain, complainOf, notFound } from './complaints.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import { environmentOf } from './variables.ts';

/** Runs a builtin and reports a write that failed. */
export function runBuiltin(
  interpreter: Interpreter,
  builtin: Builtin,
  name: string,
  args: readonly string[],
): Outcome {
  const { shell, process } = interpreter;
  const result = builtin(interpreter, args, name);
  if (typeof result === 'object') return result;
  if (typeof result === 'number') shell.status = result;
  if (process.writeError !== null) {
    complainOf(interpreter, name, `write error: ${fileErrorTexts[process.writeError]}`);
    process.writeError = null;
    shell.status = 1;
  }
  return undefined;
}

/** Starts a program; as a shell's last command it takes the shell's place. */
export function runProgram(
  interpreter: Interpreter,
  argv: readonly string[],
  isLast: boolean,
): Outcome {
  const { kernel, process, shell } = interpreter;
  const env = environmentOf(shell);
  const found = find(kernel, process, argv[0] ?? '', pathOf(interpreter, env));
  const runnable =
    'error' in found ? scriptWithoutShebang(interpreter, found, argv) : { found, argv };
  if (!runnable) return undefined;
  const isFinal = isLast && Object.keys(shell.traps).length === 0 && shell.jobs.length === 0;
  const { table } = kernel;
  if (isFinal && process.outbox.length === 0) {
    const next = programOf(table, runnable.found, runnable.argv, env, process.pid);
    Object.assign(process, { program: next.program, argv: next.argv });
    collectFiles(table);
    return undefined;
  }
  const next = programOf(table, runnable.found, runnable.argv, env);
  const fds = Object.fromEntries(
    Object.entries(process.fds).filter(([fd]) => Number(fd) < limits.fileDescriptors),
  );
  const child = addProcess(kernel, process.pid, next.argv, { ...process, fds }, next.program);
  if (!child) throw new ShellError("can't fork: Resource temporarily unavailable");
  shell.foreground = [{ pid: child.pid, status: null }];
  return undefined;
}

function pathOf({ shell }: Interpreter, env: Record<string, string>): Record<string, string> {
  const path = shell.variables.PATH?.value;
  return path == null ? env : { ...env, PATH: path };
}

type Runnable = { found: Exclude<Found, { error: unknown }>; argv: readonly string[] };

/** A text file without `#!` is run by the shell itself; other failures are reported. */
function scriptWithoutShebang(
  interpreter: Interpreter,
  found: Extract<Found, { error: unknown }>,
  argv: readonly string[],
): Runnable | undefined {
  const { kernel, process, shell } = interpreter;
  const name = argv[0] ?? '';
  if (found.error === 'format') {
    const own = find(kernel, process, 'sh', environmentOf(shell));
    if (!('error' in own)) return { found: own, argv: ['sh', found.path, ...argv.slice(1)] };
  }
  shell.status = found.error === 'not-found' ? 127 : 126;
  if (found.error === 'not-found') complain(interpreter, notFound(interpreter, name));
  else if (found.error === 'directory')
    complain(
      interpreter,
      `${name}: ${shell.flavour === 'bash' ? 'Is a directory' : 'Permission denied'}`,
    );
  else complain(interpreter, `${name}: Permission denied`);
  return undefined;
}
