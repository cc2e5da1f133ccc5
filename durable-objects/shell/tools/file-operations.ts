import { FileError } from '../files/filesystem.ts';
import { isWithin, join, nameOf, normalize, parentOf } from '../files/paths.ts';
import type { CommandContext } from '../machine/command.ts';
import { attempt, defineTool } from './tool.ts';

/** `mkdir [-p] [-m mode] directories`. */
export const mkdir = defineTool({
  name: 'mkdir',
  usage: '[-m MODE] [-p] DIRECTORY...',
  letters: 'pm:v',
  long: { parents: 'p', mode: 'm' },
  atLeast: 1,
  run: (options, context) => {
    const mode = options.value('m');
    let code = 0;
    for (const path of options.operands) {
      const isMade = attempt(context, `can't create directory '${path}'`, () => {
        if (options.has('p')) makeParents(context, context.resolve(path));
        else context.fs.mkdir(context.resolve(path));
        if (mode !== undefined) context.fs.chmod(context.resolve(path), Number.parseInt(mode, 8));
      });
      if (!isMade) code = 1;
      else if (options.has('v')) context.out(`created directory: '${path}'\n`);
    }
    return code;
  },
});

/** Makes a directory and those above it; one that is there is fine. */
export function makeParents(context: CommandContext, path: string): void {
  const at = normalize(path);
  if (context.fs.exists(at)) {
    if (context.fs.stat(at).type !== 'directory') throw new FileError('EEXIST', path);
    return;
  }
  if (parentOf(at) !== at) makeParents(context, parentOf(at));
  context.fs.mkdir(at);
}

/** `rmdir [-p] directories`. */
export const rmdir = defineTool({
  name: 'rmdir',
  usage: '[-p] DIRECTORY...',
  letters: 'p',
  atLeast: 1,
  run: (options, context) => {
    let code = 0;
    for (const path of options.operands) {
      let at = normalize(path, context.cwd);
      const isGone = attempt(context, `'${path}'`, () => {
        do {
          if (context.fs.lstat(at).type !== 'directory') throw new FileError('ENOTDIR', at);
          context.fs.remove(at);
          at = parentOf(at);
        } while (options.has('p') && at !== '/');
      });
      if (!isGone) code = 1;
    }
    return code;
  },
});

/** `rm [-r] [-f] files`. */
export const rm = defineTool({
  name: 'rm',
  usage: '[-irf] FILE...',
  letters: 'rRf',
  long: { recursive: 'r', force: 'f' },
  run: (options, context) => {
    const isForced = options.has('f');
    if (options.operands.length === 0) {
      if (isForced) return 0;
      context.err(
        'BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.\n\nUsage: rm [-irf] FILE...\n',
      );
      return 1;
    }
    let code = 0;
    for (const path of options.operands) {
      if (/(^|\/)\.{1,2}\/*$/.test(path)) {
        context.err(`rm: refusing to remove '.' or '..' directory: skipping '${path}'\n`);
        code = 1;
      } else if (!removePath(context, path, options.has('r') || options.has('R'), isForced))
        code = 1;
    }
    return code;
  },
});

function removePath(
  context: CommandContext,
  path: string,
  isRecursive: boolean,
  isForced: boolean,
): boolean {
  const at = context.resolve(path.replace(/(.)\/+$/, '$1'));
  try {
    const stat = context.fs.lstat(at);
    if (stat.type === 'directory') {
      if (!isRecursive) {
        context.err(`rm: '${path}' is a directory\n`);
        return false;
      }
      const isEmptied = context.fs
        .list(at)
        .map((name) => removePath(context, join(path, name), true, isForced));
      if (isEmptied.includes(false)) return false;
    }
    context.fs.remove(at);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (isForced && error.code === 'ENOENT') return true;
    context.err(`rm: can't remove '${path}': ${error.message}\n`);
    return false;
  }
}

/** `cp [-r] [-a] [-p] [-f] sources target`. */
export const cp = defineTool({
  name: 'cp',
  usage:
    '[-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }',
  letters: 'rRapfdPLn',
  long: { recursive: 'r', archive: 'a' },
  atLeast: 2,
  run: (options, context) => {
    const isRecursive = options.has('r') || options.has('R') || options.has('a');
    const keeps = options.has('p') || options.has('a');
    const isLinks =
      (options.has('a') || options.has('d') || options.has('P') || isRecursive) &&
      !options.has('L');
    const how = { isRecursive, keeps, isLinks, noClobber: options.has('n') };
    return intoTarget(options.operands, context, (source, target) =>
      copyPath(context, source, target, how),
    );
  },
});

interface CopyOptions {
  readonly isRecursive: boolean;
  readonly keeps: boolean;
  readonly isLinks: boolean;
  readonly noClobber: boolean;
}

function copyPath(
  context: CommandContext,
  source: string,
  target: string,
  how: CopyOptions,
): boolean {
  const { fs } = context;
  const [from, to] = [context.resolve(source), context.resolve(target)];
  try {
    const stat = how.isLinks ? fs.lstat(from) : fs.stat(from);
    if (how.noClobber && fs.exists(to)) return true;
    if (stat.type === 'directory') {
      if (!how.isRecursive) {
        context.err(`cp: omitting directory '${source}'\n`);
        return false;
      }
      if (isWithin(normalize(to), normalize(from))) {
        context.err(`cp: recursion detected, omitting directory '${source}'\n`);
        return false;
      }
      if (!fs.exists(to)) fs.mkdir(to, { mode: stat.mode });
      const copied = fs
        .list(from)
        .map((name) => copyPath(context, join(source, name), join(target, name), how));
      if (copied.includes(false)) return false;
    } else if (stat.type === 'symlink') fs.symlink(fs.readlink(from), to);
    else {
      if (
        fs.exists(to) &&
        fs.stat(to).inode === stat.inode &&
        fs.stat(to).inode !== 0 &&
        normalize(from) === normalize(to)
      ) {
        context.err(`cp: '${source}' and '${target}' are the same file\n`);
        return false;
      }
      const bytes = from === '/dev/null' ? '' : fs.read(from);
      return attempt(context, `can't create '${target}'`, () => {
        fs.write(to, bytes, { mode: stat.mode });
        if (how.keeps) keepAttributes(context, from, to);
      });
    }
    if (how.keeps && stat.type !== 'symlink') keepAttributes(context, from, to);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`cp: can't stat '${source}': ${error.message}\n`);
    return false;
  }
}

function keepAttributes({ fs, uid }: CommandContext, from: string, to: string): void {
  const stat = fs.stat(from);
  fs.chmod(to, stat.mode);
  if (uid === 0) fs.chown(to, stat.uid, stat.gid);
  fs.setModified(to, stat.modifiedAt);
}

/** Runs an action for each source with its place in the last operand. */
function intoTarget(
  operands: readonly string[],
  context: CommandContext,
  action: (source: string, target: string) => boolean,
): number {
  const target = operands.at(-1) ?? '';
  const sources = operands.slice(0, -1);
  const at = context.resolve(target);
  const isDirectory = context.fs.exists(at) && context.fs.stat(at).type === 'directory';
  if (sources.length > 1 && !isDirectory) {
    context.err(`${context.name}: target '${target}' is not a directory\n`);
    return 1;
  }
  const results = sources.map((source) => {
    const name = nameOf(normalize(source, context.cwd));
    return action(source, isDirectory ? join(target, name) : target);
  });
  return results.includes(false) ? 1 : 0;
}

/** `mv [-f] [-n] sources target`; between filesystems it copies and removes. */
export const mv = defineTool({
  name: 'mv',
  usage: '[-finT] SOURCE DEST\nor: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }',
  letters: 'fn',
  atLeast: 2,
  run: (options, context) =>
    intoTarget(options.operands, context, (source, target) => {
      const [from, to] = [context.resolve(source), context.resolve(target)];
      if (options.has('n') && context.fs.exists(to)) return true;
      try {
        context.fs.rename(from, to);
        return true;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        if (error.code === 'EXDEV') {
          const how = { isRecursive: true, keeps: true, isLinks: true, noClobber: false };
          return copyPath(context, source, target, how) && removePath(context, source, true, true);
        }
        context.err(`mv: can't rename '${source}': ${error.message}\n`);
        return false;
      }
    }),
});

/** `ln [-s] [-f] [-n] target link`. */
export const ln = defineTool({
  name: 'ln',
  usage: '[-sfnbtv] [-S SUF] TARGET... LINK|DIR',
  letters: 'sfn',
  atLeast: 1,
  run: (options, context) => {
    const operands = options.operands.length === 1 ? [...options.operands, '.'] : options.operands;
    const last = context.resolve(operands.at(-1) ?? '');
    let code = 0;
    for (const target of operands.slice(0, -1)) {
      const isInto =
        !options.has('n') && context.fs.exists(last) && context.fs.stat(last).type === 'directory';
      const link = isInto ? join(operands.at(-1) ?? '', nameOf(target)) : (operands.at(-1) ?? '');
      const isMade = attempt(context, link, () => {
        const at = context.resolve(link);
        if (options.has('f') && isThere(context, at)) context.fs.remove(at);
        if (options.has('s')) context.fs.symlink(target, at);
        else context.fs.link(context.resolve(target), at);
      });
      if (!isMade) code = 1;
    }
    return code;
  },
});

function isThere(context: CommandContext, path: string): boolean {
  try {
    context.fs.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}
