import type { RedirectKind } from '../interpreter/state.ts';
import type { ShellSyntaxError } from './scanner.ts';

/**
 * What a source text is compiled to. Each instruction either completes, or blocks having changed
 * nothing and is tried again; numbers named `to` are indexes of instructions.
 */
export type Instruction =
  // Words: built piece by piece on the stack of words.
  | { readonly do: 'word' }
  | { readonly do: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly do: 'tilde'; readonly user: string }
  | ({ readonly do: 'parameter' } & Subject)
  | ({
      readonly do: 'parameter-or';
      readonly when: 'set' | 'unset';
      readonly colon: boolean;
      readonly to: number;
    } & Subject)
  | ({ readonly do: 'parameter-assign' } & Subject)
  | ({ readonly do: 'parameter-error'; readonly colon: boolean } & Subject)
  | ({ readonly do: 'parameter-edit'; readonly edit: Edit } & Subject)
  | { readonly do: 'capture'; readonly entry: number; readonly quoted: boolean }
  | { readonly do: 'captured'; readonly quoted: boolean }
  | { readonly do: 'arithmetic'; readonly quoted: boolean }
  | { readonly do: 'end-word'; readonly as: 'fields' | 'field' | 'value' | 'pattern' | 'regex' }
  // Simple commands.
  | { readonly do: 'draft'; readonly line: number }
  | {
      readonly do: 'assign';
      readonly name: string;
      readonly append: boolean;
      readonly indexed: boolean;
    }
  | { readonly do: 'assign-items'; readonly name: string; readonly append: boolean }
  | { readonly do: 'redirect'; readonly fd: number; readonly kind: RedirectKind }
  | { readonly do: 'prepare'; readonly to: number; readonly isCompound: boolean }
  | { readonly do: 'run'; readonly isLast: boolean }
  | { readonly do: 'collect' }
  | { readonly do: 'finish' }
  // Control.
  | { readonly do: 'jump'; readonly to: number }
  | { readonly do: 'jump-if'; readonly success: boolean; readonly to: number }
  | { readonly do: 'condition' }
  | { readonly do: 'end-condition' }
  | { readonly do: 'negate' }
  | { readonly do: 'check' }
  | { readonly do: 'status'; readonly status: number }
  | { readonly do: 'loop'; readonly breakTo: number; readonly continueTo: number }
  | { readonly do: 'keep-status' }
  | { readonly do: 'end-loop' }
  | {
      readonly do: 'for';
      readonly breakTo: number;
      readonly continueTo: number;
      readonly isPositional: boolean;
    }
  | { readonly do: 'next'; readonly name: string; readonly to: number }
  | { readonly do: 'match'; readonly to: number }
  | { readonly do: 'drop' }
  | { readonly do: 'define'; readonly name: string; readonly entry: number }
  | { readonly do: 'return' }
  | { readonly do: 'subshell'; readonly entry: number }
  | { readonly do: 'pipeline'; readonly entries: readonly number[] }
  | { readonly do: 'background'; readonly entry: number; readonly text: string }
  | { readonly do: 'exit' }
  | { readonly do: 'arithmetic-command' }
  | { readonly do: 'test'; readonly operator: string; readonly operands: 1 | 2 }
  | { readonly do: 'end' }
  | { readonly do: 'fail'; readonly error: ShellSyntaxError };

/** The parameter an instruction is about; an index, when there is one, is on the values. */
export interface Subject {
  readonly name: string;
  readonly quoted: boolean;
  readonly index?: '@' | '*' | 'value';
}

/** An edit whose operands are on the stack of values, the last one on top. */
export type Edit =
  | { readonly kind: 'length' | 'indirect' | 'keys' }
  | { readonly kind: 'trim'; readonly side: 'prefix' | 'suffix'; readonly longest: boolean }
  | { readonly kind: 'replace'; readonly where: 'first' | 'all' | 'prefix' | 'suffix' }
  | { readonly kind: 'slice'; readonly hasLength: boolean }
  | { readonly kind: 'case'; readonly upper: boolean; readonly all: boolean };

/** A compiled source text. It is derived anew whenever it is needed and never stored. */
export interface Program {
  readonly instructions: readonly Instruction[];
}
