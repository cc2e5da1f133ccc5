import { limits } from '../limits.ts';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement } from './awk-ast.ts';
import { AwkExpressions } from './awk-expressions.ts';
import { AwkError, awkTokens } from './awk-lexer.ts';

/** Parses an awk program. Throws AwkError. */
export function parseAwk(source: string): AwkProgram {
  return new Parser(awkTokens(source)).program();
}

class Parser extends AwkExpressions {
  program(): AwkProgram {
    const rules: AwkRule[] = [];
    const functions = new Map<string, { parameters: string[]; body: AwkStatement }>();
    for (this.skipLines(); this.next.type !== 'end'; this.skipLines()) {
      if (this.accept('function') || this.accept('func')) {
        const name = this.take().text;
        this.expect('(');
        const parameters: string[] = [];
        while (!this.accept(')')) {
          parameters.push(this.take().text);
          this.accept(',');
        }
        this.newlines();
        functions.set(name, { parameters, body: this.#block() });
      } else rules.push(this.#rule());
    }
    return { rules, functions };
  }

  #rule(): AwkRule {
    if (this.accept('BEGIN')) return { when: 'BEGIN', action: this.#block() };
    if (this.accept('END')) return { when: 'END', action: this.#block() };
    if (this.is('{')) return { when: 'record', action: this.#block() };
    const pattern = this.expression();
    const until = this.accept(',') ? this.expression() : undefined;
    const action = this.is('{') ? this.#block() : undefined;
    return { when: 'record', pattern, ...(until ? { until } : {}), ...(action ? { action } : {}) };
  }

  #block(): AwkStatement {
    this.newlines();
    this.expect('{');
    const body: AwkStatement[] = [];
    for (this.skipLines(); !this.accept('}'); this.skipLines()) body.push(this.#statement());
    return { kind: 'block', body };
  }

  #statement(): AwkStatement {
    this.depth += 1;
    if (this.depth > limits.syntaxDepth) throw new AwkError('nested too deep');
    const statement = this.#anyStatement();
    this.depth -= 1;
    return statement;
  }

  #anyStatement(): AwkStatement {
    if (this.is('{')) return this.#block();
    if (this.accept('if')) return this.#if();
    if (this.accept('while')) return this.#while();
    if (this.accept('do')) return this.#do();
    if (this.accept('for')) return this.#for();
    const statement = this.#simple();
    if (!this.is('}') && !this.is(')') && this.next.type !== 'end') {
      if (this.next.type !== 'line' && !this.is(';')) throw new AwkError('Unexpected token');
      this.at += 1;
    }
    return statement;
  }

  #if(): AwkStatement {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    const then = this.#body();
    const before = this.at;
    this.skipLines();
    if (this.accept('else')) return { kind: 'if', test, then, otherwise: this.#body() };
    this.at = before;
    return { kind: 'if', test, then };
  }

  /** What a condition or a loop governs; a lone semicolon is nothing. */
  #body(): AwkStatement {
    this.newlines();
    if (this.accept(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #while(): AwkStatement {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return { kind: 'while', test, body: this.#body(), isAfter: false };
  }

  #do(): AwkStatement {
    const body = this.#body();
    this.skipLines();
    this.expect('while');
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return { kind: 'while', test, body, isAfter: true };
  }

  #for(): AwkStatement {
    this.expect('(');
    const [name, word, array] = this.tokens.slice(this.at, this.at + 3);
    const after = this.tokens[this.at + 3];
    if (
      name?.type === 'name' &&
      word?.text === 'in' &&
      array?.type === 'name' &&
      after?.text === ')'
    ) {
      this.at += 4;
      return { kind: 'each', name: name.text, array: array.text, body: this.#body() };
    }
    const start = this.is(';') ? undefined : this.#simple();
    this.expect(';');
    this.newlines();
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    this.newlines();
    const next = this.is(')') ? undefined : this.#simple();
    this.expect(')');
    const optional = {
      ...(start ? { start } : {}),
      ...(test ? { test } : {}),
      ...(next ? { next } : {}),
    };
    return { kind: 'for', ...optional, body: this.#body() };
  }

  #simple(): AwkStatement {
    if (this.is('print') || this.is('printf')) return this.#print();
    for (const kind of ['break', 'continue', 'next'] as const)
      if (this.accept(kind)) return { kind };
    for (const kind of ['exit', 'return'] as const) {
      if (!this.accept(kind)) continue;
      const isBare =
        this.is(';') || this.is('}') || this.next.type === 'line' || this.next.type === 'end';
      return isBare ? { kind } : { kind, value: this.expression() };
    }
    if (this.accept('delete')) {
      const array = this.take().text;
      return this.accept('[')
        ? { kind: 'delete', array, indexes: this.list(']') }
        : { kind: 'delete', array };
    }
    return { kind: 'expression', value: this.expression() };
  }

  #print(): AwkStatement {
    const kind = this.take().text === 'printf' ? 'printf' : 'print';
    const args: AwkExpression[] = [];
    this.hasNoGreater = true;
    const isEnd = () =>
      this.is(';') ||
      this.is('}') ||
      this.is('>') ||
      this.is('>>') ||
      this.is('|') ||
      ['line', 'end'].includes(this.next.type);
    while (!isEnd()) {
      args.push(this.expression());
      if (!this.accept(',')) break;
      this.newlines();
    }
    this.hasNoGreater = false;
    if (this.is('|')) throw new AwkError('print into a command is not simulated');
    // `print (a, b)` is the list, not one value.
    const [only] = args;
    const list = args.length === 1 && only?.kind === 'group' ? only.items : args;
    const append = this.accept('>>');
    if (!append && !this.accept('>')) return { kind, args: list };
    return { kind, args: list, file: { append, target: this.concatenation() } };
  }
}
