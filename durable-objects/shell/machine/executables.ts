import type { ByteString } from '../bytes.ts';
import { FileError, type FileSystem } from '../files/filesystem.ts';
import { absolute, nameOf } from '../files/paths.ts';
import { allows, type User } from '../files/permissions.ts';
import type { Command, CommandRegistry } from './command.ts';
import type { System } from './system.ts';

/** The PATH of a process whose environment has none. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const magic = '\x7fELF\n';

/** The contents of a file that runs a registered command; its mode must allow execution. */
export function executable(name: string): ByteString {
  return `${magic}${name}\n`;
}

/** What a name or path leads to: a command, a script with its interpreter's argv, or nothing. */
export type Found =
  | { readonly command: Command; readonly path: string; readonly prefix: readonly string[] }
  | { readonly error: 'not-found' | 'permission' | 'directory' | 'format'; readonly path: string };

/** Where a program is looked for. */
export interface Lookup {
  readonly system: System;
  readonly user: User;
  readonly cwd: string;
  /** The environment's PATH. */
  readonly path: string;
}

/** Finds a program as execvp(3) does. */
export function findProgram(lookup: Lookup, name: string): Found {
  if (name.includes('/')) return inspect(lookup, absolute(name, lookup.cwd), 0);
  let refused: Found | undefined;
  const directories = lookup.path.split(':').map((directory) => directory || '.');
  for (const directory of directories) {
    const path = absolute(`${directory}/${name}`, lookup.cwd);
    if (!lookup.system.fs.exists(path)) continue;
    const found = inspect(lookup, path, 0);
    if (!('error' in found)) return found;
    if (found.error === 'permission') refused = found;
  }
  const home = homes.find((one) => directories.includes(one.slice(0, -1)));
  return (
    refused ??
    (home ? virtual(lookup.system.commands, home + name) : { error: 'not-found', path: name })
  );
}

function inspect(lookup: Lookup, path: string, depth: number): Found {
  const { fs, commands } = lookup.system;
  const stat = statOf(fs, path);
  if (!stat) return virtual(commands, path);
  if (stat.type === 'directory') return { error: 'directory', path };
  if (!allows(stat, lookup.user, 'x')) return { error: 'permission', path };
  const bytes = fs.read(path);
  if (bytes.startsWith(magic)) {
    const command = commands.get(bytes.slice(magic.length).trimEnd());
    return command ? { command, path, prefix: [] } : { error: 'format', path };
  }
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+([^\n]*\S))?[ \t]*(?:\n|$)/.exec(bytes);
  if (!shebang || depth > 3) return { error: 'format', path };
  const [, interpreter = '', argument] = shebang;
  const found = inspect(lookup, absolute(interpreter, lookup.cwd), depth + 1);
  if ('error' in found) return { error: 'not-found', path };
  const own = argument === undefined ? [interpreter] : [interpreter, argument];
  return { command: found.command, path, prefix: [...found.prefix, ...own] };
}

const homes = ['/bin/', '/usr/bin/', '/sbin/', '/usr/sbin/', '/usr/local/bin/'];

/** A registered command without a file of its own is in every usual folder. */
function virtual(commands: CommandRegistry, path: string): Found {
  const command = commands.get(nameOf(path));
  const isHome = homes.some((home) => path === home + nameOf(path));
  return command && isHome ? { command, path, prefix: [] } : { error: 'not-found', path };
}

function statOf(fs: FileSystem, path: string) {
  try {
    return fs.stat(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
