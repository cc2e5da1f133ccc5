/** A piece of a template: text, or the tokens of one action. */
export type Piece =
  | { readonly piece: 'text'; readonly text: string }
  | { readonly piece: 'action'; readonly tokens: readonly Token[]; readonly line: number };

export interface Token {
  readonly token:
    | 'word'
    | 'field'
    | 'variable'
    | 'string'
    | 'number'
    | 'char'
    | 'dot'
    | 'sign'
    | 'space';
  readonly text: string;
  /** Where it begins: in the whole template, and its line. */
  readonly at: number;
  readonly line: number;
}

/** A template that can't be read, in text/template's words without its name. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Cuts a template into text and actions. Follows text/template/parse/lex.go. */
export function cut(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = 0;
  let trimsNext = false;
  for (;;) {
    const open = source.indexOf('{{', rest);
    const text = source.slice(rest, open < 0 ? undefined : open);
    const trimsLast = open >= 0 && /^-[ \t\r\n]/.test(source.slice(open + 2));
    const trimmed = trim(text, trimsNext, trimsLast);
    if (trimmed !== '') pieces.push({ piece: 'text', text: trimmed });
    if (open < 0) return pieces;
    const start = open + (trimsLast ? 3 : 2);
    const line = lineAt(source, open);
    const comment = /^\s*\/\*/.test(source.slice(start));
    const end = comment ? commentEnd(source, start, line) : actionEnd(source, start, line);
    const inner = source.slice(start, end);
    trimsNext = /[ \t\r\n]-$/.test(inner);
    if (!comment)
      pieces.push({
        piece: 'action',
        tokens: tokens(source, start, end - Number(trimsNext)),
        line,
      });
    rest = end + 2;
  }
}

function trim(text: string, start: boolean, end: boolean): string {
  const left = start ? text.replace(/^[ \t\r\n]+/, '') : text;
  return end ? left.replace(/[ \t\r\n]+$/, '') : left;
}

export function lineAt(source: string, at: number): number {
  return source.slice(0, at).split('\n').length;
}

function commentEnd(source: string, start: number, line: number): number {
  const end = source.indexOf('*/', start);
  if (end < 0) throw new TemplateSyntaxError('unclosed comment', line);
  const close = source.indexOf('}}', end);
  if (close < 0 || !/^\*\/( -)?$/.test(source.slice(end, close)))
    throw new TemplateSyntaxError('comment ends before closing delimiter', line);
  return close;
}

/** Where the action's `}}` is, outside of texts. */
function actionEnd(source: string, start: number, line: number): number {
  for (let at = start; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (source.startsWith('}}', at)) return at;
    if (letter === '"' || letter === '`' || letter === "'") at = textEnd(source, at, line);
  }
  throw new TemplateSyntaxError('unclosed action', line);
}

const unterminated: Readonly<Record<string, string>> = {
  '"': 'unterminated quoted string',
  '`': 'unterminated raw quoted string',
  "'": 'unterminated character constant',
};

/** The place of the closing quote of the text that begins here. */
function textEnd(source: string, start: number, line: number): number {
  const quote = source.charAt(start);
  for (let at = start + 1; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (letter === quote) return at;
    if (quote !== '`' && letter === '\\') at += 1;
    else if (quote !== '`' && letter === '\n') break;
  }
  throw new TemplateSyntaxError(unterminated[quote] ?? '', line);
}

const patterns: readonly (readonly [Token['token'], RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\]|\\.)*"|`[^`]*`/y],
  ['char', /'(?:[^'\\]|\\.)+'/y],
  [
    'number',
    /[+-]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?)/y,
  ],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['word', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['dot', /\./y],
  ['sign', /:=|[=|(),]/y],
];

function tokens(source: string, start: number, end: number): readonly Token[] {
  const found: Token[] = [];
  for (let at = start; at < end; ) {
    const line = lineAt(source, at);
    const hit = match(source, at);
    if (!hit) {
      const letter = source.charAt(at);
      const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      throw new TemplateSyntaxError(
        `unexpected U+${code} '${letter}' in ${found.length === 0 ? 'command' : 'operand'}`,
        line,
      );
    }
    found.push({ ...hit, at, line });
    at += hit.text.length;
  }
  return found;
}

function match(source: string, at: number): Pick<Token, 'token' | 'text'> | undefined {
  for (const [token, pattern] of patterns) {
    pattern.lastIndex = at;
    const [text] = pattern.exec(source) ?? [];
    if (text !== undefined) return { token, text };
  }
  return undefined;
}
