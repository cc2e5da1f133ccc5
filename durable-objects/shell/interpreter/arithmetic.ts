import { limits } from '../limits.ts';

/** What an arithmetic expression needs of its shell. */
export interface ArithmeticScope {
  get(name: string, index: bigint | undefined): string;
  set(name: string, index: bigint | undefined, value: bigint): void;
}

/** A malformed expression or a division by zero; the message has no prefix. */
export class ArithmeticError extends Error {}

const token =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+)|([A-Za-z_]\w*)|(\*\*|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|[-+*/%&|^!~<>=?:(),[\]]))/y;

/** The value of a 64-bit integer expression as POSIX shells have it; empty is 0. */
export function evaluate(text: string, scope: ArithmeticScope, depth = 0): bigint {
  if (depth > 32) throw new ArithmeticError('expression recursion level exceeded');
  const reader = new Reader(text, scope, depth);
  if (reader.isAtEnd) return 0n;
  const value = reader.comma();
  if (!reader.isAtEnd) throw new ArithmeticError('arithmetic syntax error');
  return value;
}

const levels: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

class Reader {
  readonly #tokens: string[] = [];
  readonly #scope: ArithmeticScope;
  readonly #depth: number;
  #at = 0;
  #nesting = 0;
  /** Above 0 while a branch is read that is not taken: nothing is assigned or divided. */
  #skipped = 0;

  constructor(text: string, scope: ArithmeticScope, depth: number) {
    this.#scope = scope;
    this.#depth = depth;
    token.lastIndex = 0;
    const trimmed = text.trimEnd();
    while (token.lastIndex < trimmed.length) {
      const match = token.exec(trimmed);
      if (!match) throw new ArithmeticError('arithmetic syntax error');
      this.#tokens.push(match[0].trim());
    }
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  comma(): bigint {
    let value = this.#assignment();
    while (this.#accept(',')) value = this.#assignment();
    return value;
  }

  #accept(text: string): boolean {
    if (this.#tokens[this.#at] !== text) return false;
    this.#at += 1;
    return true;
  }

  #assignment(): bigint {
    this.#nesting += 1;
    if (this.#nesting > limits.syntaxDepth) throw new ArithmeticError('expression too deep');
    const start = this.#at;
    const target = this.#target();
    const operator = target ? this.#tokens[this.#at] : undefined;
    let value: bigint;
    if (target && operator && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(operator)) {
      this.#at += 1;
      const right = this.#assignment();
      const left = operator === '=' ? 0n : this.#value(target);
      value = operator === '=' ? right : this.#apply(operator.slice(0, -1), left, right);
      this.#store(target, value);
    } else {
      this.#at = start;
      value = this.#conditional();
    }
    this.#nesting -= 1;
    return value;
  }

  #target(): { name: string; index: bigint | undefined } | undefined {
    const name = this.#tokens[this.#at] ?? '';
    if (!/^[A-Za-z_]/.test(name)) return undefined;
    this.#at += 1;
    if (!this.#accept('[')) return { name, index: undefined };
    const index = this.comma();
    if (!this.#accept(']')) throw new ArithmeticError('arithmetic syntax error');
    return { name, index };
  }

  #value({ name, index }: { name: string; index: bigint | undefined }): bigint {
    const text = this.#scope.get(name, index).trim();
    if (/^-?\d+$/.test(text) && !/^-?0\d/.test(text)) return BigInt.asIntN(64, BigInt(text));
    return evaluate(text, this.#scope, this.#depth + 1);
  }

  #store(target: { name: string; index: bigint | undefined }, value: bigint): void {
    if (this.#skipped === 0) this.#scope.set(target.name, target.index, value);
  }

  #conditional(): bigint {
    const condition = this.#or();
    if (!this.#accept('?')) return condition;
    const yes = this.#skipIf(condition === 0n, () => this.comma());
    if (!this.#accept(':')) throw new ArithmeticError('arithmetic syntax error');
    const no = this.#skipIf(condition !== 0n, () => this.#conditional());
    return condition === 0n ? no : yes;
  }

  #skipIf(isSkipped: boolean, read: () => bigint): bigint {
    if (isSkipped) this.#skipped += 1;
    const value = read();
    if (isSkipped) this.#skipped -= 1;
    return value;
  }

  #or(): bigint {
    let value = this.#and();
    while (this.#accept('||')) {
      const right = this.#skipIf(value !== 0n, () => this.#and());
      value = value !== 0n || right !== 0n ? 1n : 0n;
    }
    return value;
  }

  #and(): bigint {
    let value = this.#binary(0);
    while (this.#accept('&&')) {
      const right = this.#skipIf(value === 0n, () => this.#binary(0));
      value = value !== 0n && right !== 0n ? 1n : 0n;
    }
    return value;
  }

  #binary(level: number): bigint {
    const operators = levels[level];
    if (!operators) return this.#power();
    let value = this.#binary(level + 1);
    for (;;) {
      const operator = this.#tokens[this.#at] ?? '';
      if (!operators.includes(operator)) return value;
      this.#at += 1;
      value = this.#apply(operator, value, this.#binary(level + 1));
    }
  }

  #power(): bigint {
    const base = this.#unary();
    if (!this.#accept('**')) return base;
    const exponent = this.#power();
    if (exponent < 0n) throw new ArithmeticError('exponent less than 0');
    // Wraps as 64 bits do, without ever making the huge number.
    let result = 1n;
    let square = base;
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = BigInt.asIntN(64, result * square);
      square = BigInt.asIntN(64, square * square);
    }
    return result;
  }

  #unary(): bigint {
    if (this.#accept('++')) return this.#step(1n);
    if (this.#accept('--')) return this.#step(-1n);
    if (this.#accept('-')) return BigInt.asIntN(64, -this.#unary());
    if (this.#accept('+')) return this.#unary();
    if (this.#accept('!')) return this.#unary() === 0n ? 1n : 0n;
    if (this.#accept('~')) return ~this.#unary();
    return this.#primary();
  }

  #step(by: bigint): bigint {
    const target = this.#target();
    if (!target) throw new ArithmeticError('arithmetic syntax error');
    const value = BigInt.asIntN(64, this.#value(target) + by);
    this.#store(target, value);
    return value;
  }

  #primary(): bigint {
    if (this.#accept('(')) {
      const value = this.comma();
      if (!this.#accept(')')) throw new ArithmeticError('arithmetic syntax error');
      return value;
    }
    const target = this.#target();
    if (target) {
      const value = this.#value(target);
      const by = this.#accept('++') ? 1n : this.#accept('--') ? -1n : 0n;
      if (by !== 0n) this.#store(target, BigInt.asIntN(64, value + by));
      return value;
    }
    const text = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    return number(text);
  }

  #apply(operator: string, a: bigint, b: bigint): bigint {
    const truth = (is: boolean) => (is ? 1n : 0n);
    switch (operator) {
      case '==':
        return truth(a === b);
      case '!=':
        return truth(a !== b);
      case '<':
        return truth(a < b);
      case '>':
        return truth(a > b);
      case '<=':
        return truth(a <= b);
      case '>=':
        return truth(a >= b);
      default:
        return BigInt.asIntN(64, this.#compute(operator, a, b));
    }
  }

  #compute(operator: string, a: bigint, b: bigint): bigint {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      case '&':
        return a & b;
      case '<<':
        return a << (b & 63n);
      case '>>':
        return a >> (b & 63n);
    }
    if (b === 0n && this.#skipped > 0) return 0n;
    if (b === 0n) throw new ArithmeticError('divide by zero');
    return operator === '/' ? a / b : a % b;
  }
}

function number(text: string): bigint {
  const based = /^(\d+)#([0-9a-zA-Z]+)$/.exec(text);
  if (based) {
    const base = BigInt(based[1] ?? '10');
    let value = 0n;
    for (const digit of (based[2] ?? '').toLowerCase()) {
      const worth = BigInt('0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(digit));
      if (worth >= base) throw new ArithmeticError('arithmetic syntax error');
      value = value * base + worth;
    }
    return BigInt.asIntN(64, value);
  }
  if (/^0[0-7]+$/.test(text)) return BigInt.asIntN(64, BigInt(`0o${text.slice(1)}`));
  if (!/^(?:0[xX][0-9a-fA-F]+|0|[1-9]\d*)$/.test(text))
    throw new ArithmeticError('arithmetic syntax error');
  return BigInt.asIntN(64, BigInt(text));
}
