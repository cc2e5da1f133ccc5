import { limits } from '../limits.ts';

/** What is wrong with a source text, in terms that every shell has its own wording for. */
export type SyntaxProblem =
  | { readonly kind: 'unexpected'; readonly token: Token; readonly expecting?: string }
  | { readonly kind: 'end'; readonly expecting?: string }
  | { readonly kind: 'quote'; readonly quote: string }
  | { readonly kind: 'substitution' }
  | { readonly kind: 'other'; readonly text: string };

/** A token as error messages name it. */
export interface Token {
  readonly type: 'end' | 'newline' | 'redirection' | 'word' | 'operator';
  readonly text: string;
}

/** A syntax error at a line of the source. */
export class ShellSyntaxError extends Error {
  readonly problem: SyntaxProblem;
  readonly line: number;
  /** Whether more input could mend it: an interactive shell then asks for more. */
  readonly isIncomplete: boolean;

  constructor(problem: SyntaxProblem, line: number, isIncomplete = false) {
    super(`syntax error: ${problem.kind}`);
    this.problem = problem;
    this.line = line;
    this.isIncomplete = isIncomplete;
  }
}

/** A source text and how far it has been read. */
export class Scanner {
  readonly source: string;
  at: number;
  line = 1;
  depth = 0;

  constructor(source: string, at = 0) {
    this.source = source;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  peek(offset = 0): string {
    return this.source[this.at + offset] ?? '';
  }

  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** The next character, read; '' at the end. */
  take(): string {
    const character = this.peek();
    if (character === '\n') this.line += 1;
    this.at += character.length;
    return character;
  }

  /** Reads the text if it comes next. */
  accept(text: string): boolean {
    if (!this.startsWith(text)) return false;
    for (let n = 0; n < text.length; n++) this.take();
    return true;
  }

  /** Skips line continuations, which count as nothing everywhere outside single quotes. */
  joinLines(): void {
    while (this.startsWith('\\\n')) this.accept('\\\n');
  }

  fail(problem: SyntaxProblem): never {
    const isIncomplete = this.isAtEnd && problem.kind !== 'other';
    throw new ShellSyntaxError(problem, this.line, isIncomplete);
  }

  /** Runs a nested parse, refusing nesting that recursion could not follow. */
  nested<Result>(parse: () => Result): Result {
    this.depth += 1;
    if (this.depth > limits.syntaxDepth) {
      const text = `nested more than ${limits.syntaxDepth} deep`;
      throw new ShellSyntaxError({ kind: 'other', text }, this.line);
    }
    const result = parse();
    this.depth -= 1;
    return result;
  }
}
