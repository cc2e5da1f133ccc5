import { parseTime } from '../../lib/instant.ts';
import { FileError, type FileStat } from '../files/filesystem.ts';
import { join } from '../files/paths.ts';
import type { CommandContext } from '../machine/command.ts';
import { formatDate } from './calendar.ts';
import { modeText } from './ls.ts';
import { attempt, defineTool } from './tool.ts';
import { groupName, idOf, userName } from './users.ts';

/** `touch [-c] [-d date] [-r file] files`. */
export const touch = defineTool({
  name: 'touch',
  usage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...',
  letters: 'camd:r:',
  long: { 'no-create': 'c', date: 'd', reference: 'r' },
  atLeast: 1,
  run: (options, context) => {
    const { fs } = context;
    const reference = options.value('r');
    const date = options.value('d');
    const at =
      reference !== undefined
        ? fs.stat(context.resolve(reference)).modifiedAt
        : date === undefined
          ? context.system.now
          : parseDate(date);
    if (at === undefined) {
      context.err(`touch: invalid date '${date}'\n`);
      return 1;
    }
    const results = options.operands.map((path) =>
      attempt(context, path, () => {
        const file = context.resolve(path);
        if (!fs.exists(file)) {
          if (options.has('c')) return;
          fs.append(file, '');
        }
        fs.setModified(file, at);
      }),
    );
    return results.includes(false) ? 1 : 0;
  },
});

/** Dates as touch and date take them: `2026-11-20 10:00`, `@seconds`, RFC 3339. */
export function parseDate(text: string): number | undefined {
  if (/^@-?\d+$/.test(text)) return Number(text.slice(1)) * 1000;
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?(Z)?$/.exec(text);
  if (!match) return parseTime(text);
  return parseTime(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}Z`);
}

/** `chmod [-R] mode files`. */
export const chmod = defineTool({
  name: 'chmod',
  usage: '[-Rcvf] MODE[,MODE]... FILE...',
  letters: 'Rf',
  atLeast: 2,
  run: (options, context) => {
    const [mode = '', ...paths] = options.operands;
    if (newMode(0, mode, false) === undefined) {
      context.err(`chmod: invalid mode '${mode}'\n`);
      return 1;
    }
    const change = (file: string, stat: FileStat) =>
      context.fs.chmod(file, newMode(stat.mode, mode, stat.type === 'directory') ?? stat.mode);
    const results = paths.map((path) => everywhere(context, path, options.has('R'), change));
    return results.includes(false) ? 1 : 0;
  },
});

/** The mode after `644`, `u+x,go-w`, `a=rX`; undefined when it makes no sense. */
export function newMode(mode: number, text: string, isDirectory: boolean): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let result = mode;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', operator = '', letters = ''] = match;
    const everyone = who === '' || who.includes('a');
    let bits = 0;
    let mask = 0;
    for (const [n, one] of [...'ugo'].entries()) {
      if (!everyone && !who.includes(one)) continue;
      const shift = 6 - 3 * n;
      mask |= 7 << shift;
      if (letters.includes('r')) bits |= 4 << shift;
      if (letters.includes('w')) bits |= 2 << shift;
      if (letters.includes('x') || (letters.includes('X') && (isDirectory || mode & 0o111)))
        bits |= 1 << shift;
      if (letters.includes('s') && one !== 'o') bits |= one === 'u' ? 0o4000 : 0o2000;
    }
    if (letters.includes('t')) bits |= 0o1000;
    result =
      operator === '+'
        ? result | bits
        : operator === '-'
          ? result & ~bits
          : (result & ~mask) | bits;
  }
  return result;
}

/** `chown [-R] user[:group] files`. */
export const chown = defineTool({
  name: 'chown',
  usage: '[-RhLHPcvf]... USER[:[GRP]] FILE...',
  letters: 'Rhf',
  atLeast: 2,
  run: (options, context) => {
    const [owner = '', ...paths] = options.operands;
    const [user = '', group] = owner.split(/[:.]/);
    return own(context, paths, options.has('R'), user, group ?? '');
  },
});

/** `chgrp [-R] group files`. */
export const chgrp = defineTool({
  name: 'chgrp',
  usage: '[-RhLHPcvf]... GROUP FILE...',
  letters: 'Rhf',
  atLeast: 2,
  run: (options, context) => {
    const [group = '', ...paths] = options.operands;
    return own(context, paths, options.has('R'), '', group);
  },
});

function own(
  context: CommandContext,
  paths: readonly string[],
  isRecursive: boolean,
  user: string,
  group: string,
): number {
  const uid = user === '' ? null : idOf(context.system.fs, '/etc/passwd', user);
  const gid = group === '' ? null : idOf(context.system.fs, '/etc/group', group);
  if (uid === undefined || gid === undefined) {
    context.err(
      `${context.name}: unknown ${uid === undefined ? `user ${user}` : `group ${group}`}\n`,
    );
    return 1;
  }
  const change = (file: string, stat: FileStat) =>
    context.fs.chown(file, uid ?? stat.uid, gid ?? stat.gid);
  const results = paths.map((path) => everywhere(context, path, isRecursive, change));
  return results.includes(false) ? 1 : 0;
}

function everywhere(
  context: CommandContext,
  path: string,
  isRecursive: boolean,
  change: (file: string, stat: FileStat) => void,
): boolean {
  const at = context.resolve(path);
  return attempt(context, path, () => {
    const stat = context.fs.stat(at);
    change(at, stat);
    if (!isRecursive || stat.type !== 'directory') return;
    for (const name of context.fs.list(at)) {
      if (context.fs.lstat(join(at, name)).type === 'symlink') continue;
      if (!everywhere(context, join(path, name), true, change)) throw new FileError('EPERM', path);
    }
  });
}

/** `stat [-c format] [-L] files`. */
export const stat = defineTool({
  name: 'stat',
  usage: '[-ltf] [-c FMT] FILE...',
  letters: 'Lc:t',
  atLeast: 1,
  run: (options, context) => {
    let code = 0;
    for (const path of options.operands) {
      const at = context.resolve(path);
      try {
        const found = options.has('L') ? context.fs.stat(at) : context.fs.lstat(at);
        const format = options.value('c');
        context.out(
          format === undefined
            ? longStat(context, path, found)
            : `${formatStat(context, path, found, format)}\n`,
        );
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        context.err(`stat: can't stat '${path}': ${error.message}\n`);
        code = 1;
      }
    }
    return code;
  },
});

const typeNames = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  device: 'character special file',
  socket: 'socket',
};

function typeName({ type, size }: FileStat): string {
  return type === 'file' && size === 0 ? 'regular empty file' : typeNames[type];
}

function formatStat(
  { system }: CommandContext,
  path: string,
  found: FileStat,
  format: string,
): string {
  const { fs } = system;
  const values: Readonly<Record<string, string>> = {
    n: path,
    N: `'${path}'`,
    s: String(found.size),
    a: found.mode.toString(8),
    A: modeText(found),
    u: String(found.uid),
    U: userName(fs, found.uid),
    g: String(found.gid),
    G: groupName(fs, found.gid),
    i: String(found.inode),
    h: String(found.links),
    F: typeName(found),
    Y: String(Math.floor(found.modifiedAt / 1000)),
    y: formatDate(found.modifiedAt, '%F %T.%N %z'),
    b: String(Math.ceil(found.size / 4096) * 8),
    B: '512',
    '%': '%',
    X: String(Math.floor(found.modifiedAt / 1000)),
    Z: String(Math.floor(found.modifiedAt / 1000)),
    f: found.mode.toString(16),
  };
  return format
    .replace(/%([a-zA-Z%])/g, (whole, letter: string) => values[letter] ?? whole)
    .replace(/\\n/g, '\n');
}

function longStat(context: CommandContext, path: string, found: FileStat): string {
  const value = (format: string) => formatStat(context, path, found, format);
  const link = found.type === 'symlink' ? ` -> ${context.fs.readlink(context.resolve(path))}` : '';
  const time = formatDate(found.modifiedAt, '%F %T.%N %z');
  return [
    `  File: ${path}${link}`,
    `  Size: ${value('%s').padEnd(10)}\tBlocks: ${value('%b').padEnd(10)} IO Block: 4096   ${typeName(found)}`,
    `Device: 801h/2049d\tInode: ${value('%i').padEnd(10)}  Links: ${value('%h')}`,
    `Access: (${found.mode.toString(8).padStart(4, '0')}/${value('%A')})  Uid: (${value('%u').padStart(5)}/${value('%U').padStart(8)})   Gid: (${value('%g').padStart(5)}/${value('%G').padStart(8)})`,
    `Access: ${time}`,
    `Modify: ${time}`,
    `Change: ${time}`,
    '',
  ].join('\n');
}
