import type { Fold, Node } from './ast.ts';
import type { Checked } from './checker.ts';
import { typeNames } from './checker.ts';
import type { Overload } from './declare.ts';
import type { Environment } from './environment.ts';
import { CostError, EvaluationError, noSuchOverload } from './errors.ts';
import { evaluateFold } from './fold.ts';
import type { Meter } from './meter.ts';
import { foldRange } from './range.ts';
import {
  fits,
  isEqual,
  isNumber,
  MapValue,
  memberOf,
  ObjectValue,
  OptionalValue,
  TypeValue,
  type Value,
} from './values.ts';

/** Values of variables; a function is called when its variable is first read. */
export type Bindings = { readonly [name: string]: Value | (() => Value) | undefined };

/** Variables in scope, the nearest first. */
export interface Frame {
  readonly name: string;
  value: Value;
  readonly parent: Frame | undefined;
}

/** Computes an expression. Throws EvaluationError, CostError. */
export class Evaluator {
  private readonly checked: Checked;
  private readonly environment: Environment;
  private readonly bindings: Bindings;
  private readonly meter: Meter;

  constructor(checked: Checked, environment: Environment, bindings: Bindings, meter: Meter) {
    this.checked = checked;
    this.environment = environment;
    this.bindings = bindings;
    this.meter = meter;
  }

  run(node: Node, frame: Frame | undefined): Value {
    switch (node.node) {
      case 'literal':
        return node.value;
      case 'ident':
        this.meter.spend(1);
        return this.variable(node.name, frame);
      case 'select':
        return this.selection(node, frame);
      case 'call':
        return this.call(node, frame);
      case 'list':
        this.meter.spend(10);
        return node.items.flatMap(({ value, optional }) => this.item(value, optional, frame));
      case 'map':
        return this.map(node, frame);
      case 'struct':
        return this.struct(node, frame);
      case 'fold':
        return evaluateFold(node, this.range(node, frame), {
          run: (step, variables) => this.run(step, extend(frame, variables)),
          spend: (cost) => this.meter.spend(cost),
        });
      case 'bind':
        return this.bind(node, frame);
    }
  }

  private range(node: Fold, frame: Frame | undefined): ReturnType<typeof foldRange> {
    return foldRange(this.run(node.range, frame), node.variables.length);
  }

  private variable(name: string, frame: Frame | undefined): Value {
    for (let one = frame; one; one = one.parent) if (one.name === name) return one.value;
    const bound = this.bindings[name];
    const value = typeof bound === 'function' ? bound() : bound;
    if (value !== undefined) return value;
    if (typeNames.has(name)) return new TypeValue(name);
    throw new EvaluationError(`no such attribute(s): ${name}`);
  }

  private selection(node: Node & { node: 'select' }, frame: Frame | undefined): Value {
    this.meter.spend(1);
    if (this.checked.qualified.has(node) && node.operand.node === 'ident')
      return this.variable(`${node.operand.name}.${node.field}`, undefined);
    const operand = this.run(node.operand, frame);
    if (operand instanceof OptionalValue && !node.test) {
      if (operand.value === undefined) return operand;
      return new OptionalValue(memberOf(operand.value, node.field));
    }
    const holder = operand instanceof OptionalValue ? operand.value : operand;
    if (holder === undefined) return false;
    const member = fieldOf(holder, node.field);
    if (node.test) return member !== undefined;
    if (node.optional) return new OptionalValue(member);
    if (member !== undefined) return member;
    throw new EvaluationError(`no such key: ${node.field}`);
  }

  private call(node: Node & { node: 'call' }, frame: Frame | undefined): Value {
    switch (node.name) {
      case '_&&_':
      case '_||_':
        return this.logical(node, node.name === '_||_', frame);
      case '_?_:_': {
        const [condition, yes, no] = node.args as readonly [Node, Node, Node];
        const chosen = this.run(condition, frame);
        if (typeof chosen !== 'boolean') throw noSuchOverload();
        return this.run(chosen ? yes : no, frame);
      }
      default:
        break;
    }
    if (node.target && (node.name === 'orValue' || node.name === 'or') && node.args.length === 1) {
      const held = this.run(node.target, frame);
      if (!(held instanceof OptionalValue)) throw noSuchOverload();
      if (held.value === undefined) return this.run(node.args[0] as Node, frame);
      return node.name === 'or' ? held : held.value;
    }
    const target = this.checked.qualified.has(node) ? undefined : node.target;
    const args = [...(target ? [target] : []), ...node.args].map((arg) => this.run(arg, frame));
    this.meter.spend(1);
    return this.invoke(node, args);
  }

  private invoke(node: Node, args: readonly Value[]): Value {
    const overload = this.checked.overloads.get(node)?.find((one) => accepts(one, args));
    if (!overload) throw noSuchOverload();
    this.meter.spend(overload.cost?.(args) ?? 0);
    return overload.call(args);
  }

  /** `true || error` is true, whichever side the error is on. */
  private logical(
    node: Node & { node: 'call' },
    decisive: boolean,
    frame: Frame | undefined,
  ): Value {
    let failure: EvaluationError | undefined;
    for (const arg of node.args) {
      try {
        const value = this.run(arg, frame);
        if (value === decisive) return value;
        if (typeof value !== 'boolean') failure ??= noSuchOverload();
      } catch (error) {
        if (!(error instanceof EvaluationError) || error instanceof CostError) throw error;
        failure ??= error;
      }
    }
    if (failure) throw failure;
    return !decisive;
  }

  private item(node: Node, optional: boolean, frame: Frame | undefined): readonly Value[] {
    const value = this.run(node, frame);
    if (!optional) return [value];
    if (!(value instanceof OptionalValue)) throw noSuchOverload();
    return value.value === undefined ? [] : [value.value];
  }

  private map(node: Node & { node: 'map' }, frame: Frame | undefined): Value {
    this.meter.spend(30);
    const entries: (readonly [Value, Value])[] = [];
    for (const { key, value, optional } of node.entries) {
      const name = this.run(key, frame);
      if (typeof name !== 'string' && typeof name !== 'boolean' && !isNumber(name))
        throw new EvaluationError(`unsupported key type`);
      if (entries.some(([known]) => isEqual(known, name)))
        throw new EvaluationError(`Failed with repeated key`);
      for (const item of this.item(value, optional, frame)) entries.push([name, item]);
    }
    return new MapValue(entries);
  }

  private struct(node: Node & { node: 'struct' }, frame: Frame | undefined): Value {
    this.meter.spend(40);
    const type = this.environment.message?.(node.name);
    if (!type) throw new EvaluationError(`unknown type: ${node.name}`);
    const fields = new Map<string, Value>();
    for (const { name, value, optional } of node.fields)
      for (const item of this.item(value, optional, frame)) fields.set(name, item);
    return new ObjectValue(
      type,
      (field) => fields.get(field),
      () => [...fields.keys()],
    );
  }

  private bind(node: Node & { node: 'bind' }, frame: Frame | undefined): Value {
    const value = this.run(node.value, frame);
    if (!node.optional) return this.run(node.body, extend(frame, [[node.name, value]]));
    if (!(value instanceof OptionalValue)) throw noSuchOverload();
    if (value.value === undefined) return value;
    const result = this.run(node.body, extend(frame, [[node.name, value.value]]));
    return node.optional === 'map' ? new OptionalValue(result) : result;
  }
}

function extend(
  frame: Frame | undefined,
  variables: readonly (readonly [string, Value])[],
): Frame | undefined {
  return variables.reduce<Frame | undefined>(
    (parent, [name, value]) => ({ name, value, parent }),
    frame,
  );
}

function accepts({ params }: Overload, args: readonly Value[]): boolean {
  return params.every((type, i) => fits(args[i] ?? null, type));
}

function fieldOf(holder: Value, field: string): Value | undefined {
  if (holder instanceof MapValue || holder instanceof ObjectValue) return memberOf(holder, field);
  throw noSuchOverload();
}
