import type { FileError } from '../files/filesystem.ts';
import type { SyntaxProblem, Token } from '../language/scanner.ts';
import { emit } from '../machine/streams.ts';
import type { Interpreter } from './interpreter.ts';

/** Writes a message of the shell itself to standard error, as its flavour prefixes them. */
export function complain(interpreter: Interpreter, message: string, line?: number): void {
  const { kernel, process, shell } = interpreter;
  const at = line ?? lineOf(interpreter);
  let prefix = shell.name;
  if (shell.flavour === 'dash' && !shell.isInteractive) prefix += `: ${at}`;
  else if (shell.isInteractive) prefix += '';
  else if (shell.flavour === 'bash' || shell.isScript) prefix += `: line ${at}`;
  emit(kernel, process, 2, `${prefix}: ${message}\n`);
}

/** Writes a builtin's message; ash names the line after the builtin. */
export function complainOf(interpreter: Interpreter, builtin: string, message: string): void {
  const { kernel, process, shell } = interpreter;
  if (shell.flavour !== 'ash') {
    complain(interpreter, `${builtin}: ${message}`);
    return;
  }
  const line = shell.isInteractive ? '' : `line ${lineOf(interpreter)}: `;
  emit(kernel, process, 2, `${shell.name}: ${builtin}: ${line}${message}\n`);
}

function lineOf({ shell }: Interpreter): number {
  return shell.drafts.at(-1)?.line ?? 1;
}

/** A command that is not there. */
export function notFound({ shell }: Interpreter, name: string): string {
  if (name.includes('/') && shell.flavour === 'bash') return `${name}: No such file or directory`;
  return shell.flavour === 'bash' ? `${name}: command not found` : `${name}: not found`;
}

/** A redirection whose file could not be opened. */
export function cannotOpen(
  { shell }: Interpreter,
  path: string,
  isNew: boolean,
  error: FileError,
): string {
  const isAbsent = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  switch (shell.flavour) {
    case 'bash':
      return `${path}: ${error.message}`;
    case 'dash': {
      const why = isAbsent ? (isNew ? 'Directory nonexistent' : 'No such file') : error.message;
      return `cannot ${isNew ? 'create' : 'open'} ${path}: ${why}`;
    }
    case 'ash': {
      const why = isAbsent ? (isNew ? 'nonexistent directory' : 'no such file') : error.message;
      return `can't ${isNew ? 'create' : 'open'} ${path}: ${why}`;
    }
  }
}

/** A syntax error in the words of the flavour. */
export function syntaxMessage({ shell }: Interpreter, problem: SyntaxProblem): string {
  if (shell.flavour === 'bash') return bashSyntax(problem);
  const title = shell.flavour === 'dash' ? 'Syntax error' : 'syntax error';
  switch (problem.kind) {
    case 'quote':
      return shell.flavour === 'dash'
        ? `${title}: Unterminated quoted string`
        : `${title}: unterminated quoted string`;
    case 'substitution':
      return shell.flavour === 'dash' ? 'Bad substitution' : `${title}: bad substitution`;
    case 'other':
      return `${title}: ${problem.text}`;
    default: {
      const token = problem.kind === 'end' ? 'end of file' : tokenName(problem.token);
      const wish = problem.expecting === undefined ? '' : ` (expecting "${problem.expecting}")`;
      return shell.flavour === 'dash'
        ? `${title}: ${token} unexpected${wish}`
        : `${title}: unexpected ${token}${wish}`;
    }
  }
}

function tokenName(token: Token): string {
  if (token.type === 'operator') return `"${token.text}"`;
  return token.type === 'end' ? 'end of file' : token.type;
}

function bashSyntax(problem: SyntaxProblem): string {
  switch (problem.kind) {
    case 'unexpected':
      return `syntax error near unexpected token \`${problem.token.text}'`;
    case 'quote':
      return `unexpected EOF while looking for matching \`${problem.quote}'`;
    case 'substitution':
      return 'bad substitution';
    case 'end':
      return 'syntax error: unexpected end of file';
    case 'other':
      return `syntax error: ${problem.text}`;
  }
}
