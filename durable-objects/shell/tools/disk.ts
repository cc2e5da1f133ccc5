import { FileError } from '../files/filesystem.ts';
import { isWithin, join } from '../files/paths.ts';
import { realpath } from '../files/permissions.ts';
import { limits } from '../limits.ts';
import type { CommandContext } from '../machine/command.ts';
import type { MountInfo } from '../machine/system.ts';
import { humanSize } from './ls.ts';
import { defineTool } from './tool.ts';

/** `df [-h] [-k] [-m] [-T] [files]`. */
export const df = defineTool({
  name: 'df',
  usage: '[-PkmhTai] [-B SIZE] [FILESYSTEM]...',
  letters: 'hkmPTa',
  run: (options, context) => {
    const { mounts } = context.system.host;
    let rows = mounts.filter(
      ({ capacityBytes }) => capacityBytes !== undefined || options.has('a'),
    );
    let code = 0;
    if (options.operands.length > 0) {
      rows = [];
      for (const path of options.operands) {
        if (!context.fs.exists(context.resolve(path))) {
          context.err(`df: ${path}: can't find mount point\n`);
          code = 1;
          continue;
        }
        const at = realpath(context.system.fs, context.resolve(path));
        const found = [...mounts]
          .sort((a, b) => b.target.length - a.target.length)
          .find(({ target }) => isWithin(at, target));
        if (found) rows.push(found);
      }
    }
    const unit = options.has('m') ? 1 << 20 : 1024;
    const type = options.has('T') ? 'Type       ' : '';
    const size = options.has('h')
      ? 'Size      Used Available'
      : `${options.has('m') ? '1M-blocks' : '1K-blocks'}      Used Available`;
    context.out(
      `Filesystem           ${type}${options.has('h') ? '     ' : ''}${size} Use% Mounted on\n`,
    );
    for (const row of rows) context.out(dfRow(row, unit, options.has('h'), options.has('T')));
    return code;
  },
});

function dfRow(
  { source, target, type, capacityBytes = 0, usedBytes = 0 }: MountInfo,
  unit: number,
  isHuman: boolean,
  hasType: boolean,
): string {
  const cell = (bytes: number) =>
    (isHuman ? humanSize(bytes) : String(Math.ceil(bytes / unit))).padStart(9);
  const percent = capacityBytes === 0 ? 0 : Math.ceil((usedBytes / capacityBytes) * 100);
  const name = source.length > 20 ? `${source}\n${' '.repeat(20)}` : source.padEnd(20);
  const kind = hasType ? ` ${type.padEnd(10)}` : '';
  return `${name}${kind} ${cell(capacityBytes)} ${cell(usedBytes)} ${cell(capacityBytes - usedBytes)} ${`${percent}%`.padStart(4)} ${target}\n`;
}

/** `du [-s] [-h] [-k] [-a] [-d depth] files`. */
export const du = defineTool({
  name: 'du',
  usage: '[-aHLdclsxhmk] [FILE]...',
  letters: 'ashkmcd:b',
  run: (options, context) => {
    const operands = options.operands.length > 0 ? options.operands : ['.'];
    const deepest = options.has('s') ? 0 : Number(options.value('d') ?? Number.MAX_SAFE_INTEGER);
    const show = (bytes: number, path: string) => {
      const blocks = options.has('b')
        ? bytes
        : options.has('m')
          ? Math.ceil(bytes / (1 << 20))
          : Math.ceil(bytes / 1024);
      context.out(`${options.has('h') ? humanSize(bytes) : blocks}\t${path}\n`);
    };
    let total = 0;
    let code = 0;
    const visit = (path: string, depth: number): number => {
      const at = context.resolve(path);
      const stat = context.fs.lstat(at);
      let bytes = options.has('b') ? stat.size : Math.ceil(stat.size / 4096) * 4096;
      if (stat.type === 'symlink') bytes = 0;
      if (stat.type === 'directory')
        for (const name of context.fs.list(at)) bytes += visit(join(path, name), depth + 1);
      if (depth <= deepest && (stat.type === 'directory' || options.has('a') || depth === 0))
        show(bytes, path);
      return bytes;
    };
    for (const path of operands) {
      try {
        total += visit(path, 0);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        context.err(`du: ${path}: ${error.message}\n`);
        code = 1;
      }
    }
    if (options.has('c')) show(total, 'total');
    return code;
  },
});

/** `mount`: lists; mounting needs a privilege that no container here has. */
export const mount = defineTool({
  name: 'mount',
  usage: '[OPTIONS] [-o OPT] DEVICE NODE',
  letters: 't:o:',
  run: (options, context) => {
    if (options.operands.length > 0) {
      context.err('mount: permission denied (are you root?)\n');
      return 1;
    }
    for (const { source, target, type, options: own } of context.system.host.mounts)
      context.out(`${source} on ${target} type ${type} (${own})\n`);
    return 0;
  },
});

/** `sync`: nothing is ever unwritten here. */
export const sync = defineTool({ name: 'sync', usage: '', letters: 'df', run: () => 0 });

/** `dd if= of= bs= count= skip= seek= conv=notrunc`. */
export const dd = defineTool({
  name: 'dd',
  usage: '[if=FILE] [of=FILE] [bs=N] [count=N] [skip=N] [seek=N] [conv=notrunc]',
  letters: '',
  readsInput: (options) => !options.operands.some((operand) => operand.startsWith('if=')),
  run: (options, context, input) => {
    const values = new Map(
      options.operands.map((operand) => operand.split('=') as [string, string]),
    );
    const unknown = [...values.keys()].find(
      (key) =>
        !['if', 'of', 'bs', 'count', 'skip', 'seek', 'conv', 'status', 'oflag', 'iflag'].includes(
          key,
        ),
    );
    if (unknown !== undefined) {
      context.err(`dd: invalid argument '${unknown}'\n`);
      return 1;
    }
    const bs = ddSize(values.get('bs') ?? '512');
    const wanted = values.has('count') ? Number(values.get('count')) * bs : undefined;
    try {
      const bytes = source(
        context,
        values.get('if'),
        input,
        Number(values.get('skip') ?? 0) * bs,
        wanted,
      );
      const target = values.get('of');
      if (target === undefined) context.out(bytes);
      else if (target !== '/dev/null') {
        const at = context.resolve(target);
        const offset = Number(values.get('seek') ?? 0) * bs;
        const keeps = values.get('conv')?.includes('notrunc') === true;
        const before = context.fs.exists(at) && (keeps || offset > 0) ? context.fs.read(at) : '';
        context.fs.write(
          at,
          before.slice(0, offset).padEnd(offset, '\0') +
            bytes +
            (keeps ? before.slice(offset + bytes.length) : ''),
        );
      }
      const full = Math.floor(bytes.length / bs);
      const blocks = `${full}+${bytes.length % bs === 0 ? 0 : 1}`;
      if (values.get('status') !== 'none') {
        context.err(`${blocks} records in\n${blocks} records out\n`);
        if (values.get('status') !== 'noxfer')
          context.err(
            `${bytes.length} bytes (${humanSize(bytes.length)}B) copied, 0.001000 seconds, ${humanSize(bytes.length * 1000)}B/s\n`,
          );
      }
      return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      context.err(
        `dd: ${error.code === 'ENOSPC' || error.code === 'EFBIG' ? 'error writing' : "can't open"} '${values.get('of') ?? values.get('if')}': ${error.message}\n`,
      );
      return 1;
    }
  },
});

function source(
  context: CommandContext,
  file: string | undefined,
  input: string,
  skip: number,
  wanted: number | undefined,
): string {
  if (file === '/dev/zero' || file === '/dev/urandom') {
    if (wanted === undefined || wanted > limits.deviceBytes) throw new FileError('EFBIG', file);
    if (file === '/dev/zero') return '\0'.repeat(wanted);
    return Array.from({ length: wanted }, () => String.fromCharCode(context.random() * 256)).join(
      '',
    );
  }
  const bytes =
    file === undefined ? input : file === '/dev/null' ? '' : context.fs.read(context.resolve(file));
  return bytes.slice(skip, wanted === undefined ? undefined : skip + wanted);
}

function ddSize(text: string): number {
  const match = /^(\d+)([ckKMG]?)B?$/.exec(text);
  return (
    Number(match?.[1] ?? 512) *
    ({ k: 1024, K: 1024, M: 1 << 20, G: 1 << 30 }[match?.[2] ?? ''] ?? 1)
  );
}
