import type { Value } from './values.ts';

/** A parsed expression. `at` is the offset that errors about it name. */
export type Node = { readonly at: number } & (
  | { readonly node: 'literal'; readonly value: Value }
  | { readonly node: 'ident'; readonly name: string }
  | {
      readonly node: 'select';
      readonly operand: Node;
      readonly field: string;
      readonly optional: boolean;
      /** `has(a.b)`. */
      readonly test: boolean;
    }
  | {
      readonly node: 'call';
      /** `_+_` for operators. */
      readonly name: string;
      readonly target?: Node;
      readonly args: readonly Node[];
    }
  | { readonly node: 'list'; readonly items: readonly Item[] }
  | { readonly node: 'map'; readonly entries: readonly Entry[] }
  | { readonly node: 'struct'; readonly name: string; readonly fields: readonly StructField[] }
  | Fold
  | {
      readonly node: 'bind';
      readonly name: string;
      readonly value: Node;
      readonly body: Node;
      /** `optMap` and `optFlatMap`: the value is optional, and so is the result. */
      readonly optional?: 'map' | 'flatMap';
    }
);

export interface Item {
  readonly value: Node;
  readonly optional: boolean;
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
  readonly optional: boolean;
}

export interface StructField {
  readonly at: number;
  readonly name: string;
  readonly value: Node;
  readonly optional: boolean;
}

export type FoldKind =
  | 'all'
  | 'exists'
  | 'exists_one'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry'
  | 'sortBy';

/** A macro that goes over a list or a map. */
export interface Fold {
  readonly node: 'fold';
  readonly at: number;
  readonly fold: FoldKind;
  readonly range: Node;
  /** One, or an index (or key) and a value. */
  readonly variables: readonly string[];
  readonly filter?: Node;
  readonly step: Node;
}
