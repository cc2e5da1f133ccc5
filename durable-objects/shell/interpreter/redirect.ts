import { FileError } from '../files/filesystem.ts';
import { absolute } from '../files/paths.ts';
import { limits } from '../limits.ts';
import { collectFiles } from '../machine/kernel.ts';
import { addFile, type OpenMode, openPath } from '../machine/open.ts';
import { cannotOpen, complain } from './complaints.ts';
import type { Interpreter } from './interpreter.ts';
import type { Draft, RedirectKind } from './state.ts';

type Redirection = Draft['redirects'][number];

/**
 * Applies redirections in order, noting in `saved` what each descriptor was; false, with a
 * message written, at the first that fails.
 */
export function redirectAll(
  interpreter: Interpreter,
  redirects: readonly Redirection[],
  saved: Record<string, string | null>,
): boolean {
  for (const redirect of redirects) if (!redirectOne(interpreter, redirect, saved)) return false;
  if (redirects.length > 0) collectFiles(interpreter.kernel.table);
  return true;
}

const modes: Readonly<Partial<Record<RedirectKind, OpenMode>>> = {
  read: 'read',
  write: 'write',
  clobber: 'write',
  both: 'write',
  append: 'append',
  bothappend: 'append',
  readwrite: 'readwrite',
};

function redirectOne(
  interpreter: Interpreter,
  redirect: Redirection,
  saved: Record<string, string | null>,
): boolean {
  const { kernel, process, shell } = interpreter;
  const { fd, kind, target } = redirect;
  if (kind === 'duplicate') return duplicate(interpreter, redirect, saved);
  if (kind === 'text') {
    put(interpreter, fd, addFile(kernel.table, { kind: 'text', bytes: target, offset: 0 }), saved);
    return true;
  }
  const mode = kind === 'write' && shell.options.noclobber ? 'exclusive' : (modes[kind] ?? 'read');
  try {
    if (target === '') throw new FileError('ENOENT', target);
    const path = absolute(target, process.cwd);
    const key = openPath(kernel, process, path, mode);
    put(interpreter, fd, key, saved);
    if (kind === 'both' || kind === 'bothappend') put(interpreter, 2, key, saved);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    complain(interpreter, cannotOpen(interpreter, target, mode !== 'read', error));
    return false;
  }
}

function duplicate(
  interpreter: Interpreter,
  redirect: Redirection,
  saved: Record<string, string | null>,
): boolean {
  const { process } = interpreter;
  const { fd, target } = redirect;
  if (target === '-') {
    put(interpreter, fd, null, saved);
    return true;
  }
  if (!/^\d+$/.test(target)) {
    return redirectOne(interpreter, { fd, kind: 'both', target }, saved);
  }
  const key = Number(target) < limits.fileDescriptors ? process.fds[target] : undefined;
  if (key === undefined) {
    complain(interpreter, `${target}: Bad file descriptor`);
    return false;
  }
  put(interpreter, fd, key, saved);
  return true;
}

function put(
  interpreter: Interpreter,
  fd: number,
  key: string | null,
  saved: Record<string, string | null>,
): void {
  const { fds } = interpreter.process;
  if (!(fd in saved)) saved[fd] = fds[fd] ?? null;
  if (key === null) delete fds[fd];
  else fds[fd] = key;
}
