import { formatText } from '../builtins/printf.ts';
import { FileError } from '../files/filesystem.ts';
import { join, nameOf } from '../files/paths.ts';
import { realpath as resolveAll } from '../files/permissions.ts';
import { defineStreaming } from '../machine/command.ts';
import { defaultPath, findProgram } from '../machine/executables.ts';
import { usageText } from './options.ts';
import { attempt, defineTool } from './tool.ts';

/** `basename path [suffix]`. */
export const basename = defineTool({
  name: 'basename',
  usage: 'FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...',
  letters: 'as:',
  atLeast: 1,
  run: (options, context) => {
    const isMany = options.has('a') || options.has('s');
    const suffix = options.value('s') ?? (isMany ? '' : (options.operands[1] ?? ''));
    for (const path of isMany ? options.operands : options.operands.slice(0, 1)) {
      const name = /^\/+$/.test(path) ? '/' : nameOf(path.replace(/\/+$/, ''));
      const isCut = suffix !== '' && name !== suffix && name.endsWith(suffix);
      context.out(`${isCut ? name.slice(0, -suffix.length) : name}\n`);
    }
    return 0;
  },
});

/** `dirname paths`. */
export const dirname = defineTool({
  name: 'dirname',
  usage: 'FILENAME',
  letters: '',
  atLeast: 1,
  run: (options, context) => {
    for (const path of options.operands) {
      const bare = path.replace(/\/+$/, '') || '/';
      const slash = bare.lastIndexOf('/');
      context.out(`${slash < 0 ? '.' : bare.slice(0, slash).replace(/\/+$/, '') || '/'}\n`);
    }
    return 0;
  },
});

/** `which names`. */
export const which = defineTool({
  name: 'which',
  usage: '[-a] COMMAND...',
  letters: 'a',
  atLeast: 1,
  run: (options, context) => {
    let code = 0;
    for (const name of options.operands) {
      const path = context.env.PATH ?? defaultPath;
      const found = findProgram(
        { system: context.system, user: context, cwd: context.cwd, path },
        name,
      );
      if ('error' in found) code = 1;
      else context.out(`${found.path}\n`);
    }
    return code;
  },
});

/** `readlink [-f] path`. */
export const readlink = defineTool({
  name: 'readlink',
  usage: '[-fnv] FILE',
  letters: 'fn',
  atLeast: 1,
  run: (options, context) => {
    try {
      const at = context.resolve(options.operands[0] ?? '');
      const target = options.has('f') ? resolveAll(context.system.fs, at) : context.fs.readlink(at);
      context.out(target + (options.has('n') ? '' : '\n'));
      return 0;
    } catch (error) {
      if (error instanceof FileError) return 1;
      throw error;
    }
  },
});

/** `realpath paths`. */
export const realpath = defineTool({
  name: 'realpath',
  usage: 'FILE...',
  letters: '',
  atLeast: 1,
  run: (options, context) => {
    const results = options.operands.map((path) =>
      attempt(context, path, () => {
        const at = resolveAll(context.system.fs, context.resolve(path));
        context.fs.lstat(at);
        context.out(`${at}\n`);
      }),
    );
    return results.includes(false) ? 1 : 0;
  },
});

const nameLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `mktemp [-d] [-p directory] [-u] [template]`. */
export const mktemp = defineTool({
  name: 'mktemp',
  usage: '[-dt] [-p DIR] [TEMPLATE]',
  letters: 'dtp:uq',
  run: (options, context) => {
    const [template] = options.operands;
    const directory =
      options.value('p') ??
      (template === undefined || options.has('t') ? (context.env.TMPDIR ?? '/tmp') : undefined);
    const name = template ?? 'tmp.XXXXXX';
    if (!name.endsWith('XXXXXX')) {
      context.err(`mktemp: ${name}: Invalid argument\n`);
      return 1;
    }
    const random = name.replace(/X+$/, (run) =>
      [...run].map(() => nameLetters[Math.floor(context.random() * nameLetters.length)]).join(''),
    );
    const path = directory === undefined ? random : join(directory, random);
    const isMade = attempt(context, path, () => {
      if (options.has('u')) return;
      const at = context.resolve(path);
      if (options.has('d')) context.fs.mkdir(at, { mode: 0o700 });
      else context.fs.write(at, '', { mode: 0o600 });
    });
    if (isMade) context.out(`${path}\n`);
    return isMade ? 0 : 1;
  },
});

/** `seq [-w] [-s separator] [first [step]] last`. */
export const seq = defineTool({
  name: 'seq',
  usage: '[-w] [-s SEP] [FIRST [INC]] LAST',
  letters: 'ws:f:0123456789.',
  run: (options, context) => {
    const numbers = context.args.filter((arg) => /^[-+]?(\d+\.?\d*|\.\d+)$/.test(arg));
    const values = numbers.map(Number);
    if (numbers.length === 0 || numbers.length > 3) {
      const [bad] = options.operands.filter((operand) => !numbers.includes(operand));
      context.err(
        bad === undefined
          ? usageText({ name: 'seq', usage: '[-w] [-s SEP] [FIRST [INC]] LAST' })
          : `seq: invalid number '${bad}'\n`,
      );
      return 1;
    }
    const [first = 1, step = 1, last = 1] =
      values.length === 1
        ? [1, 1, ...values]
        : values.length === 2
          ? [values[0], 1, values[1]]
          : values;
    const digits = Math.max(...numbers.map((text) => text.split('.')[1]?.length ?? 0));
    const width = options.has('w')
      ? Math.max(...[first, last].map((value) => value.toFixed(digits).length))
      : 0;
    const count = step === 0 ? 0 : Math.floor((last - first) / step + 1e-9) + 1;
    if (count > 100_000) {
      context.err('seq: more than 100000 numbers\n');
      return 1;
    }
    const format = options.value('f');
    const lines = Array.from({ length: Math.max(0, count) }, (_, n) => {
      const text = (first + n * step).toFixed(digits);
      return format === undefined ? text.padStart(width, '0') : formatText(format, [text]).text;
    });
    if (lines.length > 0) context.out(`${lines.join(options.value('s') ?? '\n')}\n`);
    return 0;
  },
});

/** `yes [words]`, for as long as somebody reads. */
export const yes = defineStreaming<{ line: string }>({
  name: 'yes',
  start: (context) => ({ line: `${context.args.length > 0 ? context.args.join(' ') : 'y'}\n` }),
  resume: ({ line }, context) => {
    context.out(line.repeat(Math.max(1, Math.floor(4096 / line.length))));
    return { more: true };
  },
});
