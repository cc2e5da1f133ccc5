import type { ByteString } from '../bytes.ts';
import { FileError } from '../files/filesystem.ts';
import { join, normalize, parentOf } from '../files/paths.ts';
import type { CommandContext } from '../machine/command.ts';
import { formatDate } from './calendar.ts';
import { makeParents } from './file-operations.ts';
import { modeText } from './ls.ts';
import type { Options } from './options.ts';
import { attempt, defineTool } from './tool.ts';
import { groupName, userName } from './users.ts';

const block = 512;

/** `tar c|x|t [-f file] [-C directory] [-v] [-m] [-p] files`, as kubectl cp calls it. */
export const tar = defineTool({
  name: 'tar',
  usage: 'c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [-T FILE] [-X FILE] [LONGOPT]... [FILE]...',
  letters: 'cxtf:C:vmpohO',
  long: {
    create: 'c',
    extract: 'x',
    list: 't',
    file: 'f',
    directory: 'C',
    'no-same-owner': 'o',
    'no-same-permissions': 'm',
    'no-overwrite-dir': 'm',
    verbose: 'v',
  },
  // The first word may do without its dash.
  normalize: ([first = '', ...rest]) => [/^[a-zA-Z]/.test(first) ? `-${first}` : first, ...rest],
  readsInput: (options) =>
    (options.has('x') || options.has('t')) && (options.value('f') ?? '-') === '-',
  run: (options, context, input) => {
    const directory = context.resolve(options.value('C') ?? '.');
    if (options.has('c')) return create(options, context, directory);
    if (options.has('x') || options.has('t')) return read(options, context, directory, input);
    context.err('tar: must specify one of -c, -x, -t\n');
    return 1;
  },
});

function create(options: Options, context: CommandContext, directory: string): number {
  let archive = '';
  let code = 0;
  const add = (path: string): void => {
    const at = path.startsWith('/') ? path : join(directory, path);
    const name = path.replace(/^\/+/, '');
    const isAdded = attempt(context, path, () => {
      const stat = context.fs.lstat(normalize(at));
      const isDirectory = stat.type === 'directory';
      const target = stat.type === 'symlink' ? context.fs.readlink(normalize(at)) : '';
      const bytes = stat.type === 'file' ? context.fs.read(normalize(at)) : '';
      const type = isDirectory ? '5' : target !== '' ? '2' : '0';
      const own = {
        name: isDirectory ? `${name.replace(/\/+$/, '')}/` : name,
        mode: stat.mode,
        uid: stat.uid,
        gid: stat.gid,
        size: bytes.length,
        modifiedAt: stat.modifiedAt,
        type,
        target,
      };
      archive += header(own, context) + bytes.padEnd(Math.ceil(bytes.length / block) * block, '\0');
      if (options.has('v'))
        context[options.value('f') === undefined || options.value('f') === '-' ? 'err' : 'out'](
          `${own.name}\n`,
        );
      if (isDirectory) for (const child of context.fs.list(normalize(at))) add(join(path, child));
    });
    if (!isAdded) code = 1;
  };
  if (options.operands.length === 0) {
    context.err('tar: empty archive\n');
    return 1;
  }
  if (options.operands.some((path) => path.startsWith('/')))
    context.err("tar: removing leading '/' from member names\n");
  for (const path of options.operands) add(path);
  archive += '\0'.repeat(2 * block);
  const file = options.value('f') ?? '-';
  if (file === '-') context.out(archive);
  else if (!attempt(context, file, () => context.fs.write(context.resolve(file), archive)))
    return 1;
  if (code !== 0) context.err('tar: error exit delayed from previous errors\n');
  return code;
}

interface Member {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly modifiedAt: number;
  readonly type: string;
  readonly target: string;
}

function header(member: Member, context: CommandContext): ByteString {
  const { name, mode, uid, gid, size, modifiedAt, type, target } = member;
  const octal = (value: number, length: number) =>
    `${value.toString(8).padStart(length - 1, '0')}\0`;
  // A name of more than 100 bytes is cut at a slash: its front goes into the prefix field.
  const slash = name.length > 100 ? name.indexOf('/', name.length - 101) : -1;
  const [front, back] = slash > 0 ? [name.slice(0, slash), name.slice(slash + 1)] : ['', name];
  const fields = [
    back.slice(0, 100).padEnd(100, '\0'),
    octal(mode, 8),
    octal(uid, 8),
    octal(gid, 8),
    octal(size, 12),
    octal(Math.floor(modifiedAt / 1000), 12),
    '        ',
    type,
    target.slice(0, 100).padEnd(100, '\0'),
    'ustar\0',
    '00',
    userName(context.system.fs, uid).padEnd(32, '\0'),
    groupName(context.system.fs, gid).padEnd(32, '\0'),
    octal(0, 8),
    octal(0, 8),
    front.slice(0, 155).padEnd(155, '\0'),
  ]
    .join('')
    .padEnd(block, '\0');
  let sum = 0;
  for (let at = 0; at < block; at++) sum += fields.charCodeAt(at);
  return `${fields.slice(0, 148)}${sum.toString(8).padStart(6, '0')}\0 ${fields.slice(156)}`;
}

function read(
  options: Options,
  context: CommandContext,
  directory: string,
  input: ByteString,
): number {
  const file = options.value('f') ?? '-';
  let archive = input;
  if (
    file !== '-' &&
    !attempt(context, `can't open '${file}'`, () => {
      archive = context.fs.read(context.resolve(file));
    })
  )
    return 1;
  const wanted = options.operands;
  let code = 0;
  let longName = '';
  for (let at = 0; at + block <= archive.length; ) {
    const member = parseHeader(archive.slice(at, at + block));
    if (!member) break;
    const bytes = archive.slice(at + block, at + block + member.size);
    at += block + Math.ceil(member.size / block) * block;
    if (member.type === 'L' || member.type === 'x' || member.type === 'g') {
      if (member.type === 'L') longName = bytes.replace(/\0.*$/s, '');
      if (member.type === 'x') longName = /\d+ path=([^\n]*)\n/.exec(bytes)?.[1] ?? longName;
      continue;
    }
    const own = longName === '' ? member : { ...member, name: longName };
    longName = '';
    if (
      wanted.length > 0 &&
      !wanted.some(
        (path) => own.name === path || own.name.startsWith(`${path.replace(/\/+$/, '')}/`),
      )
    )
      continue;
    if (options.has('t')) context.out(options.has('v') ? longLine(own, context) : `${own.name}\n`);
    else {
      if (options.has('v')) context.out(`${own.name}\n`);
      if (options.has('O')) context.out(bytes);
      else if (!extract(context, directory, own, bytes, !options.has('m'))) code = 1;
    }
  }
  return code;
}

function parseHeader(bytes: ByteString): Member | undefined {
  const text = (from: number, length: number) =>
    bytes.slice(from, from + length).replace(/\0.*$/s, '');
  const octal = (from: number, length: number) =>
    Number.parseInt(text(from, length).trim() || '0', 8);
  const name = text(0, 100);
  if (name === '') return undefined;
  const front = bytes.startsWith('ustar\0', 257) ? text(345, 155) : '';
  return {
    name: front === '' ? name : `${front}/${name}`,
    mode: octal(100, 8) & 0o7777,
    uid: octal(108, 8),
    gid: octal(116, 8),
    size: octal(124, 12),
    modifiedAt: octal(136, 12) * 1000,
    type: bytes[156] === '\0' ? '0' : (bytes[156] ?? '0'),
    target: text(157, 100),
  };
}

function extract(
  context: CommandContext,
  directory: string,
  member: Member,
  bytes: ByteString,
  keepsTime: boolean,
): boolean {
  const at = normalize(`${directory}/${normalize(`/${member.name}`)}`);
  try {
    if (member.type === '5') makeParents(context, at);
    else {
      makeParents(context, parentOf(at));
      if (member.type === '2') {
        if (context.fs.exists(at)) context.fs.remove(at);
        context.fs.symlink(member.target, at);
        return true;
      }
      context.fs.write(at, bytes, { mode: member.mode });
    }
    context.fs.chmod(at, member.mode);
    if (keepsTime) context.fs.setModified(at, member.modifiedAt);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`tar: can't open '${member.name}': ${error.message}\n`);
    return false;
  }
}

function longLine(member: Member, context: CommandContext): string {
  const type = member.type === '5' ? 'directory' : member.type === '2' ? 'symlink' : 'file';
  const owner = `${userName(context.system.fs, member.uid)}/${groupName(context.system.fs, member.gid)}`;
  const link = type === 'symlink' ? ` -> ${member.target}` : '';
  return `${modeText({ type, mode: member.mode })} ${owner} ${String(member.size).padStart(9)} ${formatDate(member.modifiedAt, '%F %T')} ${member.name}${link}\n`;
}
