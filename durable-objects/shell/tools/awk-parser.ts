import { limits } from '../limits.ts';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement, AwkTarget } from './awk-ast.ts';
import { AwkError, type AwkToken, awkTokens } from './awk-lexer.ts';

/** Parses an awk program. Throws AwkError. */
export function parseAwk(source: string): AwkProgram {
  return new Parser(awkTokens(source)).program();
}

const end: AwkToken = { type: 'end', text: '' };

class Parser {
  readonly #tokens: readonly AwkToken[];
  #at = 0;
  #depth = 0;
  /** Within `for (x in a)` and print's list, `in` and `>` are not operators. */
  #hasNoGreater = false;

  constructor(tokens: readonly AwkToken[]) {
    this.#tokens = tokens;
  }

  program(): AwkProgram {
    const rules: AwkRule[] = [];
    const functions = new Map<string, { parameters: string[]; body: AwkStatement }>();
    for (this.#skipLines(); this.#next.type !== 'end'; this.#skipLines()) {
      if (this.#accept('function') || this.#accept('func')) {
        const name = this.#take().text;
        this.#expect('(');
        const parameters: string[] = [];
        while (!this.#accept(')')) {
          parameters.push(this.#take().text);
          this.#accept(',');
        }
        this.#newlines();
        functions.set(name, { parameters, body: this.#block() });
      } else rules.push(this.#rule());
    }
    return { rules, functions };
  }

  get #next(): AwkToken {
    return this.#tokens[this.#at] ?? end;
  }

  #take(): AwkToken {
    const token = this.#next;
    this.#at += 1;
    return token;
  }

  #is(text: string): boolean {
    const { type } = this.#next;
    return (type === 'symbol' || type === 'keyword') && this.#next.text === text;
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text))
      throw new AwkError(
        this.#next.type === 'end' ? 'Unexpected end of string' : 'Unexpected token',
      );
  }

  #newlines(): void {
    while (this.#next.type === 'line') this.#at += 1;
  }

  #skipLines(): void {
    while (this.#next.type === 'line' || this.#is(';')) this.#at += 1;
  }

  #rule(): AwkRule {
    if (this.#accept('BEGIN')) return { when: 'BEGIN', action: this.#block() };
    if (this.#accept('END')) return { when: 'END', action: this.#block() };
    if (this.#is('{')) return { when: 'record', action: this.#block() };
    const pattern = this.#expression();
    const until = this.#accept(',') ? this.#expression() : undefined;
    const action = this.#is('{') ? this.#block() : undefined;
    return { when: 'record', pattern, ...(until ? { until } : {}), ...(action ? { action } : {}) };
  }

  #block(): AwkStatement {
    this.#newlines();
    this.#expect('{');
    const body: AwkStatement[] = [];
    for (this.#skipLines(); !this.#accept('}'); this.#skipLines()) body.push(this.#statement());
    return { kind: 'block', body };
  }

  #statement(): AwkStatement {
    this.#depth += 1;
    if (this.#depth > limits.syntaxDepth) throw new AwkError('nested too deep');
    const statement = this.#anyStatement();
    this.#depth -= 1;
    return statement;
  }

  #anyStatement(): AwkStatement {
    if (this.#is('{')) return this.#block();
    if (this.#accept('if')) return this.#if();
    if (this.#accept('while')) return this.#while();
    if (this.#accept('do')) return this.#do();
    if (this.#accept('for')) return this.#for();
    const statement = this.#simple();
    if (!this.#is('}') && !this.#is(')') && this.#next.type !== 'end') {
      if (this.#next.type !== 'line' && !this.#is(';')) throw new AwkError('Unexpected token');
      this.#at += 1;
    }
    return statement;
  }

  #if(): AwkStatement {
    this.#expect('(');
    const test = this.#expression();
    this.#expect(')');
    const then = this.#body();
    const before = this.#at;
    this.#skipLines();
    if (this.#accept('else')) return { kind: 'if', test, then, otherwise: this.#body() };
    this.#at = before;
    return { kind: 'if', test, then };
  }

  /** What a condition or a loop governs; a lone semicolon is nothing. */
  #body(): AwkStatement {
    this.#newlines();
    if (this.#accept(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #while(): AwkStatement {
    this.#expect('(');
    const test = this.#expression();
    this.#expect(')');
    return { kind: 'while', test, body: this.#body(), isAfter: false };
  }

  #do(): AwkStatement {
    const body = this.#body();
    this.#skipLines();
    this.#expect('while');
    this.#expect('(');
    const test = this.#expression();
    this.#expect(')');
    return { kind: 'while', test, body, isAfter: true };
  }

  #for(): AwkStatement {
    this.#expect('(');
    const [name, word, array] = this.#tokens.slice(this.#at, this.#at + 3);
    const after = this.#tokens[this.#at + 3];
    if (
      name?.type === 'name' &&
      word?.text === 'in' &&
      array?.type === 'name' &&
      after?.text === ')'
    ) {
      this.#at += 4;
      return { kind: 'each', name: name.text, array: array.text, body: this.#body() };
    }
    const start = this.#is(';') ? undefined : this.#simple();
    this.#expect(';');
    this.#newlines();
    const test = this.#is(';') ? undefined : this.#expression();
    this.#expect(';');
    this.#newlines();
    const next = this.#is(')') ? undefined : this.#simple();
    this.#expect(')');
    const optional = {
      ...(start ? { start } : {}),
      ...(test ? { test } : {}),
      ...(next ? { next } : {}),
    };
    return { kind: 'for', ...optional, body: this.#body() };
  }

  #simple(): AwkStatement {
    if (this.#is('print') || this.#is('printf')) return this.#print();
    for (const kind of ['break', 'continue', 'next'] as const)
      if (this.#accept(kind)) return { kind };
    for (const kind of ['exit', 'return'] as const) {
      if (!this.#accept(kind)) continue;
      const isBare =
        this.#is(';') || this.#is('}') || this.#next.type === 'line' || this.#next.type === 'end';
      return isBare ? { kind } : { kind, value: this.#expression() };
    }
    if (this.#accept('delete')) {
      const array = this.#take().text;
      return this.#accept('[')
        ? { kind: 'delete', array, indexes: this.#list(']') }
        : { kind: 'delete', array };
    }
    return { kind: 'expression', value: this.#expression() };
  }

  #print(): AwkStatement {
    const kind = this.#take().text === 'printf' ? 'printf' : 'print';
    const args: AwkExpression[] = [];
    this.#hasNoGreater = true;
    const isEnd = () =>
      this.#is(';') ||
      this.#is('}') ||
      this.#is('>') ||
      this.#is('>>') ||
      this.#is('|') ||
      ['line', 'end'].includes(this.#next.type);
    while (!isEnd()) {
      args.push(this.#expression());
      if (!this.#accept(',')) break;
      this.#newlines();
    }
    this.#hasNoGreater = false;
    if (this.#is('|')) throw new AwkError('print into a command is not simulated');
    // `print (a, b)` is the list, not one value.
    const [only] = args;
    const list = args.length === 1 && only?.kind === 'group' ? only.items : args;
    const append = this.#accept('>>');
    if (!append && !this.#accept('>')) return { kind, args: list };
    return { kind, args: list, file: { append, target: this.#concatenation() } };
  }

  #list(closer: string): AwkExpression[] {
    const items: AwkExpression[] = [];
    const outer = this.#hasNoGreater;
    this.#hasNoGreater = false;
    this.#newlines();
    while (!this.#accept(closer)) {
      items.push(this.#expression());
      this.#newlines();
      if (!this.#is(closer)) this.#expect(',');
      this.#newlines();
    }
    this.#hasNoGreater = outer;
    return items;
  }

  #expression(): AwkExpression {
    this.#depth += 1;
    if (this.#depth > limits.syntaxDepth) throw new AwkError('nested too deep');
    const value = this.#assignment();
    this.#depth -= 1;
    return value;
  }

  #assignment(): AwkExpression {
    const left = this.#choice();
    const operator = /^(?:[-+*/%^]|\*\*)?=$/.exec(
      this.#next.type === 'symbol' ? this.#next.text : '',
    )?.[0];
    if (operator === undefined || !isTarget(left)) return left;
    this.#at += 1;
    this.#newlines();
    return {
      kind: 'assign',
      operator: operator.slice(0, -1).replace('**', '^'),
      target: left,
      value: this.#assignment(),
    };
  }

  #choice(): AwkExpression {
    const test = this.#or();
    if (!this.#accept('?')) return test;
    this.#newlines();
    const yes = this.#assignment();
    this.#newlines();
    this.#expect(':');
    this.#newlines();
    return { kind: 'choice', test, yes, no: this.#assignment() };
  }

  #or(): AwkExpression {
    let left = this.#and();
    while (this.#accept('||')) {
      this.#newlines();
      left = { kind: 'binary', operator: '||', left, right: this.#and() };
    }
    return left;
  }

  #and(): AwkExpression {
    let left = this.#membership();
    while (this.#accept('&&')) {
      this.#newlines();
      left = { kind: 'binary', operator: '&&', left, right: this.#membership() };
    }
    return left;
  }

  #membership(): AwkExpression {
    let left = this.#match();
    while (this.#accept('in')) {
      const indexes = left.kind === 'group' ? left.items : [left];
      left = { kind: 'in', indexes, array: this.#take().text };
    }
    return left;
  }

  #match(): AwkExpression {
    let left = this.#comparison();
    while (this.#is('~') || this.#is('!~')) {
      const operator = this.#take().text;
      left = { kind: 'binary', operator, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): AwkExpression {
    const left = this.#concatenation();
    const operator = ['<', '<=', '==', '!=', '>', '>='].find((one) => this.#is(one));
    if (operator === undefined || (operator === '>' && this.#hasNoGreater)) return left;
    this.#at += 1;
    return { kind: 'binary', operator, left, right: this.#concatenation() };
  }

  #concatenation(): AwkExpression {
    let left = this.#sum();
    while (this.#startsOperand())
      left = { kind: 'binary', operator: ' ', left, right: this.#sum() };
    return left;
  }

  #startsOperand(): boolean {
    const { type, text } = this.#next;
    if (['number', 'string', 'name', 'call', 'regex'].includes(type)) return true;
    return type === 'symbol' && ['$', '!', '(', '-', '+', '++', '--'].includes(text);
  }

  #sum(): AwkExpression {
    let left = this.#product();
    while (this.#is('+') || this.#is('-')) {
      const operator = this.#take().text;
      left = { kind: 'binary', operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): AwkExpression {
    let left = this.#unary();
    while (this.#is('*') || this.#is('/') || this.#is('%')) {
      const operator = this.#take().text;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): AwkExpression {
    for (const operator of ['!', '-', '+'])
      if (this.#accept(operator)) return { kind: 'unary', operator, operand: this.#unary() };
    return this.#power();
  }

  #power(): AwkExpression {
    const left = this.#postfix();
    if (!this.#accept('^') && !this.#accept('**')) return left;
    return { kind: 'binary', operator: '^', left, right: this.#unary() };
  }

  #postfix(): AwkExpression {
    for (const [text, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (!this.#accept(text)) continue;
      const target = this.#primary();
      if (!isTarget(target)) throw new AwkError('Unexpected token');
      return { kind: 'step', by, isPrefix: true, target };
    }
    const value = this.#primary();
    if (!isTarget(value)) return value;
    if (this.#accept('++')) return { kind: 'step', by: 1, isPrefix: false, target: value };
    if (this.#accept('--')) return { kind: 'step', by: -1, isPrefix: false, target: value };
    return value;
  }

  #primary(): AwkExpression {
    const token = this.#take();
    switch (token.type) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'string':
        return { kind: 'string', value: token.text };
      case 'regex':
        return { kind: 'regex', source: token.text };
      case 'call':
        this.#expect('(');
        return { kind: 'call', name: token.text, args: this.#list(')') };
      case 'name':
        if (token.text === 'length') return { kind: 'call', name: 'length', args: [] };
        if (this.#accept('[')) return { kind: 'item', array: token.text, indexes: this.#list(']') };
        return { kind: 'variable', name: token.text };
    }
    if (token.text === '$') return { kind: 'field', index: this.#fieldIndex() };
    if (token.text === 'getline') throw new AwkError('getline is not simulated');
    if (token.text !== '(')
      throw new AwkError(token.type === 'end' ? 'Unexpected end of string' : 'Unexpected token');
    return { kind: 'group', items: this.#list(')') };
  }

  /** `$NF-1` is `($NF)-1`, but `$++i` takes the step along. */
  #fieldIndex(): AwkExpression {
    if (this.#is('++') || this.#is('--') || this.#is('-')) return this.#unary();
    return this.#primary();
  }
}

function isTarget(expression: AwkExpression): expression is AwkTarget {
  return (
    expression.kind === 'variable' || expression.kind === 'field' || expression.kind === 'item'
  );
}
