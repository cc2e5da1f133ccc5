import type { Overload } from './declare.ts';
import type { CelType, ObjectType } from './types.ts';

/** What an expression may name. */
export interface Environment {
  readonly variables: { readonly [name: string]: CelType };
  readonly functions: Functions;
  /** Messages that an expression may construct, by their names. */
  readonly message?: (name: string) => ObjectType | undefined;
}

/** Overloads by the function's name. */
export type Functions = ReadonlyMap<string, readonly Overload[]>;

export function functionsOf(...libraries: readonly (readonly Overload[])[]): Functions {
  const functions = new Map<string, Overload[]>();
  for (const overload of libraries.flat()) {
    const known = functions.get(overload.name);
    if (known) known.push(overload);
    else functions.set(overload.name, [overload]);
  }
  return functions;
}
