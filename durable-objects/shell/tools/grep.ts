import { FileError } from '../files/filesystem.ts';
import { join } from '../files/paths.ts';
import { compileRegex, type Regex } from '../interpreter/regex.ts';
import type { CommandContext, StreamContext } from '../machine/command.ts';
import { defineFilter, inputs } from './filter.ts';
import type { Options } from './options.ts';

interface State {
  patterns: string[];
  letters: string;
  most: number;
  before: number;
  after: number;
  hasNames: boolean;
  file: string;
  line: number;
  count: number;
  found: boolean;
  /** Lines kept for -B, and how many after a match are still to be printed. */
  kept: { line: string; number: number }[];
  due: number;
  lastPrinted: number;
}

const flags = 'HhnlLoqvsriwFExcR';

/** `grep [-EFivnclqorwxhHsL] [-e pattern] [-m n] [-A n] [-B n] [-C n] pattern files`. */
export const grep = defineFilter<State>({
  name: 'grep',
  usage: '[-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...',
  letters: `${flags}m:A:B:C:e:f:`,
  long: {
    'line-number': 'n',
    'ignore-case': 'i',
    'invert-match': 'v',
    quiet: 'q',
    count: 'c',
    recursive: 'r',
  },
  badOptionExit: 2,
  start: (options, context) => begin(options, context, context.name),
  open: (state, file) => {
    Object.assign(state, {
      file: file === '-' ? '(standard input)' : file,
      line: 0,
      count: 0,
      kept: [],
      due: 0,
      lastPrinted: 0,
    });
  },
  line: (state, line, context) => takeLine(state, line, context),
  close: (state, _file, context) => {
    const has = (letter: string) => state.letters.includes(letter);
    if (has('q')) return;
    if (has('c')) context.out(`${state.hasNames ? `${state.file}:` : ''}${state.count}\n`);
    else if (has('l') && state.count > 0) context.out(`${state.file}\n`);
    else if (has('L') && state.count === 0) context.out(`${state.file}\n`);
  },
  end: (state, _context, failed) =>
    state.found && (!failed || state.letters.includes('q')) ? 0 : failed ? 2 : 1,
  isQuiet: (state) => state.letters.includes('s'),
  openError: (file, error) => `${file}: ${error.message}`,
});

function begin(options: Options, context: StreamContext, name: string) {
  const patterns = options.all('e').flatMap((pattern) => pattern.split('\n'));
  for (const file of options.all('f'))
    patterns.push(...context.fs.read(context.resolve(file)).replace(/\n$/, '').split('\n'));
  const operands = [...options.operands];
  if (patterns.length === 0) {
    const pattern = operands.shift();
    if (pattern === undefined) {
      context.err(
        'BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.\n\nUsage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...\n',
      );
      return { exit: 2 };
    }
    patterns.push(...pattern.split('\n'));
  }
  const own = [...flags].filter((letter) => options.has(letter)).join('');
  const letters = name === 'egrep' ? `${own}E` : name === 'fgrep' ? `${own}F` : own;
  const isRecursive = /[rR]/.test(letters);
  const files = isRecursive
    ? (operands.length > 0 ? operands : ['.']).flatMap((path) => tree(context, path))
    : inputs(operands);
  const around = Number(options.value('C') ?? 0);
  const hasNames =
    (files.length > 1 || isRecursive || letters.includes('H')) && !letters.includes('h');
  const bad = regexesOf(patterns, letters).find((regex) => 'error' in regex);
  if (bad && 'error' in bad) {
    context.err(`grep: bad regex '${patterns[0]}': ${bad.error}\n`);
    return { exit: 2 };
  }
  const state: State = {
    patterns,
    letters,
    hasNames,
    most: Number(options.value('m') ?? Number.MAX_SAFE_INTEGER),
    before: Number(options.value('B') ?? around),
    after: Number(options.value('A') ?? around),
    file: '',
    line: 0,
    count: 0,
    found: false,
    kept: [],
    due: 0,
    lastPrinted: 0,
  };
  return { files, state };
}

function takeLine(state: State, line: string, context: StreamContext): boolean {
  const has = (letter: string) => state.letters.includes(letter);
  state.line += 1;
  if (state.count >= state.most) return false;
  const regexes = regexesOf(state.patterns, state.letters);
  const isMatch = regexes.some((regex) => matches(regex, line, state.letters)) !== has('v');
  if (!isMatch) {
    keepContext(state, line, context);
    return false;
  }
  state.count += 1;
  state.found = true;
  if (has('q')) return true;
  if (has('c') || has('l') || has('L')) return false;
  if (has('o')) {
    for (const text of parts(regexes, line))
      context.out(`${prefix(state, state.line, ':')}${text}\n`);
    return false;
  }
  const first = state.kept[0]?.number ?? state.line;
  if (
    (state.before > 0 || state.after > 0) &&
    state.lastPrinted > 0 &&
    first > state.lastPrinted + 1
  )
    context.out('--\n');
  for (const kept of state.kept) context.out(`${prefix(state, kept.number, '-')}${kept.line}\n`);
  context.out(`${prefix(state, state.line, ':')}${line}\n`);
  Object.assign(state, { kept: [], due: state.after, lastPrinted: state.line });
  return false;
}

/** A line that does not match may still be printed for -A, or kept for -B. */
function keepContext(state: State, line: string, context: StreamContext): void {
  if (/[qclLo]/.test(state.letters)) return;
  if (state.due > 0) {
    context.out(`${prefix(state, state.line, '-')}${line}\n`);
    state.due -= 1;
    state.lastPrinted = state.line;
  } else if (state.before > 0) {
    state.kept.push({ line, number: state.line });
    if (state.kept.length > state.before) state.kept.shift();
  }
}

function prefix(state: State, line: number, mark: string): string {
  return (
    (state.hasNames ? state.file + mark : '') + (state.letters.includes('n') ? line + mark : '')
  );
}

function regexesOf(patterns: readonly string[], letters: string) {
  const isFixed = letters.includes('F');
  const isExtended = letters.includes('E') || isFixed;
  const ignoreCase = letters.includes('i');
  return patterns.map((pattern) =>
    compileRegex(isFixed ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : pattern, {
      isExtended,
      ignoreCase,
    }),
  );
}

function matches(regex: ReturnType<typeof compileRegex>, line: string, letters: string): boolean {
  if ('error' in regex) return false;
  for (let from = 0; from <= line.length; ) {
    const match = regex.exec(line, from);
    if (!match) return false;
    const isWhole = match.start === 0 && match.end === line.length;
    const isWord = !/\w/.test(line[match.start - 1] ?? '') && !/\w/.test(line[match.end] ?? '');
    if (letters.includes('x') ? isWhole : !letters.includes('w') || isWord) return true;
    from = match.start + 1;
  }
  return false;
}

function parts(regexes: readonly (Regex | { error: string })[], line: string): string[] {
  const found: string[] = [];
  for (let from = 0; from <= line.length; ) {
    const here = regexes
      .map((regex) => ('error' in regex ? undefined : regex.exec(line, from)))
      .filter((match) => match !== undefined)
      .sort((a, b) => a.start - b.start || b.end - a.end)[0];
    if (!here) break;
    if (here.end > here.start) found.push(line.slice(here.start, here.end));
    from = Math.max(here.end, here.start + 1);
  }
  return found;
}

/** All files below a path, in the order of their names. */
function tree(context: CommandContext, path: string): string[] {
  try {
    const at = context.resolve(path);
    if (context.fs.stat(at).type !== 'directory') return [path];
    return context.fs.list(at).flatMap((name) => {
      const isLink = context.fs.lstat(join(at, name)).type === 'symlink';
      return isLink ? [] : tree(context, path === '.' ? name : join(path, name));
    });
  } catch (error) {
    if (error instanceof FileError) return [path];
    throw error;
  }
}
