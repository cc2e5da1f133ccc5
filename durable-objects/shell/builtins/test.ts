import { complainOf } from '../interpreter/complaints.ts';
import {
  fileComparison,
  numericTest,
  shellScope,
  type TestScope,
  unaryOperators,
  unaryTest,
} from '../interpreter/file-tests.ts';
import type { Builtin } from './builtin.ts';

/** `test expression` and `[ expression ]`. */
export const test: Builtin = (interpreter, args, name) => {
  const result = evaluateTest(shellScope(interpreter), args, name);
  if (typeof result === 'boolean') return result ? 0 : 1;
  complainOf(interpreter, name, result.error);
  return 2;
};

/** An expression that test can't make sense of. */
export class TestError extends Error {}

/** Evaluates the arguments of test; `[` must end with `]`. */
export function evaluateTest(
  scope: TestScope,
  args: readonly string[],
  name: string,
): boolean | { error: string } {
  let words = args;
  if (name === '[') {
    if (args.at(-1) !== ']') return { error: 'missing ]' };
    words = args.slice(0, -1);
  }
  try {
    const reader = new Reader(scope, words);
    if (words.length === 0) return false;
    const isTrue = reader.or();
    if (!reader.isAtEnd) return { error: `${reader.next}: unknown operand` };
    return isTrue;
  } catch (error) {
    if (error instanceof TestError) return { error: error.message };
    throw error;
  }
}

const binaryOperators = new Set('= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));

class Reader {
  readonly #scope: TestScope;
  readonly #words: readonly string[];
  #at = 0;

  constructor(scope: TestScope, words: readonly string[]) {
    this.#scope = scope;
    this.#words = words;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#words.length;
  }

  get next(): string {
    return this.#words[this.#at] ?? '';
  }

  or(): boolean {
    let isTrue = this.#and();
    while (this.#accept('-o')) isTrue = this.#and() || isTrue;
    return isTrue;
  }

  #and(): boolean {
    let isTrue = this.#not();
    while (this.#accept('-a')) isTrue = this.#not() && isTrue;
    return isTrue;
  }

  #accept(word: string): boolean {
    if (this.#words[this.#at] !== word || this.isAtEnd) return false;
    this.#at += 1;
    return true;
  }

  #not(): boolean {
    const isAlone = this.#words.length - this.#at === 1;
    const isOperand = binaryOperators.has(this.#words[this.#at + 1] ?? '');
    if (this.next === '!' && !isAlone && !isOperand) {
      this.#at += 1;
      return !this.#not();
    }
    return this.#primary();
  }

  #primary(): boolean {
    const left = this.#words.length - this.#at;
    const [word = '', second = '', third] = this.#words.slice(this.#at);
    if (left >= 3 && third !== undefined && binaryOperators.has(second)) {
      this.#at += 3;
      return this.#compare(word, second, third);
    }
    if (left >= 2 && unaryOperators.has(word)) {
      this.#at += 2;
      return unaryTest(this.#scope, word, second);
    }
    if (word === '(' && left >= 3) {
      this.#at += 1;
      const isTrue = this.or();
      if (!this.#accept(')')) throw new TestError('closing paren expected');
      return isTrue;
    }
    if (left === 0) throw new TestError('argument expected');
    this.#at += 1;
    return word !== '';
  }

  #compare(left: string, operator: string, right: string): boolean {
    switch (operator) {
      case '=':
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
        return left < right;
      case '>':
        return left > right;
    }
    const isNewer = fileComparison(this.#scope, left, operator, right);
    return isNewer ?? numericTest(operator, toInteger(left), toInteger(right)) ?? false;
  }
}

function toInteger(text: string): bigint {
  const trimmed = text.trim();
  if (!/^[-+]?\d+$/.test(trimmed)) throw new TestError(`${text}: bad number`);
  return BigInt(trimmed.replace(/^\+/, ''));
}
