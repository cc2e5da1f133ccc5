import type { List, ParameterPart, Word, WordPart } from './ast.ts';
import type { Scanner } from './scanner.ts';

/** What reading words needs of the grammar above them. */
export interface WordReader {
  readonly scanner: Scanner;
  /** Reads the commands of `$(` up to and with its parenthesis. */
  readCommands(): List;
  /** Parses another source text: what stands between backquotes. */
  parseCommands(source: string, line: number): List;
  /** Reads what follows `${`. */
  readBraces(quoted: boolean, context: Context): ParameterPart;
}

/** Where a word part is read: decides what backslashes and quotes mean. */
export type Context = 'bare' | 'quoted' | 'heredoc';

const blanks = ' \t\n';
const metacharacters = `${blanks};&|<>()`;
const nameStart = /[A-Za-z_]/;
const nameRest = /[A-Za-z0-9_]/;

/** Reads an unquoted word up to a metacharacter; undefined when none stands here. */
export function readWord(reader: WordReader, stops = metacharacters): Word | undefined {
  const { scanner } = reader;
  const parts: WordPart[] = [];
  const start = scanner.at;
  for (;;) {
    scanner.joinLines();
    const next = scanner.peek();
    if (next === '' || stops.includes(next)) break;
    readPart(reader, parts, 'bare');
  }
  return scanner.at === start || parts.length === 0 ? undefined : { parts: withTilde(parts) };
}

/** Reads up to a closing character that stands outside quotes; it is read, too. */
export function readUntil(reader: WordReader, closers: string, context: Context): Word {
  const { scanner } = reader;
  const parts: WordPart[] = [];
  for (;;) {
    scanner.joinLines();
    const next = scanner.peek();
    if (next === '') scanner.fail({ kind: 'end', expecting: closers[0] ?? '' });
    if (closers.includes(next)) return { parts };
    readPart(reader, parts, context);
  }
}

/** Reads a whole text as the inside of double quotes: a here-document, an arithmetic text. */
export function readText(reader: WordReader): Word {
  const parts: WordPart[] = [];
  while (!reader.scanner.isAtEnd) readPart(reader, parts, 'heredoc');
  return { parts };
}

/** Reads one part and adds it, joining neighbouring texts. */
export function readPart(reader: WordReader, parts: WordPart[], context: Context): void {
  const { scanner } = reader;
  const next = scanner.peek();
  const quoted = context !== 'bare';
  if (next === '\\') {
    readBackslash(scanner, parts, context);
    return;
  }
  if (next === '$') {
    readDollar(reader, parts, context);
    return;
  }
  if (next === '`') return void parts.push(readBackquotes(reader, quoted, context));
  if (next === "'" && context === 'bare') {
    readSingleQuotes(scanner, parts);
    return;
  }
  if (next === '"' && context !== 'heredoc') {
    readDoubleQuotes(reader, parts, context);
    return;
  }
  addText(parts, scanner.take(), quoted);
}

/** Adds text, joined with a text before it that is quoted alike. */
export function addText(parts: WordPart[], text: string, quoted: boolean): void {
  const last = parts.at(-1);
  if (last?.kind === 'text' && last.quoted === quoted)
    parts[parts.length - 1] = { kind: 'text', text: last.text + text, quoted };
  else parts.push({ kind: 'text', text, quoted });
}

function readBackslash(scanner: Scanner, parts: WordPart[], context: Context): void {
  scanner.take();
  const next = scanner.take();
  if (next === '\n') return;
  const special = context === 'heredoc' ? '$`\\' : '$`"\\';
  if (context === 'bare') addText(parts, next === '' ? '\\' : next, true);
  else addText(parts, special.includes(next) && next !== '' ? next : `\\${next}`, true);
}

function readSingleQuotes(scanner: Scanner, parts: WordPart[]): void {
  scanner.take();
  const end = scanner.source.indexOf("'", scanner.at);
  if (end < 0) {
    scanner.at = scanner.source.length;
    scanner.fail({ kind: 'quote', quote: "'" });
  }
  let text = '';
  while (scanner.at < end) text += scanner.take();
  scanner.take();
  addText(parts, text, true);
}

function readDoubleQuotes(reader: WordReader, parts: WordPart[], context: Context): void {
  const { scanner } = reader;
  scanner.take();
  // In "${x:-"y"}" the inner quotes only end and begin quoting again.
  if (context === 'quoted') return;
  // Only of nothing: "$@" without parameters must leave no field behind.
  if (scanner.peek() === '"') addText(parts, '', true);
  for (;;) {
    scanner.joinLines();
    const next = scanner.peek();
    if (next === '') scanner.fail({ kind: 'quote', quote: '"' });
    if (next === '"') break;
    readPart(reader, parts, 'quoted');
  }
  scanner.take();
}

function readDollar(reader: WordReader, parts: WordPart[], context: Context): void {
  const { scanner } = reader;
  const quoted = context !== 'bare';
  if (scanner.accept('$((')) {
    readArithmetic(reader, parts, quoted);
    return;
  }
  if (scanner.accept('$(')) {
    const body = scanner.nested(() => reader.readCommands());
    return void parts.push({ kind: 'command', body, quoted });
  }
  if (scanner.accept('${')) {
    return void parts.push(scanner.nested(() => reader.readBraces(quoted, context)));
  }
  if (scanner.startsWith("$'") && context === 'bare') {
    readEscapes(scanner, parts);
    return;
  }
  if (scanner.startsWith('$"') && context === 'bare') return void scanner.take();
  const name = parameterName(scanner.source, scanner.at + 1);
  scanner.take();
  if (name === '') {
    addText(parts, '$', quoted);
    return;
  }
  scanner.at += name.length;
  parts.push({ kind: 'parameter', name, quoted });
}

/** The name after a `$` without braces: an identifier, one digit or one special character. */
export function parameterName(source: string, at: number): string {
  const first = source[at] ?? '';
  if ('@*#?-$!0123456789'.includes(first)) return first;
  if (!nameStart.test(first)) return '';
  let end = at + 1;
  while (nameRest.test(source[end] ?? '')) end += 1;
  return source.slice(at, end);
}

function readArithmetic(reader: WordReader, parts: WordPart[], quoted: boolean): void {
  const start = { at: reader.scanner.at, line: reader.scanner.line };
  const expression = readExpression(reader);
  if (expression) return void parts.push({ kind: 'arithmetic', expression, quoted });
  // `$((a); b)`: a subshell within a command substitution.
  Object.assign(reader.scanner, { at: start.at - 1, line: start.line });
  const body = reader.scanner.nested(() => reader.readCommands());
  parts.push({ kind: 'command', body, quoted });
}

/** Reads an arithmetic text up to and with `))`; undefined when single parentheses close it. */
export function readExpression(reader: WordReader, closers = '))'): Word | undefined {
  const { scanner } = reader;
  const parts: WordPart[] = [];
  let open = 0;
  for (;;) {
    const next = scanner.peek();
    if (next === '') scanner.fail({ kind: 'end', expecting: closers });
    if (open === 0 && scanner.accept(closers)) return { parts };
    if (next === ')' && open === 0) return undefined;
    if (next === '(') open += 1;
    if (next === ')') open -= 1;
    if (next === '"') scanner.take();
    else readPart(reader, parts, 'heredoc');
  }
}

function readBackquotes(reader: WordReader, quoted: boolean, context: Context): WordPart {
  const { scanner } = reader;
  const { line } = scanner;
  scanner.take();
  let source = '';
  for (;;) {
    const next = scanner.take();
    if (next === '') scanner.fail({ kind: 'end', expecting: '`' });
    if (next === '`') break;
    if (next !== '\\') source += next;
    else {
      const escaped = scanner.take();
      const special = context === 'quoted' ? '$`\\"' : '$`\\';
      source += special.includes(escaped) ? escaped : `\\${escaped}`;
    }
  }
  const body = scanner.nested(() => reader.parseCommands(source, line));
  return { kind: 'command', body, quoted };
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `$'...'`. */
function readEscapes(scanner: Scanner, parts: WordPart[]): void {
  scanner.accept("$'");
  let text = '';
  for (;;) {
    const next = scanner.take();
    if (next === '') scanner.fail({ kind: 'quote', quote: "'" });
    if (next === "'") break;
    if (next !== '\\') {
      text += next;
      continue;
    }
    const code = /^(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))/.exec(
      scanner.source.slice(scanner.at, scanner.at + 4),
    );
    if (code) {
      scanner.at += code[0].length;
      const value =
        code[1] === undefined ? Number.parseInt(code[2] ?? '0', 8) : Number.parseInt(code[1], 16);
      text += String.fromCharCode(value & 0xff);
      continue;
    }
    const escaped = scanner.take();
    text += escapes[escaped] ?? (`\\'"?`.includes(escaped) ? escaped : `\\${escaped}`);
  }
  addText(parts, text, true);
}

/** Makes a leading `~` or `~user` an expansion of its own. */
export function withTilde(parts: readonly WordPart[]): readonly WordPart[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || first.quoted || !first.text.startsWith('~')) return parts;
  const slash = first.text.indexOf('/');
  const user = first.text.slice(1, slash < 0 ? undefined : slash);
  if (!/^[a-z_][a-z0-9_-]*$|^$/.test(user) || (slash < 0 && rest.length > 0)) return parts;
  const tail = slash < 0 ? '' : first.text.slice(slash);
  const after: WordPart[] = tail === '' ? [] : [{ kind: 'text', text: tail, quoted: false }];
  return [{ kind: 'tilde', user }, ...after, ...rest];
}
