import type { Json } from '../../lib/json.ts';
import { arity, functions } from './functions.ts';
import { TemplateSyntaxError } from './lexer.ts';
import {
  type Body,
  type Node,
  type Operand,
  type Parsed,
  type Pipe,
  parseTemplate,
} from './parse.ts';
import { GoNumber, isMap, isTrue, show, type Value } from './values.ts';

/** A Go template. Follows text/template/exec.go for values that come from JSON. */
export interface GoTemplate {
  /** The text for a value, or what was written before an error, with the error. */
  execute(value: Json): { readonly text: string; readonly error?: string };
}

/** A template with this name can't be read; the message is text/template's. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

const known = new Set([...Object.keys(functions), 'and', 'or']);

/** Reads a template. Throws TemplateError. */
export function parseGoTemplate(
  name: string,
  source: string,
  options: { readonly missingKeyIsError: boolean },
): GoTemplate {
  let parsed: Parsed;
  try {
    parsed = parseTemplate(source, known);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new TemplateError(`template: ${name}:${error.line}: ${error.message}`);
  }
  return {
    execute(value) {
      const run = new Run(parsed, name, source, options.missingKeyIsError);
      try {
        run.body(parsed.main, value, [{ name: '$', value }]);
        return { text: run.text };
      } catch (error) {
        if (!(error instanceof RunError)) throw error;
        return { text: run.text, error: error.message };
      }
    },
  };
}

class RunError extends Error {
  override readonly name = 'RunError';
}

/** How a body ended: by itself, or by a word that its range hears. */
type Ending = 'end' | 'break' | 'continue';

interface Variable {
  readonly name: string;
  value: Value;
}

// text/template's own limit is far above the host's stack.
const maxDepth = 1_000;

class Run {
  text = '';
  readonly #parsed: Parsed;
  readonly #name: string;
  readonly #source: string;
  readonly #missingKeyIsError: boolean;
  #depth = 0;

  constructor(parsed: Parsed, name: string, source: string, missing: boolean) {
    this.#parsed = parsed;
    this.#name = name;
    this.#source = source;
    this.#missingKeyIsError = missing;
  }

  body(body: Body, dot: Value, scope: Variable[]): Ending {
    for (const node of body) {
      const ending = this.#node(node, dot, scope);
      if (ending !== 'end') return ending;
    }
    return 'end';
  }

  #node(node: Node, dot: Value, scope: Variable[]): Ending {
    switch (node.node) {
      case 'text':
        this.text += node.text;
        return 'end';
      case 'print': {
        const value = this.#pipe(node.pipe, dot, scope);
        if (node.pipe.variables.length === 0) this.text += shown(value);
        return 'end';
      }
      case 'if':
      case 'with': {
        const inner = [...scope];
        const value = this.#pipe(node.pipe, dot, inner);
        const next = node.node === 'with' ? value : dot;
        return isTrue(value) ? this.body(node.body, next, inner) : this.body(node.else, dot, inner);
      }
      case 'range':
        return this.#range(node, dot, [...scope]);
      case 'template':
        return this.#template(node, dot, scope);
      default:
        return node.node;
    }
  }

  #template(node: Node & { node: 'template' }, dot: Value, scope: Variable[]): Ending {
    const { name, pipe } = node;
    const value = pipe ? this.#pipe(pipe, dot, scope) : undefined;
    const body = this.#parsed.named.get(name);
    if (!body) throw this.#failure(node.at, `template ${JSON.stringify(name)} not defined`);
    this.#depth += 1;
    if (this.#depth > maxDepth)
      throw this.#failure(node.at, `exceeded maximum template depth (${maxDepth})`);
    this.body(body, value, [{ name: '$', value }]);
    this.#depth -= 1;
    return 'end';
  }

  #range(node: Node & { node: 'range' }, dot: Value, scope: Variable[]): Ending {
    const { variables, isAssignment } = node.pipe;
    const over = this.#pipe({ ...node.pipe, variables: [] }, dot, scope);
    const entries = this.#entries(node.pipe, over);
    if (entries.length === 0) return this.body(node.else, dot, scope);
    for (const [key, value] of entries) {
      const inner = isAssignment ? scope : [...scope];
      const values = variables.length === 1 ? [value] : [key, value];
      for (const [i, name] of variables.entries()) assign(inner, name, values[i], isAssignment);
      const ending = this.body(node.body, value, inner);
      if (ending === 'break') break;
    }
    return 'end';
  }

  #entries(pipe: Pipe, over: Value): readonly (readonly [Value, Value])[] {
    if (Array.isArray(over)) return over.map((value, i) => [new GoNumber(i), value]);
    if (over instanceof GoNumber)
      return Array.from({ length: Math.max(0, over.value) }, (_one, i) => [
        new GoNumber(i),
        new GoNumber(i),
      ]);
    if (isMap(over))
      return Object.keys(over)
        .sort()
        .map((key) => [key, over[key]]);
    if (over === undefined || over === null) return [];
    throw this.#failure(pipe.at, `range can't iterate over ${show(over)}`);
  }

  #pipe(pipe: Pipe, dot: Value, scope: Variable[]): Value {
    let value: Value;
    let isFirst = true;
    for (const command of pipe.commands) {
      value = this.#command(command, dot, scope, isFirst ? [] : [value]);
      isFirst = false;
    }
    for (const name of pipe.variables) assign(scope, name, value, pipe.isAssignment);
    return value;
  }

  #command(
    [first, ...args]: readonly Operand[],
    dot: Value,
    scope: readonly Variable[],
    final: readonly Value[],
  ): Value {
    if (!first) return undefined;
    if (first.operand === 'function') return this.#call(first, args, dot, scope, final);
    if (args.length > 0 || final.length > 0) {
      const isField = first.fields.length > 0;
      const what = isField
        ? `${first.fields.at(-1)} is not a method but has arguments`
        : `can't give argument to non-function ${first.place.text}`;
      throw this.#failure(first.place, what);
    }
    return this.#operand(first, dot, scope);
  }

  #call(
    head: Operand & { operand: 'function' },
    args: readonly Operand[],
    dot: Value,
    scope: readonly Variable[],
    final: readonly Value[],
  ): Value {
    const { name, place } = head;
    if (name === 'and' || name === 'or') {
      let value: Value;
      for (const arg of args) {
        value = this.#operand(arg, dot, scope);
        if (isTrue(value) === (name === 'or')) return value;
      }
      return final.length > 0 ? final[0] : value;
    }
    const values = [...args.map((arg) => this.#operand(arg, dot, scope)), ...final];
    const wanted = arity[name];
    if (wanted !== undefined && wanted !== values.length)
      throw this.#failure(
        place,
        `wrong number of args for ${name}: want ${wanted} got ${values.length}`,
      );
    try {
      return this.#fields(functions[name]?.(values), head.fields, head);
    } catch (error) {
      if (error instanceof RunError || !(error instanceof Error)) throw error;
      throw this.#failure(
        this.#commandPlace(head, args),
        `error calling ${name}: ${error.message}`,
      );
    }
  }

  #commandPlace(head: Operand, args: readonly Operand[]): Operand['place'] {
    return { ...head.place, text: [head, ...args].map(({ place }) => place.text).join(' ') };
  }

  #operand(operand: Operand, dot: Value, scope: readonly Variable[]): Value {
    return this.#fields(this.#head(operand, dot, scope), operand.fields, operand);
  }

  #head(operand: Operand, dot: Value, scope: readonly Variable[]): Value {
    switch (operand.operand) {
      case 'dot':
      case 'field':
        return dot;
      case 'nil':
        throw this.#failure(operand.place, 'nil is not a command');
      case 'literal':
        return operand.value;
      case 'number':
        return /^[+-]?(0[xob]|\d[\d_]*$)/i.test(operand.text)
          ? new GoNumber(Number(operand.text.replaceAll('_', '')))
          : new GoNumber(Number(operand.text), 'float64');
      case 'variable':
        return operand.name === '$'
          ? scope[0]?.value
          : scope.findLast(({ name }) => name === operand.name)?.value;
      case 'function':
        return this.#call(operand, [], dot, scope, []);
      case 'pipe':
        return this.#pipe(operand.pipe, dot, [...scope]);
    }
  }

  #fields(value: Value, fields: readonly string[], { place }: Operand): Value {
    return fields.reduce<Value>((of, field) => {
      if (of === undefined || of === null) {
        if (this.#missingKeyIsError)
          throw this.#failure(place, `nil data; no entry for key ${JSON.stringify(field)}`);
        if (of === null) throw this.#failure(place, `nil pointer evaluating interface {}.${field}`);
        return undefined;
      }
      if (!isMap(of))
        throw this.#failure(place, `can't evaluate field ${field} in type interface {}`);
      if (Object.hasOwn(of, field)) return of[field];
      if (this.#missingKeyIsError)
        throw this.#failure(place, `map has no entry for key ${JSON.stringify(field)}`);
      return undefined;
    }, value);
  }

  #failure(place: Operand['place'] | undefined, message: string): RunError {
    const { at, line, text } = place ?? { at: 0, line: 1, text: '' };
    const column = at - (this.#source.lastIndexOf('\n', at - 1) + 1);
    return new RunError(
      `template: ${this.#name}:${line}:${column}: executing ${JSON.stringify(this.#name)} at <${text}>: ${message}`,
    );
  }
}

function assign(scope: Variable[], name: string, value: Value, isAssignment: boolean): void {
  const variable = isAssignment ? scope.findLast((one) => one.name === name) : undefined;
  if (variable) variable.value = value;
  else scope.push({ name, value });
}

/** A value at the end of a pipeline. */
function shown(value: Value): string {
  return value === undefined || value === null ? '<no value>' : show(value);
}
