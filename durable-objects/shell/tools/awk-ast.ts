/** What an expression of awk is. */
export type AwkExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | AwkTarget
  | {
      readonly kind: 'assign';
      readonly operator: string;
      readonly target: AwkTarget;
      readonly value: AwkExpression;
    }
  | {
      readonly kind: 'step';
      readonly by: 1 | -1;
      readonly isPrefix: boolean;
      readonly target: AwkTarget;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: AwkExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: AwkExpression;
      readonly right: AwkExpression;
    }
  | { readonly kind: 'in'; readonly indexes: readonly AwkExpression[]; readonly array: string }
  | {
      readonly kind: 'choice';
      readonly test: AwkExpression;
      readonly yes: AwkExpression;
      readonly no: AwkExpression;
    }
  | { readonly kind: 'group'; readonly items: readonly AwkExpression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly AwkExpression[] };

/** What can be assigned to. */
export type AwkTarget =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: AwkExpression }
  | { readonly kind: 'item'; readonly array: string; readonly indexes: readonly AwkExpression[] };

/** What a statement of awk is. */
export type AwkStatement =
  | { readonly kind: 'expression'; readonly value: AwkExpression }
  | {
      readonly kind: 'print' | 'printf';
      readonly args: readonly AwkExpression[];
      readonly file?: { readonly append: boolean; readonly target: AwkExpression };
    }
  | { readonly kind: 'block'; readonly body: readonly AwkStatement[] }
  | {
      readonly kind: 'if';
      readonly test: AwkExpression;
      readonly then: AwkStatement;
      readonly otherwise?: AwkStatement;
    }
  | {
      readonly kind: 'while';
      readonly test: AwkExpression;
      readonly body: AwkStatement;
      readonly isAfter: boolean;
    }
  | {
      readonly kind: 'for';
      readonly start?: AwkStatement;
      readonly test?: AwkExpression;
      readonly next?: AwkStatement;
      readonly body: AwkStatement;
    }
  | {
      readonly kind: 'each';
      readonly name: string;
      readonly array: string;
      readonly body: AwkStatement;
    }
  | { readonly kind: 'delete'; readonly array: string; readonly indexes?: readonly AwkExpression[] }
  | { readonly kind: 'break' | 'continue' | 'next' }
  | { readonly kind: 'exit' | 'return'; readonly value?: AwkExpression };

/** `pattern, pattern { action }`. */
export interface AwkRule {
  readonly when: 'BEGIN' | 'END' | 'record';
  readonly pattern?: AwkExpression;
  readonly until?: AwkExpression;
  /** Undefined: print the record. */
  readonly action?: AwkStatement;
}

/** A whole program. */
export interface AwkProgram {
  readonly rules: readonly AwkRule[];
  readonly functions: ReadonlyMap<
    string,
    { readonly parameters: readonly string[]; readonly body: AwkStatement }
  >;
}
