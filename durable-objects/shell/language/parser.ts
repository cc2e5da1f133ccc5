import type {
  AssignmentNode,
  Command,
  List,
  ListItem,
  ParameterPart,
  Redirect,
  Word,
} from './ast.ts';
import { parseCompound } from './compound.ts';
import { parseBraces } from './parameters.ts';
import { isRedirectAhead, type PendingText, readRedirect, readTexts } from './redirects.ts';
import { Scanner, ShellSyntaxError, type Token } from './scanner.ts';
import { type Context, readText, readUntil, readWord, type WordReader } from './words.ts';

/** A source's commands; with an error, those of the lines before it. */
export interface Parsed {
  readonly list: List;
  readonly error?: ShellSyntaxError;
  /** Whether a here-document ended only because the source did. */
  readonly isTextOpen: boolean;
}

/** Parses a whole source text. Syntax errors are part of the result: lines before them run. */
export function parse(source: string): Parsed {
  const parser = new Parser(new Scanner(source));
  const items: ListItem[] = [];
  try {
    while (parser.skipLines()) items.push(...parser.line());
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return { list: { items }, error, isTextOpen: parser.isTextOpen };
  }
  return { list: { items }, isTextOpen: parser.isTextOpen };
}

const reserved = new Set(
  '! { } if then elif else fi while until do done for case esac function [['.split(' '),
);

/** A recursive-descent parser; compound commands are in compound.ts. */
export class Parser implements WordReader {
  readonly scanner: Scanner;
  isTextOpen = false;
  #texts: PendingText[] = [];

  constructor(scanner: Scanner) {
    this.scanner = scanner;
  }

  /** Skips blanks, comments and line ends; false at the end of the source. */
  skipLines(): boolean {
    for (;;) {
      this.skipBlanks();
      if (this.scanner.peek() !== '\n') return !this.scanner.isAtEnd;
      this.#endLine();
    }
  }

  skipBlanks(): void {
    const { scanner } = this;
    for (;;) {
      scanner.joinLines();
      const next = scanner.peek();
      if (next === ' ' || next === '\t') scanner.take();
      else if (next === '#') while (!scanner.isAtEnd && scanner.peek() !== '\n') scanner.take();
      else return;
    }
  }

  /** The and-or lists of one line, which may span several. */
  line(): ListItem[] {
    const items: ListItem[] = [];
    for (;;) {
      items.push(this.#item());
      this.skipBlanks();
      if (this.scanner.peek() === '\n') {
        this.#endLine();
        return items;
      }
      if (this.scanner.isAtEnd) {
        this.#readTexts();
        return items;
      }
      if (!this.#wasSeparated) this.unexpected();
    }
  }

  /** Commands up to one of the closing words, which stays unread. */
  list(...closers: readonly string[]): List {
    return this.scanner.nested(() => {
      const items: ListItem[] = [];
      let isSeparated = true;
      while (this.skipLines() && !this.#isCloser(closers)) {
        if (!isSeparated) this.unexpected();
        items.push(this.#item());
        isSeparated = this.#wasSeparated || this.scanner.peek() === '\n';
      }
      if (items.length === 0) this.unexpected();
      return { items };
    });
  }

  /** A list that may be empty: a case clause's body. */
  body(...closers: readonly string[]): List {
    if (!this.skipLines() || this.#isCloser(closers)) return { items: [] };
    return this.list(...closers);
  }

  #wasSeparated = false;

  #isCloser(closers: readonly string[]): boolean {
    const word = this.reservedAhead();
    return closers.some((c) => (/^[;)]/.test(c) ? this.scanner.startsWith(c) : c === word));
  }

  #item(): ListItem {
    const { scanner } = this;
    const start = scanner.at;
    const command = this.#andOr();
    const text = scanner.source.slice(start, scanner.at).trim();
    this.skipBlanks();
    const isBackground = scanner.peek() === '&' && scanner.peek(1) !== '&';
    const isSemicolon =
      scanner.peek() === ';' && scanner.peek(1) !== ';' && scanner.peek(1) !== '&';
    this.#wasSeparated = isBackground || isSemicolon;
    if (this.#wasSeparated) scanner.take();
    return { command, isBackground, text };
  }

  #andOr(): Command {
    let left = this.#pipeline();
    for (;;) {
      this.skipBlanks();
      const kind = this.scanner.accept('&&') ? 'and' : this.scanner.accept('||') ? 'or' : undefined;
      if (!kind) return left;
      this.skipLines();
      left = { kind, left, right: this.#pipeline() };
    }
  }

  #pipeline(): Command {
    if (this.acceptWord('!')) {
      this.skipBlanks();
      return { kind: 'not', command: this.#pipeline() };
    }
    const stages = [this.command()];
    for (;;) {
      this.skipBlanks();
      const { scanner } = this;
      if (scanner.peek() !== '|' || scanner.peek(1) === '|') break;
      scanner.take();
      scanner.accept('&');
      this.skipLines();
      stages.push(this.command());
    }
    const [only] = stages;
    return only && stages.length === 1 ? only : { kind: 'pipeline', stages };
  }

  /** One command with its redirections. */
  command(): Command {
    this.skipBlanks();
    const { line } = this.scanner;
    const body = this.scanner.nested(() => parseCompound(this));
    if (!body) return this.#simple();
    const redirects = this.#redirects();
    return redirects.length === 0 ? body : { kind: 'redirected', body, redirects, line };
  }

  #redirects(): Redirect[] {
    const redirects: Redirect[] = [];
    for (;;) {
      this.skipBlanks();
      if (!isRedirectAhead(this.scanner)) return redirects;
      redirects.push(...readRedirect(this, this.#texts));
    }
  }

  #simple(): Command {
    const { scanner } = this;
    const { line } = scanner;
    const assignments: AssignmentNode[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      redirects.push(...this.#redirects());
      if (words.length === 0) {
        const assignment = this.#assignment();
        if (assignment) {
          assignments.push(assignment);
          continue;
        }
      }
      if (words.length === 0 && reserved.has(this.reservedAhead() ?? '')) break;
      const word = readWord(this);
      if (!word) break;
      words.push(word);
      if (words.length === 1 && assignments.length === 0 && this.#isFunction())
        return this.functionBody(literal(word) ?? '');
    }
    if (words.length + assignments.length + redirects.length === 0) this.unexpected();
    return { kind: 'simple', assignments, words, redirects, line };
  }

  #isFunction(): boolean {
    const ahead = /^[ \t]*\([ \t]*\)/.exec(
      this.scanner.source.slice(this.scanner.at, this.scanner.at + 80),
    );
    if (ahead) this.scanner.at += ahead[0].length;
    return ahead !== null;
  }

  /** The rest of a function definition after its name and parentheses. */
  functionBody(name: string): Command {
    if (!/^[A-Za-z_][\w.:-]*$/.test(name))
      this.scanner.fail({ kind: 'other', text: 'bad function name' });
    this.skipLines();
    return { kind: 'function', name, body: this.command() };
  }

  #assignment(): AssignmentNode | undefined {
    const { scanner } = this;
    const ahead = /^([A-Za-z_]\w*)(\[|\+?=)/.exec(
      scanner.source.slice(scanner.at, scanner.at + 256),
    );
    if (!ahead) return undefined;
    const [, name = '', mark = ''] = ahead;
    const start = { at: scanner.at, line: scanner.line };
    scanner.at += name.length;
    let index: Word | undefined;
    if (mark === '[') {
      scanner.take();
      index = readUntil(this, ']', 'heredoc');
      scanner.take();
    }
    const append = scanner.accept('+=');
    if (!append && !scanner.accept('=')) {
      Object.assign(scanner, start);
      return undefined;
    }
    const own = { name, append, ...(index ? { index } : {}) };
    if (!scanner.accept('(')) return { ...own, value: readWord(this) ?? { parts: [] } };
    const items: Word[] = [];
    while (this.skipLines() && !scanner.accept(')')) {
      const item = readWord(this);
      if (!item) this.unexpected(')');
      else items.push(item);
    }
    return { ...own, value: { items } };
  }

  /** The reserved word or other plain word that comes next, unread. */
  reservedAhead(): string | undefined {
    const ahead = this.scanner.source.slice(this.scanner.at, this.scanner.at + 10);
    return /^(?:[a-z]+|[!{}]|\[\[)(?=[\s;&|<>()]|$)/.exec(ahead)?.[0];
  }

  acceptWord(word: string): boolean {
    return this.reservedAhead() === word && this.scanner.accept(word);
  }

  /** Reads a reserved word that must come now. */
  expectWord(word: string): void {
    this.skipLines();
    if (!this.acceptWord(word)) this.unexpected(word);
  }

  unexpected(expecting?: string): never {
    const token = this.#tokenAhead();
    const wish = expecting === undefined ? {} : { expecting };
    if (token.type === 'end') return this.scanner.fail({ kind: 'end', ...wish });
    return this.scanner.fail({ kind: 'unexpected', token, ...wish });
  }

  #tokenAhead(): Token {
    this.skipBlanks();
    const { scanner } = this;
    if (scanner.isAtEnd) return { type: 'end', text: '' };
    if (scanner.peek() === '\n') return { type: 'newline', text: 'newline' };
    if (isRedirectAhead(scanner)) return { type: 'redirection', text: scanner.peek() };
    const operator = /^(?:&&|\|\||;;|[;&|()])/.exec(
      scanner.source.slice(scanner.at, scanner.at + 2),
    );
    if (operator) return { type: 'operator', text: operator[0] };
    const word = this.reservedAhead();
    if (word && reserved.has(word)) return { type: 'operator', text: word };
    const text = /^[^\s;&|<>()]*/.exec(scanner.source.slice(scanner.at))?.[0] ?? '';
    return { type: 'word', text };
  }

  readCommands(): List {
    const body = this.body(')');
    this.skipLines();
    if (!this.scanner.accept(')')) this.unexpected(')');
    return body;
  }

  readBraces(quoted: boolean, context: Context): ParameterPart {
    return parseBraces(this, quoted, context);
  }

  parseCommands(source: string, line: number): List {
    const parser = new Parser(new Scanner(source));
    Object.assign(parser.scanner, { line, depth: this.scanner.depth });
    const items: ListItem[] = [];
    while (parser.skipLines()) items.push(...parser.line());
    return { items };
  }

  #endLine(): void {
    this.scanner.take();
    this.#readTexts();
  }

  #readTexts(): void {
    const texts = this.#texts;
    if (texts.length === 0) return;
    this.#texts = [];
    const isComplete = readTexts(this.scanner, texts, (source) => {
      const parser = new Parser(new Scanner(source));
      Object.assign(parser.scanner, { line: this.scanner.line, depth: this.scanner.depth });
      return readText(parser);
    });
    if (!isComplete) this.isTextOpen = true;
  }
}

/** A word's text when nothing in it is expanded or quoted. */
export function literal(word: Word): string | undefined {
  const [part] = word.parts;
  return word.parts.length === 1 && part?.kind === 'text' && !part.quoted ? part.text : undefined;
}
