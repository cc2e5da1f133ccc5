import { type CelType, dyn, listOf, mapOf, optionalOf } from './types.ts';

/** What type parameters stand for, in one call. */
export type Bindings = ReadonlyMap<string, CelType>;

/**
 * Whether a value of type `from` may stand where `to` is wanted; the bindings that this needs, or
 * undefined. Follows cel-go's checker/types.go: dyn goes with everything.
 */
export function assign(to: CelType, from: CelType, known: Bindings): Bindings | undefined {
  if (to.kind === 'param') {
    const bound = known.get(to.name);
    if (!bound || isOpen(bound))
      return new Map(known).set(to.name, bound ? join(bound, from) : from);
    return assign(bound, from, known) ?? (from.kind === 'dyn' ? known : undefined);
  }
  if (from.kind === 'param') return known;
  if (to.kind === 'dyn' || from.kind === 'dyn') return known;
  if (from.kind === 'null' && isNullable(to)) return known;
  if (to.kind !== from.kind) return undefined;
  if (to.kind === 'list' && from.kind === 'list') return assign(to.element, from.element, known);
  if (to.kind === 'optional' && from.kind === 'optional')
    return assign(to.value, from.value, known);
  if (to.kind === 'map' && from.kind === 'map') {
    const keys = assign(to.key, from.key, known);
    return keys && assign(to.value, from.value, keys);
  }
  if ((to.kind === 'object' || to.kind === 'opaque') && 'name' in from)
    return to.name === from.name ? known : undefined;
  return known;
}

/** The type with its parameters filled in; what is bound to nothing is dyn, or stays unknown. */
export function substitute(type: CelType, bindings: Bindings): CelType {
  switch (type.kind) {
    case 'param': {
      const bound = bindings.get(type.name);
      if (!bound) return type.name === unknownName ? type : dyn;
      // What was learnt of an empty list's elements meanwhile.
      const others = new Map([...bindings].filter(([name]) => name !== type.name));
      return substitute(bound, others);
    }
    case 'list':
      return listOf(substitute(type.element, bindings));
    case 'map':
      return mapOf(substitute(type.key, bindings), substitute(type.value, bindings));
    case 'optional':
      return optionalOf(substitute(type.value, bindings));
    default:
      return type;
  }
}

/** The type that holds values of both; dyn when they have nothing in common. */
export function join(a: CelType, b: CelType): CelType {
  if (isOpen(a)) return b;
  if (isOpen(b)) return a;
  const none: Bindings = new Map();
  if (assign(a, b, none)) return a;
  return assign(b, a, none) ? b : dyn;
}

export function isAssignable(to: CelType, from: CelType): boolean {
  return assign(to, from, new Map()) !== undefined;
}

/** The element type of an empty list: nothing is known of it yet. */
const unknownName = '?';
export const unknownElement: CelType = { kind: 'param', name: unknownName };

/** The type with dyn in the place of what nothing was found out about. */
export function settle(type: CelType): CelType {
  return substitute(type, new Map([[unknownName, dyn]]));
}

function isOpen(type: CelType): boolean {
  return type.kind === 'param';
}

function isNullable({ kind }: CelType): boolean {
  return ['timestamp', 'duration', 'object', 'opaque', 'optional'].includes(kind);
}
