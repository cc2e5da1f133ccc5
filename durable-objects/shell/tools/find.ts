import { FileError, type FileStat } from '../files/filesystem.ts';
import { join, nameOf } from '../files/paths.ts';
import { matchesPattern } from '../interpreter/pattern.ts';
import { limits } from '../limits.ts';
import { defineStreaming, type StreamContext } from '../machine/command.ts';

interface Found {
  readonly path: string;
  readonly stat: FileStat;
}

/** A primary that find can evaluate; `exec` commands are run afterwards, in order. */
type Primary = (found: Found, context: StreamContext, state: State) => boolean;

interface State {
  /** Commands of -exec still to be run. */
  queue: string[][];
  child: number | null;
  code: number;
}

class FindError extends Error {}

/** `find paths -name -iname -path -type -size -empty -mtime -newer -maxdepth -mindepth -exec -delete -print -print0 ! -o -a ( )`. */
export const find = defineStreaming<State>({
  name: 'find',
  start: (context) => {
    const state: State = { queue: [], child: null, code: 0 };
    try {
      search(context, state);
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      context.err(`find: ${error.message}\n`);
      state.code = 1;
    }
    return state;
  },
  resume: (state, context) => {
    if (state.child !== null) {
      const code = context.childExit(state.child);
      if (code === undefined) return { waits: [{ for: 'child', pid: state.child }] };
      state.child = null;
    }
    const argv = state.queue.shift();
    if (!argv) return { exit: state.code };
    state.child = context.spawn(argv);
    return { more: true };
  },
});

function search(context: StreamContext, state: State): void {
  const args = [...context.args];
  const first = args.findIndex((arg) => /^[-!(]/.test(arg));
  const paths = first < 0 ? args : args.slice(0, first);
  const words = first < 0 ? [] : args.slice(first);
  const bounds: Bounds = {
    batches: [],
    most: Number.MAX_SAFE_INTEGER,
    least: 0,
    isDeepFirst: words.includes('-depth') || words.includes('-delete'),
  };
  const expression = parseExpression(words, bounds, context);
  let visited = 0;
  const visit = (path: string, depth: number): void => {
    visited += 1;
    if (visited > limits.expandedWords)
      throw new FindError(`more than ${limits.expandedWords} files`);
    let stat: FileStat;
    try {
      stat = context.fs.lstat(context.resolve(path));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      context.err(`find: ${path}: ${error.message}\n`);
      state.code = 1;
      return;
    }
    const test = () => {
      if (depth >= bounds.least) expression({ path, stat }, context, state);
    };
    if (!bounds.isDeepFirst) test();
    if (stat.type === 'directory' && depth < bounds.most)
      below(context, path, state, (child) => visit(child, depth + 1));
    if (bounds.isDeepFirst) test();
  };
  for (const path of paths.length > 0 ? paths : ['.']) visit(path, 0);
  state.queue.push(...bounds.batches);
}

function below(
  context: StreamContext,
  path: string,
  state: State,
  visit: (child: string) => void,
): void {
  let names: string[];
  try {
    names = context.fs.list(context.resolve(path));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`find: ${path}: ${error.message}\n`);
    state.code = 1;
    return;
  }
  for (const name of names) visit(join(path, name));
}

interface Bounds {
  most: number;
  least: number;
  isDeepFirst: boolean;
  /** Argument lists that -exec ... {} + collects. */
  batches: string[][];
}

function parseExpression(
  words: readonly string[],
  bounds: Bounds,
  context: StreamContext,
): Primary {
  const print: Primary = ({ path }, { out }) => {
    out(`${path}\n`);
    return true;
  };
  if (words.length === 0) return print;
  const parser = new ExpressionParser(words, bounds, context);
  const whole = parser.parse();
  if (parser.hasAction) return whole;
  return (...all) => whole(...all) && print(...all);
}

class ExpressionParser {
  hasAction = false;
  readonly #words: readonly string[];
  readonly #bounds: Bounds;
  readonly #context: StreamContext;
  #at = 0;

  constructor(words: readonly string[], bounds: Bounds, context: StreamContext) {
    this.#words = words;
    this.#bounds = bounds;
    this.#context = context;
  }

  parse(): Primary {
    const whole = this.#or();
    if (this.#at < this.#words.length)
      throw new FindError(`unrecognized: ${this.#words[this.#at]}`);
    return whole;
  }

  #or(): Primary {
    const first = this.#and();
    const others: Primary[] = [];
    while (this.#accept('-o') || this.#accept('-or')) others.push(this.#and());
    return (...all) => first(...all) || others.some((other) => other(...all));
  }

  #and(): Primary {
    const parts = [this.#not()];
    for (;;) {
      const next = this.#words[this.#at];
      if (next === undefined || next === ')' || next === '-o' || next === '-or') break;
      if (next === '-a' || next === '-and') this.#at += 1;
      parts.push(this.#not());
    }
    return (...all) => parts.every((part) => part(...all));
  }

  #not(): Primary {
    if (this.#accept('!') || this.#accept('-not')) {
      const inner = this.#not();
      return (...all) => !inner(...all);
    }
    if (!this.#accept('(')) return this.#primary(this.#words[this.#at++] ?? '');
    const inner = this.#or();
    if (!this.#accept(')')) throw new FindError("unmatched '('");
    return inner;
  }

  #accept(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }

  #value(name: string): string {
    const value = this.#words[this.#at++];
    if (value === undefined) throw new FindError(`option requires an argument: ${name}`);
    return value;
  }

  #primary(name: string): Primary {
    switch (name) {
      case '-print':
      case '-print0': {
        this.hasAction = true;
        const end = name === '-print' ? '\n' : '\0';
        return ({ path }, { out }) => {
          out(path + end);
          return true;
        };
      }
      case '-delete':
        this.hasAction = true;
        return remove;
      case '-exec':
        this.hasAction = true;
        return this.#exec();
      case '-maxdepth':
        this.#bounds.most = Number(this.#value(name));
        return () => true;
      case '-mindepth':
        this.#bounds.least = Number(this.#value(name));
        return () => true;
      case '-depth':
        return () => true;
      default:
        return test(name, () => this.#value(name), this.#context);
    }
  }

  #exec(): Primary {
    const end = this.#words.findIndex((word, n) => n >= this.#at && (word === ';' || word === '+'));
    if (end < 0) throw new FindError('-exec requires an argument ending in ; or +');
    const argv = this.#words.slice(this.#at, end);
    this.#at = end + 1;
    if (this.#words[end] === ';')
      return ({ path }, _context, state) => {
        state.queue.push(argv.map((word) => word.replaceAll('{}', path)));
        return true;
      };
    const batch = argv.filter((word) => word !== '{}');
    return ({ path }) => {
      if (!this.#bounds.batches.includes(batch)) this.#bounds.batches.push(batch);
      batch.push(path);
      return true;
    };
  }
}

function remove({ path }: Found, context: StreamContext, state: State): boolean {
  if (path === '.') return true;
  try {
    context.fs.remove(context.resolve(path));
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`find: ${path}: ${error.message}\n`);
    state.code = 1;
    return false;
  }
}

/** Primaries that only look. */
function test(name: string, value: () => string, context: StreamContext): Primary {
  switch (name) {
    case '-name': {
      const pattern = value();
      return ({ path }) => matchesPattern(pattern, nameOf(path));
    }
    case '-iname': {
      const pattern = value().toLowerCase();
      return ({ path }) => matchesPattern(pattern, nameOf(path).toLowerCase());
    }
    case '-path': {
      const pattern = value();
      return ({ path }) => matchesPattern(pattern, path);
    }
    case '-type': {
      const type = { f: 'file', d: 'directory', l: 'symlink', c: 'device', s: 'socket' }[value()];
      return ({ stat }) => stat.type === type;
    }
    case '-empty':
      return ({ path, stat }) =>
        stat.type === 'directory'
          ? context.fs.list(context.resolve(path)).length === 0
          : stat.size === 0;
    case '-size': {
      const match = /^([-+]?)(\d+)([ckMG]?)$/.exec(value());
      const unit = { c: 1, k: 1024, M: 1 << 20, G: 1 << 30 }[match?.[3] ?? ''] ?? 512;
      return ({ stat }) =>
        compare(match?.[1] ?? '', Math.ceil(stat.size / unit), Number(match?.[2] ?? 0));
    }
    case '-mtime':
    case '-mmin': {
      const match = /^([-+]?)(\d+)$/.exec(value());
      const unit = name === '-mtime' ? 86_400_000 : 60_000;
      return ({ stat }) =>
        compare(
          match?.[1] ?? '',
          Math.floor((context.system.now - stat.modifiedAt) / unit),
          Number(match?.[2] ?? 0),
        );
    }
    case '-newer': {
      const { modifiedAt } = context.fs.stat(context.resolve(value()));
      return ({ stat }) => stat.modifiedAt > modifiedAt;
    }
    case '-user': {
      const own = value();
      return ({ stat }) => String(stat.uid) === own || (own === 'root' && stat.uid === 0);
    }
    default:
      throw new FindError(`unrecognized: ${name}`);
  }
}

function compare(sign: string, actual: number, wanted: number): boolean {
  return sign === '+' ? actual > wanted : sign === '-' ? actual < wanted : actual === wanted;
}
