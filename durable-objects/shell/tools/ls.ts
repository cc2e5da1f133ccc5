import type { Instant } from '../../lib/instant.ts';
import { civil } from '../../lib/instant.ts';
import { FileError, type FileStat } from '../files/filesystem.ts';
import { join } from '../files/paths.ts';
import type { CommandContext } from '../machine/command.ts';
import { monthNames } from './calendar.ts';
import type { Options } from './options.ts';
import { defineTool } from './tool.ts';
import { groupName, userName } from './users.ts';

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
}

/** `ls [-1AaCdFhilnRrSst] files`. Without a terminal one name a line. */
export const ls = defineTool({
  name: 'ls',
  usage: '[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...',
  letters: '1AaCdFhilnpRrSst',
  long: { all: 'a' },
  run: (options, context) => {
    const operands = options.operands.length > 0 ? options.operands : ['.'];
    const entries: Entry[] = [];
    let code = 0;
    for (const name of operands) {
      const entry = look(
        context,
        name,
        context.resolve(name),
        !options.has('d') && !options.has('l'),
      );
      if (entry) entries.push(entry);
      else code = 1;
    }
    const isDirectory = ({ stat, path }: Entry) =>
      !options.has('d') &&
      (stat.type === 'directory' ||
        (stat.type === 'symlink' && !options.has('l') && isDirectoryAt(context, path)));
    const files = sort(
      options,
      entries.filter((entry) => !isDirectory(entry)),
    );
    print(options, context, files);
    const hasHeaders = operands.length > 1 || options.has('R');
    let isFirst = files.length === 0;
    for (const directory of sort(options, entries.filter(isDirectory))) {
      if (!list(options, context, directory, hasHeaders, isFirst)) code = 1;
      isFirst = false;
    }
    return code;
  },
});

function isDirectoryAt(context: CommandContext, path: string): boolean {
  return context.fs.exists(path) && context.fs.stat(path).type === 'directory';
}

function list(
  options: Options,
  context: CommandContext,
  directory: Entry,
  hasHeader: boolean,
  isFirst: boolean,
): boolean {
  if (!isFirst) context.out('\n');
  if (hasHeader) context.out(`${directory.name}:\n`);
  let names: string[];
  try {
    names = context.fs.list(directory.path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`ls: can't open '${directory.name}': ${error.message}\n`);
    return false;
  }
  const hasHidden = options.has('a') || options.has('A');
  const shown = [
    ...(options.has('a') ? ['.', '..'] : []),
    ...names.filter((name) => hasHidden || !name.startsWith('.')),
  ];
  const entries = shown
    .map((name) => look(context, name, join(directory.path, name), false))
    .filter((entry) => entry !== undefined);
  const sorted = sort(options, entries);
  if (options.has('l') || options.has('s')) context.out(`total ${total(sorted, options)}\n`);
  print(options, context, sorted);
  if (!options.has('R')) return true;
  const below = sorted.filter(
    ({ name, stat }) => stat.type === 'directory' && name !== '.' && name !== '..',
  );
  return below
    .map((entry) =>
      list(options, context, { ...entry, name: join(directory.name, entry.name) }, true, false),
    )
    .every(Boolean);
}

/** Blocks of 1 KiB, as ext4 would use them. */
function total(entries: readonly Entry[], options: Options): string {
  const blocks = entries.reduce((sum, { stat }) => sum + blocksOf(stat), 0);
  return options.has('h') ? humanSize(blocks * 1024) : String(blocks);
}

function blocksOf(stat: FileStat): number {
  return stat.type === 'symlink' ? 0 : Math.ceil(stat.size / 4096) * 4;
}

function look(
  context: CommandContext,
  name: string,
  path: string,
  follow: boolean,
): Entry | undefined {
  try {
    const { fs } = context;
    const isLink = fs.lstat(path).type === 'symlink';
    const stat = follow && isLink && fs.exists(path) ? fs.stat(path) : fs.lstat(path);
    return { name, path, stat };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`ls: ${name}: ${error.message}\n`);
    return undefined;
  }
}

function sort(options: Options, entries: readonly Entry[]): Entry[] {
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const sorted = [...entries].sort((a, b) => {
    if (options.has('S')) return b.stat.size - a.stat.size || byName(a, b);
    if (options.has('t')) return b.stat.modifiedAt - a.stat.modifiedAt || byName(a, b);
    return byName(a, b);
  });
  return options.has('r') ? sorted.reverse() : sorted;
}

function print(options: Options, context: CommandContext, entries: readonly Entry[]): void {
  if (options.has('l') || options.has('n')) {
    printLong(options, context, entries);
    return;
  }
  const names = entries.map(
    (entry) => inode(options, entry) + size(options, entry) + entry.name + mark(options, entry),
  );
  if (!context.isTerminal(1) || options.has('1')) {
    for (const name of names) context.out(`${name}\n`);
    return;
  }
  const width = Math.max(...names.map((name) => name.length), 0) + 2;
  const columns = Math.max(1, Math.floor(80 / width));
  const rows = Math.ceil(names.length / columns);
  for (let row = 0; row < rows; row++) {
    const cells = names.filter((_, n) => n % rows === row);
    context.out(
      `${cells.map((cell, n) => (n < cells.length - 1 ? cell.padEnd(width) : cell)).join('')}\n`,
    );
  }
}

function inode(options: Options, { stat }: Entry): string {
  return options.has('i') ? `${String(stat.inode).padStart(7)} ` : '';
}

function size(options: Options, { stat }: Entry): string {
  return options.has('s') ? `${String(blocksOf(stat)).padStart(6)} ` : '';
}

function mark(options: Options, { stat }: Entry): string {
  if (stat.type === 'directory') return options.has('F') || options.has('p') ? '/' : '';
  if (!options.has('F')) return '';
  if (stat.type === 'symlink') return '@';
  return (stat.mode & 0o111) !== 0 ? '*' : '';
}

function printLong(options: Options, context: CommandContext, entries: readonly Entry[]): void {
  for (const entry of entries) {
    const { stat, name, path } = entry;
    const isNumeric = options.has('n');
    const user = isNumeric ? String(stat.uid) : userName(context.system.fs, stat.uid);
    const group = isNumeric ? String(stat.gid) : groupName(context.system.fs, stat.gid);
    const bytes = options.has('h') ? humanSize(stat.size) : String(stat.size);
    const target = stat.type === 'symlink' ? ` -> ${context.fs.readlink(path)}` : '';
    const columns = [
      modeText(stat),
      String(stat.links).padStart(4),
      user.padEnd(8),
      group.padEnd(8),
      bytes.padStart(9),
      dateText(stat.modifiedAt, context.system.now),
    ];
    context.out(
      `${inode(options, entry)}${columns.join(' ')} ${name}${mark(options, entry)}${target}\n`,
    );
  }
}

/** `drwxr-xr-x`. */
export function modeText({ type, mode }: Pick<FileStat, 'type' | 'mode'>): string {
  const first = { file: '-', directory: 'd', symlink: 'l', device: 'c', socket: 's' }[type];
  const bits = [...'rwxrwxrwx'].map((letter, n) => (mode & (0o400 >> n) ? letter : '-'));
  const special = (at: number, bit: number, letter: string) => {
    if (mode & bit) bits[at] = bits[at] === 'x' ? letter : letter.toUpperCase();
  };
  special(2, 0o4000, 's');
  special(5, 0o2000, 's');
  special(8, 0o1000, 't');
  return first + bits.join('');
}

function dateText(at: Instant, now: Instant): string {
  const { year, month, day, rest } = civil(at);
  const half = 182 * 86_400_000;
  const minutes = Math.floor(rest / 60_000);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const isRecent = at > now - half && at < now + half;
  return `${monthNames[month - 1]} ${String(day).padStart(2)} ${isRecent ? clock : ` ${year}`}`;
}

/** `1.5K`, as -h prints sizes. */
export function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)}${'KMGTP'[unit]}`;
}
