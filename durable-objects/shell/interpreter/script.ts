import { FileError } from '../files/filesystem.ts';
import { absolute } from '../files/paths.ts';
import { parse } from '../language/parser.ts';
import { limits } from '../limits.ts';
import { filesOf } from '../machine/kernel.ts';
import { emit, inputWait, readFrom, unread } from '../machine/streams.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import { commandUnit } from './new-shell.ts';
import { exitShell } from './traps.ts';
import { getParameter } from './variables.ts';

/** Reads the script file that the shell was started with. */
export function loadScript(interpreter: Interpreter): void {
  const { kernel, process, shell } = interpreter;
  const file = shell.script ?? '';
  shell.script = null;
  try {
    const source = filesOf(kernel, process).read(absolute(file, process.cwd));
    if (source.length > limits.sourceBytes) throw new FileError('EFBIG', file);
    shell.units[commandUnit] = source;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const arg0 = process.argv[0] ?? shell.flavour;
    const said = {
      ash: `${arg0}: can't open '${file}': ${error.message}`,
      dash: `${arg0}: 0: cannot open ${file}: No such file`,
      bash: `${arg0}: ${file}: ${error.message}`,
    };
    emit(kernel, process, 2, `${said[shell.flavour]}\n`);
    exitShell(interpreter, shell.flavour === 'bash' ? 127 : 2);
  }
}

/** Reads the next whole command from standard input and makes it what runs next. */
export function readCommand(interpreter: Interpreter): Outcome {
  const { kernel, process, shell } = interpreter;
  const { input } = shell;
  if (!input) throw new ShellError('no input');
  if (shell.isInteractive && !input.hasPrompted) {
    emit(
      kernel,
      process,
      process.fds[2] === undefined ? 1 : 2,
      prompt(interpreter, input.text === '' ? 'PS1' : 'PS2'),
    );
    input.hasPrompted = true;
  }
  const line = readLine(interpreter);
  if (line === undefined) return endInput(interpreter, input.text);
  if (line === '') return [inputWait(kernel, process, 0)];
  input.hasPrompted = false;
  input.text += line;
  const { error, isTextOpen } = parse(input.text);
  const isOpen = error?.isIncomplete || isTextOpen || /(^|[^\\])(\\\\)*\\\n$/.test(input.text);
  if (isOpen && input.text.length < limits.sourceBytes) return undefined;
  enter(interpreter, input.text);
  return undefined;
}

function enter(interpreter: Interpreter, source: string): void {
  const { shell } = interpreter;
  if (shell.input) shell.input.text = '';
  const unit = String(shell.nextUnit);
  shell.nextUnit += 1;
  const used = new Set(Object.values(shell.functions).map((position) => position.unit));
  for (const old of Object.keys(shell.units)) if (!used.has(old)) delete shell.units[old];
  shell.units[unit] = source;
  shell.at = { unit, ip: 0 };
}

function endInput(interpreter: Interpreter, rest: string): Outcome {
  const { kernel, process, shell } = interpreter;
  if (rest !== '') enter(interpreter, rest);
  else {
    if (shell.isInteractive) emit(kernel, process, 2, shell.flavour === 'bash' ? 'exit\n' : '\n');
    exitShell(interpreter, shell.status);
  }
  return undefined;
}

/** One line, so that the commands themselves can read the lines after it. */
function readLine(interpreter: Interpreter): string | undefined {
  const { kernel, process } = interpreter;
  const bytes = readFrom(kernel, process, 0, limits.sourceBytes);
  if (bytes === undefined || bytes === '') return bytes;
  const end = bytes.indexOf('\n') + 1;
  if (end > 0) {
    unread(kernel, process, 0, bytes.slice(end));
    return bytes.slice(0, end);
  }
  // The last line may lack its line end; more may also still be on its way.
  const more = readFrom(kernel, process, 0, 1);
  if (more === undefined) return `${bytes}\n`;
  unread(kernel, process, 0, bytes + more);
  return '';
}

function prompt(interpreter: Interpreter, name: 'PS1' | 'PS2'): string {
  const { kernel, process, shell } = interpreter;
  const value = getParameter(interpreter, name);
  const standard =
    shell.flavour === 'bash' ? '\\u@\\h:\\w\\$ ' : shell.flavour === 'ash' ? '\\w \\$ ' : '\\$ ';
  const text = typeof value === 'string' ? value : name === 'PS2' ? '> ' : standard;
  const home = getParameter(interpreter, 'HOME');
  const isHome =
    typeof home === 'string' &&
    home !== '/' &&
    (process.cwd === home || process.cwd.startsWith(`${home}/`));
  const where = isHome ? `~${process.cwd.slice(home.length)}` : process.cwd;
  const replacements: Readonly<Record<string, string>> = {
    u: process.uid === 0 ? 'root' : String(getParameter(interpreter, 'USER') ?? process.uid),
    h: kernel.system.hostname.split('.')[0] ?? '',
    H: kernel.system.hostname,
    w: where,
    W: where.split('/').at(-1) || where,
    $: process.uid === 0 ? '#' : '$',
    n: '\n',
    '[': '',
    ']': '',
    e: '\x1b',
  };
  return text.replace(/\\([uhHwW$n[\]e])/g, (whole, key: string) => replacements[key] ?? whole);
}
