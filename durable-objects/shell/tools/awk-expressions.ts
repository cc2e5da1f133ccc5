import { limits } from '../limits.ts';
import type { AwkExpression, AwkTarget } from './awk-ast.ts';
import { AwkError, type AwkToken } from './awk-lexer.ts';

const end: AwkToken = { type: 'end', text: '' };

/** Reads tokens one after the other, and expressions by precedence. */
export class AwkExpressions {
  protected readonly tokens: readonly AwkToken[];
  protected at = 0;
  protected depth = 0;
  /** Within `for (x in a)` and print's list, `in` and `>` are not operators. */
  protected hasNoGreater = false;

  constructor(tokens: readonly AwkToken[]) {
    this.tokens = tokens;
  }

  protected get next(): AwkToken {
    return this.tokens[this.at] ?? end;
  }

  protected take(): AwkToken {
    const token = this.next;
    this.at += 1;
    return token;
  }

  protected is(text: string): boolean {
    const { type } = this.next;
    return (type === 'symbol' || type === 'keyword') && this.next.text === text;
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  protected expect(text: string): void {
    if (!this.accept(text))
      throw new AwkError(
        this.next.type === 'end' ? 'Unexpected end of string' : 'Unexpected token',
      );
  }

  protected newlines(): void {
    while (this.next.type === 'line') this.at += 1;
  }

  protected skipLines(): void {
    while (this.next.type === 'line' || this.is(';')) this.at += 1;
  }

  protected list(closer: string): AwkExpression[] {
    const items: AwkExpression[] = [];
    const outer = this.hasNoGreater;
    this.hasNoGreater = false;
    this.newlines();
    while (!this.accept(closer)) {
      items.push(this.expression());
      this.newlines();
      if (!this.is(closer)) this.expect(',');
      this.newlines();
    }
    this.hasNoGreater = outer;
    return items;
  }

  protected expression(): AwkExpression {
    this.depth += 1;
    if (this.depth > limits.syntaxDepth) throw new AwkError('nested too deep');
    const value = this.#assignment();
    this.depth -= 1;
    return value;
  }

  #assignment(): AwkExpression {
    const left = this.#choice();
    const operator = /^(?:[-+*/%^]|\*\*)?=$/.exec(
      this.next.type === 'symbol' ? this.next.text : '',
    )?.[0];
    if (operator === undefined || !isTarget(left)) return left;
    this.at += 1;
    this.newlines();
    return {
      kind: 'assign',
      operator: operator.slice(0, -1).replace('**', '^'),
      target: left,
      value: this.#assignment(),
    };
  }

  #choice(): AwkExpression {
    const test = this.#or();
    if (!this.accept('?')) return test;
    this.newlines();
    const yes = this.#assignment();
    this.newlines();
    this.expect(':');
    this.newlines();
    return { kind: 'choice', test, yes, no: this.#assignment() };
  }

  #or(): AwkExpression {
    let left = this.#and();
    while (this.accept('||')) {
      this.newlines();
      left = { kind: 'binary', operator: '||', left, right: this.#and() };
    }
    return left;
  }

  #and(): AwkExpression {
    let left = this.#membership();
    while (this.accept('&&')) {
      this.newlines();
      left = { kind: 'binary', operator: '&&', left, right: this.#membership() };
    }
    return left;
  }

  #membership(): AwkExpression {
    let left = this.#match();
    while (this.accept('in')) {
      const indexes = left.kind === 'group' ? left.items : [left];
      left = { kind: 'in', indexes, array: this.take().text };
    }
    return left;
  }

  #match(): AwkExpression {
    let left = this.#comparison();
    while (this.is('~') || this.is('!~')) {
      const operator = this.take().text;
      left = { kind: 'binary', operator, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): AwkExpression {
    const left = this.concatenation();
    const operator = ['<', '<=', '==', '!=', '>', '>='].find((one) => this.is(one));
    if (operator === undefined || (operator === '>' && this.hasNoGreater)) return left;
    this.at += 1;
    return { kind: 'binary', operator, left, right: this.concatenation() };
  }

  protected concatenation(): AwkExpression {
    let left = this.#sum();
    while (this.#startsOperand())
      left = { kind: 'binary', operator: ' ', left, right: this.#sum() };
    return left;
  }

  #startsOperand(): boolean {
    const { type, text } = this.next;
    if (['number', 'string', 'name', 'call', 'regex'].includes(type)) return true;
    return type === 'symbol' && ['$', '!', '(', '-', '+', '++', '--'].includes(text);
  }

  #sum(): AwkExpression {
    let left = this.#product();
    while (this.is('+') || this.is('-')) {
      const operator = this.take().text;
      left = { kind: 'binary', operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): AwkExpression {
    let left = this.#unary();
    while (this.is('*') || this.is('/') || this.is('%')) {
      const operator = this.take().text;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): AwkExpression {
    for (const operator of ['!', '-', '+'])
      if (this.accept(operator)) return { kind: 'unary', operator, operand: this.#unary() };
    return this.#power();
  }

  #power(): AwkExpression {
    const left = this.#postfix();
    if (!this.accept('^') && !this.accept('**')) return left;
    return { kind: 'binary', operator: '^', left, right: this.#unary() };
  }

  #postfix(): AwkExpression {
    for (const [text, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (!this.accept(text)) continue;
      const target = this.#primary();
      if (!isTarget(target)) throw new AwkError('Unexpected token');
      return { kind: 'step', by, isPrefix: true, target };
    }
    const value = this.#primary();
    if (!isTarget(value)) return value;
    if (this.accept('++')) return { kind: 'step', by: 1, isPrefix: false, target: value };
    if (this.accept('--')) return { kind: 'step', by: -1, isPrefix: false, target: value };
    return value;
  }

  #primary(): AwkExpression {
    const token = this.take();
    switch (token.type) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'string':
        return { kind: 'string', value: token.text };
      case 'regex':
        return { kind: 'regex', source: token.text };
      case 'call':
        this.expect('(');
        return { kind: 'call', name: token.text, args: this.list(')') };
      case 'name':
        if (token.text === 'length') return { kind: 'call', name: 'length', args: [] };
        if (this.accept('[')) return { kind: 'item', array: token.text, indexes: this.list(']') };
        return { kind: 'variable', name: token.text };
    }
    if (token.text === '$') return { kind: 'field', index: this.#fieldIndex() };
    if (token.text === 'getline') throw new AwkError('getline is not simulated');
    if (token.text !== '(')
      throw new AwkError(token.type === 'end' ? 'Unexpected end of string' : 'Unexpected token');
    return { kind: 'group', items: this.list(')') };
  }

  /** `$NF-1` is `($NF)-1`, but `$++i` takes the step along. */
  #fieldIndex(): AwkExpression {
    if (this.is('++') || this.is('--') || this.is('-')) return this.#unary();
    return this.#primary();
  }
}

function isTarget(expression: AwkExpression): expression is AwkTarget {
  return (
    expression.kind === 'variable' || expression.kind === 'field' || expression.kind === 'item'
  );
}
