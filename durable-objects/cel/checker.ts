import type { Fold, Node } from './ast.ts';
import type { Overload } from './declare.ts';
import type { Environment } from './environment.ts';
import type { Issue } from './errors.ts';
import {
  bool,
  bytes,
  type CelType,
  double,
  dyn,
  int,
  listOf,
  mapOf,
  nullType,
  optionalOf,
  string,
  typeName,
  uint,
} from './types.ts';
import {
  assign,
  type Bindings,
  isAssignable,
  join,
  settle,
  substitute,
  unknownElement,
} from './unify.ts';
import { Uint, type Value } from './values.ts';

/** What the checker found out: enough to evaluate without looking names up again. */
export interface Checked {
  readonly type: CelType;
  /** The overloads that a call may mean; one where the types are known. */
  readonly overloads: ReadonlyMap<Node, readonly Overload[]>;
  /** Variables that the expression reads. */
  readonly variables: ReadonlySet<string>;
  /** Calls and selections whose target is a part of the function's or variable's name. */
  readonly qualified: ReadonlySet<Node>;
}

/** Finds the type of an expression, or what is wrong with it. Follows cel-go's checker. */
export function check(
  node: Node,
  environment: Environment,
): Checked | { readonly issues: readonly Issue[] } {
  const checker = new Checker(environment);
  const type = checker.typeOf(node, {});
  if (checker.issues.length > 0) return { issues: checker.issues };
  const { overloads, variables, qualified } = checker;
  return { type: settle(type), overloads, variables, qualified };
}

/** Variables that macros declare. */
type Scope = { readonly [name: string]: CelType };

class Checker {
  readonly issues: Issue[] = [];
  readonly overloads = new Map<Node, readonly Overload[]>();
  readonly variables = new Set<string>();
  readonly qualified = new Set<Node>();
  /** Literals whose members may be of several types: what `format` is given. */
  private readonly mixed = new Set<Node>();
  private readonly environment: Environment;

  constructor(environment: Environment) {
    this.environment = environment;
  }

  typeOf(node: Node, scope: Scope): CelType {
    switch (node.node) {
      case 'literal':
        return literalType(node.value);
      case 'ident':
        return this.identifier(node.name, node.at, scope);
      case 'select':
        return this.selection(node, scope);
      case 'call':
        return this.call(node, scope);
      case 'list':
        return listOf(this.joined(node.items, scope, this.mixed.has(node)));
      case 'map':
        return mapOf(
          this.joined(
            node.entries.map(({ key }) => ({ value: key, optional: false })),
            scope,
          ),
          this.joined(node.entries, scope),
        );
      case 'struct':
        return this.struct(node, scope);
      case 'fold':
        return this.fold(node, scope);
      case 'bind':
        return this.bind(node, scope);
    }
  }

  private identifier(name: string, at: number, scope: Scope): CelType {
    const local = Object.hasOwn(scope, name) ? scope[name] : undefined;
    if (local) return local;
    const { variables } = this.environment;
    const type = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (type) {
      this.variables.add(name);
      return type;
    }
    const named = typeNames.get(name);
    if (named) return { kind: 'type', of: named };
    return this.fail(at, `undeclared reference to '${name}' (in container '')`);
  }

  private selection(node: Node & { node: 'select' }, scope: Scope): CelType {
    const variable = this.qualifiedVariable(node, scope);
    if (variable) return variable;
    const operand = this.typeOf(node.operand, scope);
    const inner = operand.kind === 'optional' ? operand.value : operand;
    const field = this.field(inner, node.field, node.at);
    if (node.test) return bool;
    return node.optional || operand.kind === 'optional' ? optionalOf(unwrap(field)) : field;
  }

  /** `authorizer.requestResource` is a variable's whole name. */
  private qualifiedVariable(node: Node & { node: 'select' }, scope: Scope): CelType | undefined {
    const { operand } = node;
    if (operand.node !== 'ident' || Object.hasOwn(scope, operand.name)) return undefined;
    const name = `${operand.name}.${node.field}`;
    const { variables } = this.environment;
    if (!Object.hasOwn(variables, name)) return undefined;
    this.variables.add(name);
    this.qualified.add(node);
    return variables[name];
  }

  private field(type: CelType, field: string, at: number): CelType {
    switch (type.kind) {
      case 'dyn':
      case 'param':
        return dyn;
      case 'map':
        return type.value;
      case 'object':
        return type.field(field) ?? this.fail(at, `undefined field '${field}'`);
      default:
        return this.fail(at, `type '${typeName(type)}' does not support field selection`);
    }
  }

  private call(node: Node & { node: 'call' }, scope: Scope): CelType {
    const name = this.qualifiedName(node, scope) ?? node.name;
    const all = this.environment.functions.get(name) ?? [];
    const target = name === node.name ? node.target : undefined;
    const receiver = target && this.typeOf(target, scope);
    if (node.name === 'format') for (const arg of node.args) this.mixed.add(arg);
    const args = node.args.map((arg) => this.typeOf(arg, scope));
    const isMember = receiver !== undefined;
    const candidates = all.filter((overload) => overload.isMember === isMember);
    if (candidates.length === 0)
      return this.fail(node.at, `undeclared reference to '${node.name}' (in container '')`);
    const given = receiver ? [receiver, ...args] : args;
    const found = candidates.flatMap((overload) => {
      const bindings = matchAll(overload.params, given);
      return bindings ? [{ overload, result: substitute(overload.result, bindings) }] : [];
    });
    if (found.length === 0) {
      const names = args.map(typeName).join(', ');
      const applied = receiver ? `${typeName(receiver)}.(${names})` : `(${names})`;
      return this.fail(
        node.at,
        `found no matching overload for '${node.name}' applied to '${applied}'`,
      );
    }
    this.overloads.set(
      node,
      found.map(({ overload }) => overload),
    );
    const [first, ...others] = found.map(({ result }) => result);
    return others.every((type) => typeName(type) === typeName(first ?? dyn)) ? (first ?? dyn) : dyn;
  }

  /** `sets.contains` is one function's name, unless `sets` is a variable. */
  private qualifiedName(node: Node & { node: 'call' }, scope: Scope): string | undefined {
    const { target } = node;
    if (target?.node !== 'ident') return undefined;
    if (Object.hasOwn(scope, target.name)) return undefined;
    if (Object.hasOwn(this.environment.variables, target.name)) return undefined;
    const name = `${target.name}.${node.name}`;
    if (!this.environment.functions.has(name)) return undefined;
    this.qualified.add(node);
    return name;
  }

  private element(value: Node, optional: boolean, scope: Scope): CelType {
    const type = this.typeOf(value, scope);
    if (!optional) return type;
    if (type.kind === 'optional') return type.value;
    if (type.kind === 'dyn') return dyn;
    return this.fail(value.at, mismatch('optional_type(dyn)', type));
  }

  /** The type of all members of a literal, which have one unless some are dyn. */
  private joined(
    members: readonly { readonly value: Node; readonly optional: boolean }[],
    scope: Scope,
    mayMix = false,
  ): CelType {
    return members.reduce<CelType>((joined, { value, optional }) => {
      const type = this.element(value, optional, scope);
      const both = join(joined, type);
      const isMixed = both.kind === 'dyn' && joined.kind !== 'dyn' && type.kind !== 'dyn';
      if (isMixed && !mayMix) this.fail(value.at, mismatch(typeName(joined), type));
      return both;
    }, unknownElement);
  }

  private struct(node: Node & { node: 'struct' }, scope: Scope): CelType {
    const type = this.environment.message?.(node.name);
    if (!type) {
      for (const { value } of node.fields) this.typeOf(value, scope);
      return this.fail(node.at, `undeclared reference to '${node.name}' (in container '')`);
    }
    for (const { name, value, optional, at } of node.fields) {
      const wanted = type.field(name);
      const given = this.element(value, optional, scope);
      if (!wanted) this.fail(at, `undefined field '${name}'`);
      else if (!isAssignable(wanted, given))
        this.fail(
          at,
          `expected type of field '${name}' is '${typeName(wanted)}' but provided type is '${typeName(given)}'`,
        );
    }
    return type;
  }

  private fold(node: Fold, scope: Scope): CelType {
    const range = this.typeOf(node.range, scope);
    const inner = { ...scope, ...this.rangeVariables(range, node) };
    if (node.filter) this.expectBool(node.filter, inner);
    switch (node.fold) {
      case 'all':
      case 'exists':
      case 'exists_one':
        this.expectBool(node.step, inner);
        return bool;
      case 'filter':
        this.expectBool(node.step, inner);
        return listOf(
          range.kind === 'list' ? range.element : range.kind === 'map' ? range.key : dyn,
        );
      case 'map':
      case 'transformList':
        return listOf(this.typeOf(node.step, inner));
      case 'transformMap':
        return mapOf(range.kind === 'map' ? range.key : int, this.typeOf(node.step, inner));
      case 'transformMapEntry':
        return this.typeOf(node.step, inner);
      case 'sortBy':
        this.typeOf(node.step, inner);
        return range;
    }
  }

  private rangeVariables(range: CelType, { variables, range: node }: Fold): Scope {
    const [first = '', second] = variables;
    const pairs = (key: CelType, value: CelType): Scope =>
      second === undefined ? {} : { [first]: key, [second]: value };
    switch (range.kind) {
      case 'list':
        return second === undefined
          ? { [first]: unwrap(range.element) }
          : pairs(int, range.element);
      case 'map':
        return second === undefined ? { [first]: range.key } : pairs(range.key, range.value);
      case 'dyn':
      case 'param':
        return second === undefined ? { [first]: dyn } : pairs(dyn, dyn);
      default: {
        const message = `expression of type '${typeName(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`;
        this.fail(node.at, message);
        return second === undefined ? { [first]: dyn } : pairs(dyn, dyn);
      }
    }
  }

  private bind(node: Node & { node: 'bind' }, scope: Scope): CelType {
    const value = this.typeOf(node.value, scope);
    const bound = node.optional ? (value.kind === 'optional' ? value.value : dyn) : value;
    const body = this.typeOf(node.body, { ...scope, [node.name]: bound });
    if (node.optional === 'map') return optionalOf(body);
    return body;
  }

  private expectBool(node: Node, scope: Scope): void {
    const type = this.typeOf(node, scope);
    if (type.kind !== 'bool' && type.kind !== 'dyn' && type.kind !== 'param')
      this.fail(node.at, mismatch('bool', type));
  }

  private fail(at: number, message: string): CelType {
    this.issues.push({ at, message });
    return dyn;
  }
}

function mismatch(wanted: string, found: CelType): string {
  return `expected type '${wanted}' but found '${typeName(found)}'`;
}

function matchAll(params: readonly CelType[], given: readonly CelType[]): Bindings | undefined {
  if (params.length !== given.length) return undefined;
  let bindings: Bindings | undefined = new Map();
  params.forEach((param, i) => {
    bindings = bindings && assign(param, given[i] ?? dyn, bindings);
  });
  return bindings;
}

/** What is known of an element of an empty list. */
function unwrap(type: CelType): CelType {
  return type.kind === 'param' ? dyn : type;
}

function literalType(value: Value): CelType {
  if (value === null) return nullType;
  if (value instanceof Uint) return uint;
  if (value instanceof Uint8Array) return bytes;
  switch (typeof value) {
    case 'boolean':
      return bool;
    case 'bigint':
      return int;
    case 'number':
      return double;
    default:
      return string;
  }
}

/** Types that are values too: `type(x) == string`. */
export const typeNames: ReadonlyMap<string, CelType> = new Map<string, CelType>([
  ['bool', bool],
  ['int', int],
  ['uint', uint],
  ['double', double],
  ['string', string],
  ['bytes', bytes],
  ['list', listOf(dyn)],
  ['map', mapOf(dyn, dyn)],
  ['null_type', nullType],
  ['type', { kind: 'type' }],
]);
