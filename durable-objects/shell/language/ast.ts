import type { RedirectKind } from '../interpreter/state.ts';

/** A word before expansion. */
export interface Word {
  readonly parts: readonly WordPart[];
}

/** A piece of a word; quoted ones are neither split nor matched against file names. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'tilde'; readonly user: string }
  | ParameterPart
  | { readonly kind: 'command'; readonly body: List; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean };

/** `$name`, `${name...}` and `$@`. */
export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  /** `${name[index]}`; `@` and `*` as such. */
  readonly index?: Word;
  readonly quoted: boolean;
  readonly edit?: ParameterEdit;
}

/** What braces do to a parameter's value. */
export type ParameterEdit =
  | { readonly kind: 'length' }
  | {
      readonly kind: 'default' | 'assign' | 'error' | 'alternative';
      /** With a colon an empty value counts as unset. */
      readonly colon: boolean;
      readonly word: Word;
    }
  | {
      readonly kind: 'trim';
      readonly side: 'prefix' | 'suffix';
      readonly longest: boolean;
      readonly pattern: Word;
    }
  | {
      readonly kind: 'replace';
      readonly where: 'first' | 'all' | 'prefix' | 'suffix';
      readonly pattern: Word;
      readonly replacement: Word;
    }
  | { readonly kind: 'slice'; readonly offset: Word; readonly length?: Word }
  | { readonly kind: 'case'; readonly upper: boolean; readonly all: boolean }
  | { readonly kind: 'indirect' }
  | { readonly kind: 'keys' };

/** `fd>word`. */
export interface Redirect {
  readonly fd: number;
  readonly kind: RedirectKind;
  readonly target: Word;
}

/** `name=word`, `name[index]+=word`, `name=(words)`. */
export interface AssignmentNode {
  readonly name: string;
  readonly index?: Word;
  readonly append: boolean;
  readonly value: Word | { readonly items: readonly Word[] };
}

/** Commands one after the other. */
export interface List {
  readonly items: readonly ListItem[];
}

/** An and-or list; `text` is its source, for `jobs`. */
export interface ListItem {
  readonly command: Command;
  readonly isBackground: boolean;
  readonly text: string;
}

/** Any command. */
export type Command =
  | SimpleNode
  | { readonly kind: 'pipeline'; readonly stages: readonly Command[] }
  | { readonly kind: 'not'; readonly command: Command }
  | { readonly kind: 'and' | 'or'; readonly left: Command; readonly right: Command }
  | {
      readonly kind: 'redirected';
      readonly body: Command;
      readonly redirects: readonly Redirect[];
      readonly line: number;
    }
  | { readonly kind: 'subshell' | 'group'; readonly body: List }
  | {
      readonly kind: 'if';
      readonly condition: List;
      readonly then: List;
      readonly otherwise?: List;
    }
  | {
      readonly kind: 'loop';
      readonly until: boolean;
      readonly condition: List;
      readonly body: List;
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      /** Undefined: "$@". */
      readonly words?: readonly Word[];
      readonly body: List;
      readonly line: number;
    }
  | {
      readonly kind: 'count';
      readonly start: Word;
      readonly test: Word;
      readonly next: Word;
      readonly body: List;
    }
  | {
      readonly kind: 'case';
      readonly subject: Word;
      readonly clauses: readonly CaseClause[];
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  | { readonly kind: 'conditional'; readonly test: Test };

/** A command with its words, or assignments and redirections alone. */
export interface SimpleNode {
  readonly kind: 'simple';
  readonly assignments: readonly AssignmentNode[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
  readonly line: number;
}

/** `pattern | pattern) body ;;`; `;&` falls into the next clause. */
export interface CaseClause {
  readonly patterns: readonly Word[];
  readonly body: List;
  readonly fallsThrough: boolean;
}

/** What stands between `[[` and `]]`. */
export type Test =
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Word;
      readonly right: Word;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly kind: 'not'; readonly test: Test };
