import type { Entry, Item, Node, StructField } from './ast.ts';
import { type Issue, SyntaxFault } from './errors.ts';
import { type Token, tokenize } from './lexer.ts';
import { expandMacro } from './macros.ts';
import { Uint, type Value } from './values.ts';

/** cel-go's limits, and the 100 000 characters above which it reads nothing. */
export const limits = { characters: 100_000, depth: 250 };

const primaryStart = `{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}`;

const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** Reads an expression. Follows the grammar of cel-spec; macros are expanded. */
export function parse(
  source: string,
): { readonly node: Node } | { readonly issues: readonly Issue[] } {
  if (source.length > limits.characters) {
    const message = `expression code point size exceeds limit: size: ${source.length}, limit ${limits.characters}`;
    return { issues: [{ at: 0, message }] };
  }
  const { tokens, issues } = tokenize(source);
  if (issues.length > 0) return { issues };
  try {
    return { node: new Parser(tokens).whole() };
  } catch (error) {
    if (error instanceof SyntaxFault) return { issues: [error.issue] };
    throw error;
  }
}

const binary: readonly { readonly [operator: string]: string }[] = [
  { '||': '_||_' },
  { '&&': '_&&_' },
  { '==': '_==_', '!=': '_!=_', '<': '_<_', '<=': '_<=_', '>': '_>_', '>=': '_>=_', in: '@in' },
  { '+': '_+_', '-': '_-_' },
  { '*': '_*_', '/': '_/_', '%': '_%_' },
];

class Parser {
  private readonly tokens: readonly Token[];
  private place = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): Node {
    const node = this.expression();
    const { kind, text, at } = this.token;
    if (kind === 'end') return node;
    throw this.fault(at, `Syntax error: extraneous input '${text}' expecting <EOF>`);
  }

  private expression(): Node {
    this.depth += 1;
    if (this.depth > limits.depth)
      throw this.fault(this.token.at, `expression recursion limit exceeded: ${limits.depth}`);
    const condition = this.operation(0);
    const { at } = this.token;
    let node = condition;
    if (this.take('?')) {
      const yes = this.operation(0);
      this.expect(':');
      node = { node: 'call', at, name: '_?_:_', args: [condition, yes, this.expression()] };
    }
    this.depth -= 1;
    return node;
  }

  private operation(level: number): Node {
    const operators = binary[level];
    if (!operators) return this.unary();
    let left = this.operation(level + 1);
    for (;;) {
      const { text, at, kind } = this.token;
      const isOperator = kind === 'punctuation' || text === 'in';
      const name = isOperator && Object.hasOwn(operators, text) ? operators[text] : undefined;
      if (name === undefined) return left;
      this.place += 1;
      left = { node: 'call', at, name, args: [left, this.operation(level + 1)] };
    }
  }

  private unary(): Node {
    const { text, at, kind } = this.token;
    if (kind !== 'punctuation' || (text !== '!' && text !== '-')) return this.member();
    this.place += 1;
    if (text === '-' && this.isNumber()) return this.member(true);
    return { node: 'call', at, name: text === '!' ? '!_' : '-_', args: [this.unary()] };
  }

  private member(isNegative = false): Node {
    let node = this.primary(isNegative);
    for (;;) {
      const { at } = this.token;
      if (this.take('.')) node = this.selection(node, at);
      else if (this.take('[')) {
        const optional = this.take('?');
        const index = this.expression();
        this.expect(']');
        node = { node: 'call', at, name: optional ? '_[?_]' : '_[_]', args: [node, index] };
      } else if (this.at('{')) {
        const name = structName(node);
        if (name === undefined) return node;
        node = this.struct(name, this.token.at);
      } else return node;
    }
  }

  private selection(operand: Node, at: number): Node {
    const optional = this.take('?');
    const field = this.fieldName();
    const open = this.token.at;
    if (optional || !this.take('('))
      return { node: 'select', at, operand, field, optional, test: false };
    const args = this.arguments(')');
    return expandMacro({ node: 'call', at: open, name: field, target: operand, args });
  }

  private primary(isNegative: boolean): Node {
    const token = this.token;
    const { at } = token;
    this.place += 1;
    switch (token.kind) {
      case 'int':
      case 'uint':
      case 'double':
      case 'string':
      case 'bytes':
        return { node: 'literal', at, value: literalOf(token, isNegative) };
      case 'ident':
        return this.name(token.text, at);
      case 'punctuation':
        return this.bracketed(token.text, at);
      default:
        throw this.unexpected(token);
    }
  }

  private bracketed(text: string, at: number): Node {
    switch (text) {
      case '(': {
        const node = this.expression();
        this.expect(')');
        return node;
      }
      case '[':
        return { node: 'list', at, items: this.items() };
      case '{':
        return { node: 'map', at, entries: this.entries() };
      case '.':
        return this.name(this.fieldName(), at);
      default:
        this.place -= 1;
        throw this.unexpected(this.token);
    }
  }

  private name(name: string, at: number): Node {
    if (name === 'true' || name === 'false') return { node: 'literal', at, value: name === 'true' };
    if (name === 'null') return { node: 'literal', at, value: null };
    if (reserved.has(name)) throw this.fault(at, `reserved identifier: ${name}`);
    const open = this.token.at;
    if (!this.take('(')) return { node: 'ident', at, name };
    return expandMacro({ node: 'call', at: open, name, args: this.arguments(')') });
  }

  private arguments(end: string): Node[] {
    const args: Node[] = [];
    while (!this.take(end)) {
      if (args.length > 0) this.expect(',');
      args.push(this.expression());
    }
    return args;
  }

  private items(): Item[] {
    const items: Item[] = [];
    while (!this.take(']')) {
      if (items.length > 0) this.expect(',');
      if (this.take(']')) break;
      const optional = this.take('?');
      items.push({ optional, value: this.expression() });
    }
    return items;
  }

  private entries(): Entry[] {
    const entries: Entry[] = [];
    while (!this.take('}')) {
      if (entries.length > 0) this.expect(',');
      if (this.take('}')) break;
      const optional = this.take('?');
      const key = this.expression();
      this.expect(':');
      entries.push({ optional, key, value: this.expression() });
    }
    return entries;
  }

  private struct(name: string, at: number): Node {
    this.expect('{');
    const fields: StructField[] = [];
    while (!this.take('}')) {
      if (fields.length > 0) this.expect(',');
      if (this.take('}')) break;
      const optional = this.take('?');
      const fieldName = this.fieldName();
      const colon = this.token.at;
      this.expect(':');
      fields.push({ at: colon, name: fieldName, optional, value: this.expression() });
    }
    return { node: 'struct', at, name, fields };
  }

  private fieldName(): string {
    const token = this.token;
    if (token.kind !== 'ident' && token.kind !== 'escaped') throw this.unexpected(token);
    this.place += 1;
    return token.kind === 'escaped' ? token.text.slice(1, -1) : token.text;
  }

  private get token(): Token {
    return this.tokens[Math.min(this.place, this.tokens.length - 1)] as Token;
  }

  private isNumber(): boolean {
    return this.token.kind === 'int' || this.token.kind === 'double';
  }

  private at(text: string): boolean {
    return this.token.kind === 'punctuation' && this.token.text === text;
  }

  private take(text: string): boolean {
    if (!this.at(text)) return false;
    this.place += 1;
    return true;
  }

  private expect(text: string): void {
    if (this.take(text)) return;
    const token = this.token;
    throw this.fault(
      token.at,
      `Syntax error: mismatched input '${token.text}' expecting '${text}'`,
    );
  }

  private unexpected(token: Token): SyntaxFault {
    return this.fault(
      token.at,
      `Syntax error: mismatched input '${token.text}' expecting ${primaryStart}`,
    );
  }

  private fault(at: number, message: string): SyntaxFault {
    return new SyntaxFault({ at, message });
  }
}

function literalOf(token: Token, isNegative: boolean): Value {
  switch (token.kind) {
    case 'int':
      return isNegative ? -token.value : token.value;
    case 'double':
      return isNegative ? -token.value : token.value;
    case 'uint':
      return new Uint(token.value);
    case 'string':
    case 'bytes':
      return token.value;
    default:
      return token.text;
  }
}

/** `Object.spec` before a brace is the name of a message. */
function structName(node: Node): string | undefined {
  if (node.node === 'ident') return node.name;
  if (node.node !== 'select' || node.optional || node.test) return undefined;
  const prefix = structName(node.operand);
  return prefix === undefined ? undefined : `${prefix}.${node.field}`;
}
