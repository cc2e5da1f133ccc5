import { limits } from '../limits.ts';
import type { AwkExpression, AwkProgram, AwkStatement, AwkTarget } from './awk-ast.ts';
import { callFunction, formatArguments } from './awk-functions.ts';
import { AwkError } from './awk-lexer.ts';
import {
  type AwkOutput,
  type AwkState,
  type AwkValue,
  compareValues,
  compute,
  formatNumeric,
  isNumeric,
  numberOf,
  regexOf,
  splitText,
} from './awk-values.ts';

type Local = AwkValue | { readonly array: Record<string, AwkValue> };

type Jump = 'break' | 'continue' | 'next' | 'exit' | { readonly value: AwkValue };

/** A program running over its state. */
export class AwkMachine {
  readonly #program: AwkProgram;
  readonly state: AwkState;
  readonly output: AwkOutput;
  #steps = 0;
  #depth = 0;
  #locals: Record<string, Local>[] = [];

  constructor(program: AwkProgram, state: AwkState, output: AwkOutput) {
    this.#program = program;
    this.state = state;
    this.output = output;
  }

  /** Runs the BEGIN or END rules. */
  edge(when: 'BEGIN' | 'END'): void {
    for (const rule of this.#program.rules) {
      if (rule.when !== when || !rule.action) continue;
      if (this.#run(rule.action) === 'exit') return;
    }
  }

  /** Runs the rules over one record. */
  record(text: string): void {
    const { variables } = this.state;
    variables.NR = numberOf(variables.NR ?? 0) + 1;
    variables.FNR = numberOf(variables.FNR ?? 0) + 1;
    this.#setRecord(text);
    for (const [at, rule] of this.#program.rules.entries()) {
      if (rule.when !== 'record' || !this.#applies(at)) continue;
      const jump = rule.action ? this.#run(rule.action) : this.#print('print', []);
      if (jump === 'next' || jump === 'exit') return;
    }
  }

  #applies(at: number): boolean {
    const rule = this.#program.rules[at];
    if (!rule?.pattern) return true;
    const { open } = this.state;
    if (!rule.until) return this.#truth(rule.pattern);
    if (!open[at] && !this.#truth(rule.pattern)) return false;
    open[at] = !this.#truth(rule.until);
    return true;
  }

  #setRecord(text: string): void {
    this.state.record = text;
    this.#split(text);
  }

  #split(text: string): void {
    this.state.fields = splitText(text, this.string(this.state.variables.FS ?? ' '));
    this.state.variables.NF = this.state.fields.length;
  }

  #count(): void {
    this.#steps += 1;
    if (this.#steps > limits.awkSteps)
      throw new AwkError(`more than ${limits.awkSteps} steps for one record`);
  }

  #run(statement: AwkStatement): Jump | undefined {
    this.#count();
    switch (statement.kind) {
      case 'block':
        for (const one of statement.body) {
          const jump = this.#run(one);
          if (jump !== undefined) return jump;
        }
        return undefined;
      case 'expression':
        this.value(statement.value);
        return undefined;
      case 'print':
      case 'printf':
        return this.#print(statement.kind, statement.args, statement.file);
      case 'if':
        if (this.#truth(statement.test)) return this.#run(statement.then);
        return statement.otherwise && this.#run(statement.otherwise);
      case 'while':
      case 'for':
      case 'each':
        return this.#loop(statement);
      case 'delete':
        if (!statement.indexes)
          for (const key of Object.keys(this.array(statement.array)))
            delete this.array(statement.array)[key];
        else delete this.array(statement.array)[this.#key(statement.indexes)];
        return undefined;
      case 'exit':
        if (statement.value) this.state.exit = numberOf(this.value(statement.value));
        else this.state.exit ??= 0;
        return 'exit';
      case 'return':
        return { value: statement.value ? this.value(statement.value) : '' };
      default:
        return statement.kind;
    }
  }

  #loop(statement: Extract<AwkStatement, { kind: 'while' | 'for' | 'each' }>): Jump | undefined {
    if (statement.kind === 'each') {
      for (const key of Object.keys(this.array(statement.array))) {
        this.assign({ kind: 'variable', name: statement.name }, { strnum: key });
        const jump = this.#run(statement.body);
        if (jump === 'break') return undefined;
        if (jump !== undefined && jump !== 'continue') return jump;
      }
      return undefined;
    }
    if (statement.kind === 'for' && statement.start) this.#run(statement.start);
    let isFirst = statement.kind === 'while' && statement.isAfter;
    while (isFirst || !statement.test || this.#truth(statement.test)) {
      isFirst = false;
      this.#count();
      const jump = this.#run(statement.body);
      if (jump === 'break') return undefined;
      if (jump !== undefined && jump !== 'continue') return jump;
      if (statement.kind === 'for' && statement.next) this.#run(statement.next);
    }
    return undefined;
  }

  #print(
    kind: 'print' | 'printf',
    args: readonly AwkExpression[],
    file?: { append: boolean; target: AwkExpression },
  ): undefined {
    const { variables, record } = this.state;
    let text: string;
    if (kind === 'print') {
      const parts = args.map((arg) => this.#outputText(this.value(arg)));
      text =
        (args.length === 0 ? record : parts.join(this.string(variables.OFS ?? ' '))) +
        this.string(variables.ORS ?? '\n');
    } else text = formatArguments(this, args);
    if (!file) this.output.out(text);
    else this.output.file(this.string(this.value(file.target)), text, file.append);
    return undefined;
  }

  #outputText(value: AwkValue): string {
    if (typeof value !== 'number' || Number.isInteger(value)) return this.string(value);
    return formatNumeric(this.string(this.state.variables.OFMT ?? '%.6g'), value);
  }

  #truth(expression: AwkExpression): boolean {
    const value = this.value(expression);
    if (typeof value === 'number') return value !== 0;
    if (typeof value === 'string') return value !== '';
    return isNumeric(value.strnum) ? Number(value.strnum) !== 0 : value.strnum !== '';
  }

  /** The value of an expression. */
  value(expression: AwkExpression): AwkValue {
    this.#count();
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'regex':
        return this.#matches(this.state.record, expression.source) ? 1 : 0;
      case 'variable':
      case 'field':
      case 'item':
        return this.#read(expression);
      case 'assign': {
        const value = this.value(expression.value);
        const result =
          expression.operator === ''
            ? value
            : compute(
                expression.operator,
                numberOf(this.#read(expression.target)),
                numberOf(value),
              );
        this.assign(expression.target, result);
        return result;
      }
      case 'step': {
        const before = numberOf(this.#read(expression.target));
        this.assign(expression.target, before + expression.by);
        return expression.isPrefix ? before + expression.by : before;
      }
      case 'unary': {
        if (expression.operator === '!') return this.#truth(expression.operand) ? 0 : 1;
        const value = numberOf(this.value(expression.operand));
        return expression.operator === '-' ? -value : value;
      }
      case 'binary':
        return this.#binary(expression);
      case 'in':
        return Object.hasOwn(this.array(expression.array), this.#key(expression.indexes)) ? 1 : 0;
      case 'choice':
        return this.value(this.#truth(expression.test) ? expression.yes : expression.no);
      case 'group': {
        const [only] = expression.items;
        return only && expression.items.length === 1
          ? this.value(only)
          : this.#key(expression.items);
      }
      case 'call':
        return this.#call(expression.name, expression.args);
    }
  }

  #binary({ operator, left, right }: Extract<AwkExpression, { kind: 'binary' }>): AwkValue {
    switch (operator) {
      case '&&':
        return this.#truth(left) && this.#truth(right) ? 1 : 0;
      case '||':
        return this.#truth(left) || this.#truth(right) ? 1 : 0;
      case ' ': {
        const text = this.string(this.value(left)) + this.string(this.value(right));
        if (text.length > limits.valueBytes)
          throw new AwkError(`string of more than ${limits.valueBytes} bytes`);
        return text;
      }
      case '~':
      case '!~': {
        const isMatch = this.#matches(this.string(this.value(left)), this.pattern(right));
        return isMatch === (operator === '~') ? 1 : 0;
      }
      case '<':
      case '<=':
      case '==':
      case '!=':
      case '>':
      case '>=':
        return compareValues(operator, this.value(left), this.value(right), (one) =>
          this.string(one),
        )
          ? 1
          : 0;
      default:
        return compute(operator, numberOf(this.value(left)), numberOf(this.value(right)));
    }
  }

  /** The expression text that an operand of `~` stands for. */
  pattern(expression: AwkExpression): string {
    return expression.kind === 'regex' ? expression.source : this.string(this.value(expression));
  }

  #matches(text: string, source: string): boolean {
    return regexOf(source).exec(text, 0) !== undefined;
  }

  #read(target: AwkTarget): AwkValue {
    switch (target.kind) {
      case 'variable': {
        const local = this.#locals.at(-1)?.[target.name];
        if (local !== undefined) return typeof local === 'object' && 'array' in local ? '' : local;
        return this.state.variables[target.name] ?? { strnum: '' };
      }
      case 'field': {
        const at = numberOf(this.value(target.index));
        if (at < 0) throw new AwkError('Access to negative field');
        return { strnum: at === 0 ? this.state.record : (this.state.fields[at - 1] ?? '') };
      }
      case 'item': {
        const array = this.array(target.array);
        const key = this.#key(target.indexes);
        if (!Object.hasOwn(array, key)) array[key] = { strnum: '' };
        return array[key] ?? '';
      }
    }
  }

  /** Sets a variable, a field or an item. */
  assign(target: AwkTarget, value: AwkValue): void {
    const { variables, fields } = this.state;
    if (target.kind === 'item') this.array(target.array)[this.#key(target.indexes)] = value;
    else if (target.kind === 'field') {
      const at = numberOf(this.value(target.index));
      if (at === 0) this.#setRecord(this.string(value));
      else {
        if (at > limits.expandedWords)
          throw new AwkError(`more than ${limits.expandedWords} fields`);
        while (fields.length < at) fields.push('');
        fields[at - 1] = this.string(value);
        this.#rebuild();
      }
    } else {
      const locals = this.#locals.at(-1);
      if (locals && target.name in locals) locals[target.name] = value;
      else variables[target.name] = value;
      if (target.name === 'NF') {
        fields.length = Math.min(fields.length, numberOf(value));
        while (fields.length < numberOf(value) && fields.length < limits.expandedWords)
          fields.push('');
        this.#rebuild();
      }
    }
  }

  #rebuild(): void {
    const { variables, fields } = this.state;
    variables.NF = fields.length;
    this.state.record = fields.join(this.string(variables.OFS ?? ' '));
  }

  /** The array of that name, made when it is new. */
  array(name: string): Record<string, AwkValue> {
    const locals = this.#locals.at(-1);
    const local = locals?.[name];
    if (local !== undefined && typeof local === 'object' && 'array' in local) return local.array;
    if (locals && name in locals) {
      const array: Record<string, AwkValue> = {};
      locals[name] = { array };
      return array;
    }
    this.state.arrays[name] ??= {};
    return this.state.arrays[name] ?? {};
  }

  #key(indexes: readonly AwkExpression[]): string {
    const separator = this.string(this.state.variables.SUBSEP ?? '\x1c');
    return indexes.map((index) => this.string(this.value(index))).join(separator);
  }

  /** A value as a string; whole numbers without a point. */
  string(value: AwkValue): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'object') return value.strnum;
    if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value);
    return formatNumeric(this.string(this.state.variables.CONVFMT ?? '%.6g'), value);
  }

  #call(name: string, args: readonly AwkExpression[]): AwkValue {
    const own = this.#program.functions.get(name);
    if (own) return this.#callOwn(own.parameters, own.body, args);
    return callFunction(this, name, args);
  }

  /** Whether the name is known as an array. */
  isArray(name: string): boolean {
    const local = this.#locals.at(-1)?.[name];
    if (local !== undefined) return typeof local === 'object' && 'array' in local;
    return this.state.arrays[name] !== undefined;
  }

  #callOwn(
    parameters: readonly string[],
    body: AwkStatement,
    args: readonly AwkExpression[],
  ): AwkValue {
    this.#depth += 1;
    if (this.#depth > limits.callDepth)
      throw new AwkError(`more than ${limits.callDepth} nested calls`);
    const locals: Record<string, Local> = {};
    for (const [n, name] of parameters.entries()) {
      const arg = args[n];
      // An array is handed over itself, whether it is known to be one or not used yet.
      if (arg?.kind === 'variable' && this.isArray(arg.name))
        locals[name] = { array: this.array(arg.name) };
      else locals[name] = arg ? this.value(arg) : { strnum: '' };
    }
    this.#locals.push(locals);
    const jump = this.#run(body);
    this.#locals.pop();
    this.#depth -= 1;
    if (jump === 'exit') throw new AwkError('exit within a function is not simulated');
    return typeof jump === 'object' ? jump.value : '';
  }
}
