import { memoize } from '../../../lib/memo.ts';
import { FileError, type FileSystem } from '../../../shell/index.ts';

/** A directive with its block, if it has one. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly Directive[];
  readonly file: string;
  readonly line: number;
}

/** What `nginx -t` prints after `[emerg]`. */
export class ConfError extends Error {}

interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly line: number;
}

/** Files one configuration may include, itself among them: an include of itself ends here. */
const maxFiles = 50;

/** Reads a configuration with everything it includes. Throws ConfError. */
export function readConf(fs: FileSystem, path: string): readonly Directive[] {
  const seen: string[] = [];
  const load = (file: string): readonly Directive[] => {
    seen.push(file);
    if (seen.length > maxFiles) throw new ConfError(`too many include levels in ${file}`);
    return expand(parse(`${file}\n${readFile(fs, file)}`));
  };
  const expand = (directives: readonly Directive[]): readonly Directive[] =>
    directives.flatMap((directive) => {
      if (directive.name === 'include')
        return matches(fs, resolvePath(directive.args[0] ?? '')).flatMap(load);
      return [directive.block ? { ...directive, block: expand(directive.block) } : directive];
    });
  return load(path);
}

/** Directives of a file's name and, from the next line on, its text: most servers read the same. */
const parse = memoize(20, parseNamed, 10_000);

function parseNamed(named: string): readonly Directive[] {
  const end = named.indexOf('\n');
  const file = named.slice(0, end);
  return parseBlock(tokenize(named.slice(end + 1), file), file, 0);
}

/** The arguments of the last directive of that name in a block. */
export function argsOf(
  block: readonly Directive[] | undefined,
  name: string,
): readonly string[] | undefined {
  return block?.findLast((directive) => directive.name === name)?.args;
}

function resolvePath(path: string): string {
  return path.startsWith('/') ? path : `/etc/nginx/${path}`;
}

function readFile(fs: FileSystem, path: string): string {
  try {
    return fs.read(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ConfError(`open() "${path}" failed (2: ${error.message})`);
  }
}

function matches(fs: FileSystem, path: string): string[] {
  const slash = path.lastIndexOf('/');
  const [folder, pattern] = [path.slice(0, slash) || '/', path.slice(slash + 1)];
  if (!pattern.includes('*')) return [path];
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^${escaped}$`);
  if (!fs.exists(folder)) return [];
  return fs
    .list(folder)
    .filter((name) => expression.test(name) && !name.startsWith('.'))
    .map((name) => `${folder}/${name}`);
}

function tokenize(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[{};]|(?:\\.|[^\s{};])+/gy;
  let line = 1;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new ConfError(`unexpected end of file in ${file}:${line}`);
    const [whole, double, single] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ text: quoted, isQuoted: true, line });
    else if (!/^[\s#]/.test(whole)) tokens.push({ text: whole, isQuoted: false, line });
    line += whole.split('\n').length - 1;
  }
  return tokens;
}

function parseBlock(tokens: Token[], file: string, depth: number): readonly Directive[] {
  const directives: Directive[] = [];
  let words: Token[] = [];
  for (let token = tokens.shift(); token; token = tokens.shift()) {
    const isMark = !token.isQuoted && /^[{};]$/.test(token.text);
    if (!isMark) {
      words.push(token);
      continue;
    }
    const [name, ...args] = words;
    if (token.text === '}') {
      if (name || depth === 0) throw new ConfError(`unexpected "}" in ${file}:${token.line}`);
      return directives;
    }
    if (!name) throw new ConfError(`unexpected "${token.text}" in ${file}:${token.line}`);
    const texts = args.map((arg) => arg.text);
    const own = { name: name.text, args: texts, file, line: token.line };
    if (token.text === ';') directives.push(own);
    else directives.push({ ...own, block: parseBlock(tokens, file, depth + 1) });
    words = [];
  }
  const last = words.at(-1)?.line ?? 1;
  if (depth > 0 || words.length > 0)
    throw new ConfError(
      `unexpected end of file, expecting "${depth > 0 ? '}' : ';'}" in ${file}:${last}`,
    );
  return directives;
}
