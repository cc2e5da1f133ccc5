import { cut, type Piece, TemplateSyntaxError, type Token } from './lexer.ts';

/** What a template does, step by step. */
export type Node =
  | { readonly node: 'text'; readonly text: string }
  | { readonly node: 'print'; readonly pipe: Pipe }
  | { readonly node: 'if' | 'with'; readonly pipe: Pipe; readonly body: Body; readonly else: Body }
  | {
      readonly node: 'range';
      readonly pipe: Pipe;
      readonly body: Body;
      readonly else: Body;
    }
  | { readonly node: 'template'; readonly name: string; readonly pipe?: Pipe; readonly at: Place }
  | { readonly node: 'break' | 'continue' };

export type Body = readonly Node[];

/** Commands whose value goes on to the next; it may be kept in variables. */
export interface Pipe {
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly (readonly Operand[])[];
  readonly at: Place;
}

/** Where something stands, for errors, and how it reads. */
export interface Place {
  readonly at: number;
  readonly line: number;
  readonly text: string;
}

export type Operand = (
  | { readonly operand: 'dot' | 'nil' }
  | { readonly operand: 'field' }
  | { readonly operand: 'variable'; readonly name: string }
  | { readonly operand: 'function'; readonly name: string }
  | { readonly operand: 'literal'; readonly value: string | boolean }
  | { readonly operand: 'number'; readonly text: string }
  | { readonly operand: 'pipe'; readonly pipe: Pipe }
) & { readonly fields: readonly string[]; readonly place: Place };

export interface Parsed {
  readonly main: Body;
  /** Bodies that `define` and `block` name. */
  readonly named: ReadonlyMap<string, Body>;
}

/** Reads a template; `functions` are the names that it may call. Throws TemplateSyntaxError. */
export function parseTemplate(source: string, functions: ReadonlySet<string>): Parsed {
  const parser = new Parser(source, functions);
  return parser.whole();
}

type End = { readonly word: string; readonly tokens: readonly Token[]; readonly line: number };

class Parser {
  readonly #source: string;
  readonly #functions: ReadonlySet<string>;
  readonly #pieces: readonly Piece[];
  readonly #named = new Map<string, Body>();
  #next = 0;
  #variables: string[] = ['$'];
  #ranges = 0;

  constructor(source: string, functions: ReadonlySet<string>) {
    this.#source = source;
    this.#functions = functions;
    this.#pieces = cut(source);
  }

  whole(): Parsed {
    const { body, end } = this.#body([]);
    if (end) throw new TemplateSyntaxError(`unexpected {{${end.word}}}`, end.line);
    return { main: body, named: this.#named };
  }

  /** Reads on until one of these words, or the end of the template. */
  #body(ends: readonly string[]): { readonly body: Body; readonly end: End | undefined } {
    const body: Node[] = [];
    for (;;) {
      const piece = this.#pieces[this.#next];
      this.#next += 1;
      if (!piece) {
        if (ends.length > 0)
          throw new TemplateSyntaxError('unexpected EOF', lineOfEnd(this.#source));
        return { body, end: undefined };
      }
      if (piece.piece === 'text') {
        body.push({ node: 'text', text: piece.text });
        continue;
      }
      const tokens = piece.tokens.filter(({ token }) => token !== 'space');
      const word = tokens[0]?.token === 'word' ? tokens[0].text : '';
      if (['end', 'else'].includes(word)) {
        if (!ends.includes(word))
          throw new TemplateSyntaxError(`unexpected {{${word}}}`, piece.line);
        return { body, end: { word, tokens: piece.tokens, line: piece.line } };
      }
      const node = this.#action(word, piece);
      if (node) body.push(node);
    }
  }

  #action(word: string, { tokens, line }: Piece & { piece: 'action' }): Node | undefined {
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        return this.#control(word, after(tokens), line);
      case 'break':
      case 'continue':
        if (this.#ranges === 0)
          throw new TemplateSyntaxError(`{{${word}}} outside {{range}}`, line);
        return { node: word };
      case 'define':
      case 'block':
      case 'template':
        return this.#naming(word, after(tokens), line);
      default:
        return { node: 'print', pipe: this.#pipe(tokens, line, 'command') };
    }
  }

  #control(word: 'if' | 'with' | 'range', tokens: readonly Token[], line: number): Node {
    const scope = this.#variables.length;
    const pipe = this.#pipe(tokens, line, word);
    this.#ranges += Number(word === 'range');
    const { body, end } = this.#body(['end', 'else']);
    this.#ranges -= Number(word === 'range');
    const other = end?.word === 'else' ? this.#else(word, end) : [];
    this.#variables = this.#variables.slice(0, scope);
    return { node: word, pipe, body, else: other };
  }

  #else(word: string, end: End): Body {
    const rest = after(end.tokens);
    const [next] = rest.filter(({ token }) => token !== 'space');
    if (next?.token === 'word' && next.text === word && word !== 'range')
      return [this.#control(word === 'if' ? 'if' : 'with', after(rest), end.line)];
    if (next) throw unexpected(next, 'else');
    return this.#body(['end']).body;
  }

  #naming(word: string, tokens: readonly Token[], line: number): Node | undefined {
    const [token, ...others] = tokens.filter((one) => one.token !== 'space');
    if (token?.token !== 'string')
      throw token ? unexpected(token, `${word} clause`) : missing(word, line);
    const name = unquote(token);
    const behind = tokens.indexOf(token) + 1;
    const pipe =
      word === 'define' || others.length === 0
        ? undefined
        : this.#pipe(tokens.slice(behind), line, `${word} clause`);
    if (word !== 'template') {
      const kept = this.#variables;
      this.#variables = ['$'];
      this.#named.set(name, this.#body(['end']).body);
      this.#variables = kept;
    }
    if (word === 'define') return undefined;
    const said = pipe ? ` ${pipe.at.text}` : '';
    const at = { at: token.at, line, text: `{{template ${token.text}${said}}}` };
    return { node: 'template', name, at, ...(pipe ? { pipe } : {}) };
  }

  #pipe(all: readonly Token[], line: number, context: string): Pipe {
    const tokens = [...all];
    const { variables, isAssignment } = this.#declared(tokens, context);
    const commands: Operand[][] = [];
    let last = skipSpace(tokens);
    if (!last) throw missing(context, line);
    const start = last;
    for (;;) {
      commands.push(this.#command(tokens));
      last = skipSpace(tokens);
      if (!last) break;
      if (last.text !== '|') throw unexpected(last, context);
      tokens.shift();
      if (!skipSpace(tokens)) throw missing(context, line);
    }
    for (const operands of commands.slice(1))
      if (operands[0] && !canBeCalled(operands[0]))
        throw new TemplateSyntaxError(
          `non executable command in pipeline stage ${commands.indexOf(operands) + 1}`,
          line,
        );
    if (!isAssignment) this.#variables.push(...variables);
    const text = this.#source.slice(start.at, endOf(all)).trim();
    return { variables, isAssignment, commands, at: { at: start.at, line: start.line, text } };
  }

  /** `$i, $item :=` in front of a pipeline. */
  #declared(tokens: Token[], context: string): Pick<Pipe, 'variables' | 'isAssignment'> {
    const plain = tokens.filter(({ token }) => token !== 'space');
    const sign = plain.findIndex(({ text }) => text === ':=' || text === '=');
    const names = plain.slice(0, Math.max(sign, 0)).filter(({ token }) => token === 'variable');
    const isDeclaration =
      (sign === 1 && names.length === 1) ||
      (sign === 3 && names.length === 2 && plain[1]?.text === ',' && context === 'range');
    if (!isDeclaration) return { variables: [], isAssignment: false };
    const signToken = plain[sign];
    if (signToken) tokens.splice(0, tokens.indexOf(signToken) + 1);
    const isAssignment = signToken?.text === '=';
    if (isAssignment) for (const name of names) this.#known(name);
    return { variables: names.map(({ text }) => text), isAssignment };
  }

  #command(tokens: Token[]): Operand[] {
    const operands: Operand[] = [];
    for (;;) {
      const token = skipSpace(tokens);
      if (!token || token.text === '|' || token.text === ')') break;
      operands.push(this.#operand(tokens));
      const next = tokens[0];
      if (next && next.token !== 'space' && next.text !== '|' && next.text !== ')')
        throw unexpected(next, 'operand');
    }
    const [token] = tokens;
    if (operands.length === 0)
      throw token ? unexpected(token, 'command') : new TemplateSyntaxError('empty command', 1);
    return operands;
  }

  #operand(tokens: Token[]): Operand {
    const token = tokens.shift();
    if (!token) throw new TemplateSyntaxError('unexpected end of command', 1);
    const head = this.#head(token, tokens);
    const fields: string[] = token.token === 'field' ? [token.text.slice(1)] : [];
    // A chain stands where its second member does.
    const [second] = tokens;
    const at = second?.token === 'field' ? second.at : token.at;
    while (tokens[0]?.token === 'field') fields.push(tokens.shift()?.text.slice(1) ?? '');
    const text = this.#source.slice(token.at, tokens[0]?.at ?? endAfter(this.#source, token));
    const place = { at, line: token.line, text: text.trim() };
    return { ...head, fields, place };
  }

  #head(token: Token, tokens: Token[]): Operand extends infer O ? HeadOf<O> : never {
    switch (token.token) {
      case 'dot':
        return { operand: 'dot' };
      case 'field':
        return { operand: 'field' };
      case 'variable':
        return { operand: 'variable', name: this.#known(token) };
      case 'string':
        return { operand: 'literal', value: unquote(token) };
      case 'char':
        return { operand: 'number', text: String(unquote(token).codePointAt(0) ?? 0) };
      case 'number':
        return { operand: 'number', text: token.text };
      case 'word':
        return this.#word(token);
      default:
        if (token.text === '(') return this.#inner(token, tokens);
        throw unexpected(token, 'operand');
    }
  }

  #word(token: Token): Operand extends infer O ? HeadOf<O> : never {
    const { text, line } = token;
    if (text === 'true' || text === 'false') return { operand: 'literal', value: text === 'true' };
    if (text === 'nil') return { operand: 'nil' };
    if (!this.#functions.has(text))
      throw new TemplateSyntaxError(`function ${JSON.stringify(text)} not defined`, line);
    return { operand: 'function', name: text };
  }

  #inner(open: Token, tokens: Token[]): Operand extends infer O ? HeadOf<O> : never {
    let depth = 1;
    const close = tokens.findIndex(({ text, token }) => {
      if (token === 'sign' && text === '(') depth += 1;
      if (token === 'sign' && text === ')') depth -= 1;
      return depth === 0;
    });
    if (close < 0) throw new TemplateSyntaxError('unclosed left paren', open.line);
    const inside = tokens.splice(0, close);
    tokens.shift();
    return { operand: 'pipe', pipe: this.#pipe(inside, open.line, 'parenthesized pipeline') };
  }

  #known({ text, line }: Token): string {
    if (this.#variables.includes(text)) return text;
    throw new TemplateSyntaxError(`undefined variable ${JSON.stringify(text)}`, line);
  }
}

type HeadOf<O> = O extends unknown ? Omit<O, 'fields' | 'place'> : never;

function canBeCalled({ operand }: Operand): boolean {
  return ['function', 'field', 'variable', 'pipe'].includes(operand);
}

function after(tokens: readonly Token[]): readonly Token[] {
  return tokens.slice(tokens.findIndex(({ token }) => token !== 'space') + 1);
}

function skipSpace(tokens: Token[]): Token | undefined {
  while (tokens[0]?.token === 'space') tokens.shift();
  return tokens[0];
}

function endOf(tokens: readonly Token[]): number {
  const last = tokens.at(-1);
  return last ? last.at + last.text.length : 0;
}

function endAfter(source: string, token: Token): number {
  const end = source.indexOf('}}', token.at);
  return end < 0 ? source.length : end;
}

function lineOfEnd(source: string): number {
  return source.split('\n').length;
}

function unexpected({ text, token }: Token, context: string): TemplateSyntaxError {
  const shown = token === 'string' ? text : `<${text}>`;
  return new TemplateSyntaxError(`unexpected ${shown} in ${context}`, 1);
}

function missing(context: string, line: number): TemplateSyntaxError {
  return new TemplateSyntaxError(`missing value for ${context}`, line);
}

/** The text of a Go literal. */
function unquote({ text, line }: Token): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  const inner = text.slice(1, -1);
  return inner.replace(/\\(x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[0-7]{3}|.)/gi, (_all, code) => {
    const plain = escapes[code];
    if (plain !== undefined) return plain;
    if (/^[xuU]/.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]{3}$/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8));
    throw new TemplateSyntaxError('invalid syntax', line);
  });
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};
