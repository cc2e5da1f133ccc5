import { formatNumber, formatText } from '../builtins/printf.ts';
import { compileRegex } from '../interpreter/regex.ts';
import { limits } from '../limits.ts';
import type { AwkExpression, AwkProgram, AwkStatement, AwkTarget } from './awk-ast.ts';
import { AwkError } from './awk-lexer.ts';

/** A value: input that looks like a number compares as one, which `strnum` marks. */
export type AwkValue = number | string | { readonly strnum: string };

/** What an awk program remembers between records: plain data. */
export interface AwkState {
  variables: Record<string, AwkValue>;
  arrays: Record<string, Record<string, AwkValue>>;
  fields: string[];
  record: string;
  /** Ranges `a, b` that are open, by the rule's place. */
  open: Record<string, boolean>;
  exit: number | null;
  hasEnded: boolean;
}

/** What the program writes to. */
export interface AwkOutput {
  out(text: string): void;
  file(path: string, text: string, append: boolean): void;
  random(): number;
  now(): number;
}

type Local = AwkValue | { readonly array: Record<string, AwkValue> };

type Jump = 'break' | 'continue' | 'next' | 'exit' | { readonly value: AwkValue };

/** A program running over its state. */
export class AwkMachine {
  readonly #program: AwkProgram;
  readonly #state: AwkState;
  readonly #output: AwkOutput;
  #steps = 0;
  #depth = 0;
  #locals: Record<string, Local>[] = [];

  constructor(program: AwkProgram, state: AwkState, output: AwkOutput) {
    this.#program = program;
    this.#state = state;
    this.#output = output;
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
    const { variables } = this.#state;
    variables.NR = this.number(variables.NR ?? 0) + 1;
    variables.FNR = this.number(variables.FNR ?? 0) + 1;
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
    const { open } = this.#state;
    if (!rule.until) return this.#truth(rule.pattern);
    if (!open[at] && !this.#truth(rule.pattern)) return false;
    open[at] = !this.#truth(rule.until);
    return true;
  }

  #setRecord(text: string): void {
    this.#state.record = text;
    this.#split(text);
  }

  #split(text: string): void {
    this.#state.fields = splitText(text, this.string(this.#state.variables.FS ?? ' '));
    this.#state.variables.NF = this.#state.fields.length;
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
        this.#value(statement.value);
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
          for (const key of Object.keys(this.#array(statement.array)))
            delete this.#array(statement.array)[key];
        else delete this.#array(statement.array)[this.#key(statement.indexes)];
        return undefined;
      case 'exit':
        if (statement.value) this.#state.exit = this.number(this.#value(statement.value));
        else this.#state.exit ??= 0;
        return 'exit';
      case 'return':
        return { value: statement.value ? this.#value(statement.value) : '' };
      default:
        return statement.kind;
    }
  }

  #loop(statement: Extract<AwkStatement, { kind: 'while' | 'for' | 'each' }>): Jump | undefined {
    if (statement.kind === 'each') {
      for (const key of Object.keys(this.#array(statement.array))) {
        this.#assign({ kind: 'variable', name: statement.name }, { strnum: key });
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
    const { variables, record } = this.#state;
    let text: string;
    if (kind === 'print') {
      const parts = args.map((arg) => this.#outputText(this.#value(arg)));
      text =
        (args.length === 0 ? record : parts.join(this.string(variables.OFS ?? ' '))) +
        this.string(variables.ORS ?? '\n');
    } else text = this.#format(args);
    if (!file) this.#output.out(text);
    else this.#output.file(this.string(this.#value(file.target)), text, file.append);
    return undefined;
  }

  #outputText(value: AwkValue): string {
    if (typeof value !== 'number' || Number.isInteger(value)) return this.string(value);
    return formatNumeric(this.string(this.#state.variables.OFMT ?? '%.6g'), value);
  }

  #format(args: readonly AwkExpression[]): string {
    const [format, ...values] = args.map((arg) => this.#value(arg));
    const texts = values.map((value) => this.string(value));
    let next = 0;
    return this.string(format ?? '').replace(
      /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z%])/g,
      (
        whole,
        flags: string,
        width: string | undefined,
        precision: string | undefined,
        type: string,
      ) => {
        if (type === '%') return '%';
        const take = () => texts[next++] ?? '';
        const w = width === '*' ? take() : (width ?? '');
        const p = precision === '*' ? take() : precision;
        const raw = values[next];
        const arg = take();
        const spec = `%${flags}${w}${p === undefined ? '' : `.${p}`}`;
        if (type === 'c')
          return formatText(`${spec}s`, [
            typeof raw === 'number' ? String.fromCharCode(raw) : arg.slice(0, 1),
          ]).text;
        if (type === 's') return formatText(`${spec}s`, [arg]).text;
        const value = this.number(arg);
        if ('dioxXu'.includes(type)) return formatText(`${spec}${type}`, [wholeText(value)]).text;
        return 'eEfFgG'.includes(type) ? formatText(`${spec}${type}`, [String(value)]).text : whole;
      },
    );
  }

  #truth(expression: AwkExpression): boolean {
    const value = this.#value(expression);
    if (typeof value === 'number') return value !== 0;
    if (typeof value === 'string') return value !== '';
    return isNumeric(value.strnum) ? Number(value.strnum) !== 0 : value.strnum !== '';
  }

  #value(expression: AwkExpression): AwkValue {
    this.#count();
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'regex':
        return this.#matches(this.#state.record, expression.source) ? 1 : 0;
      case 'variable':
      case 'field':
      case 'item':
        return this.#read(expression);
      case 'assign': {
        const value = this.#value(expression.value);
        const result =
          expression.operator === ''
            ? value
            : compute(
                expression.operator,
                this.number(this.#read(expression.target)),
                this.number(value),
              );
        this.#assign(expression.target, result);
        return result;
      }
      case 'step': {
        const before = this.number(this.#read(expression.target));
        this.#assign(expression.target, before + expression.by);
        return expression.isPrefix ? before + expression.by : before;
      }
      case 'unary': {
        if (expression.operator === '!') return this.#truth(expression.operand) ? 0 : 1;
        const value = this.number(this.#value(expression.operand));
        return expression.operator === '-' ? -value : value;
      }
      case 'binary':
        return this.#binary(expression);
      case 'in':
        return Object.hasOwn(this.#array(expression.array), this.#key(expression.indexes)) ? 1 : 0;
      case 'choice':
        return this.#value(this.#truth(expression.test) ? expression.yes : expression.no);
      case 'group': {
        const [only] = expression.items;
        return only && expression.items.length === 1
          ? this.#value(only)
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
        const text = this.string(this.#value(left)) + this.string(this.#value(right));
        if (text.length > limits.valueBytes)
          throw new AwkError(`string of more than ${limits.valueBytes} bytes`);
        return text;
      }
      case '~':
      case '!~': {
        const isMatch = this.#matches(this.string(this.#value(left)), this.#pattern(right));
        return isMatch === (operator === '~') ? 1 : 0;
      }
      case '<':
      case '<=':
      case '==':
      case '!=':
      case '>':
      case '>=':
        return this.#compare(operator, this.#value(left), this.#value(right)) ? 1 : 0;
      default:
        return compute(operator, this.number(this.#value(left)), this.number(this.#value(right)));
    }
  }

  #compare(operator: string, a: AwkValue, b: AwkValue): boolean {
    const numeric = (value: AwkValue) =>
      typeof value === 'number' || (typeof value === 'object' && isNumeric(value.strnum));
    const [x, y] =
      numeric(a) && numeric(b)
        ? [this.number(a), this.number(b)]
        : [this.string(a), this.string(b)];
    const order = x < y ? -1 : x > y ? 1 : 0;
    return (
      {
        '<': order < 0,
        '<=': order <= 0,
        '==': order === 0,
        '!=': order !== 0,
        '>': order > 0,
        '>=': order >= 0,
      }[operator] ?? false
    );
  }

  #pattern(expression: AwkExpression): string {
    return expression.kind === 'regex' ? expression.source : this.string(this.#value(expression));
  }

  #matches(text: string, source: string): boolean {
    return regexOf(source).exec(text, 0) !== undefined;
  }

  #read(target: AwkTarget): AwkValue {
    switch (target.kind) {
      case 'variable': {
        const local = this.#locals.at(-1)?.[target.name];
        if (local !== undefined) return typeof local === 'object' && 'array' in local ? '' : local;
        return this.#state.variables[target.name] ?? { strnum: '' };
      }
      case 'field': {
        const at = this.number(this.#value(target.index));
        if (at < 0) throw new AwkError('Access to negative field');
        return { strnum: at === 0 ? this.#state.record : (this.#state.fields[at - 1] ?? '') };
      }
      case 'item': {
        const array = this.#array(target.array);
        const key = this.#key(target.indexes);
        if (!Object.hasOwn(array, key)) array[key] = { strnum: '' };
        return array[key] ?? '';
      }
    }
  }

  #assign(target: AwkTarget, value: AwkValue): void {
    const { variables, fields } = this.#state;
    if (target.kind === 'item') this.#array(target.array)[this.#key(target.indexes)] = value;
    else if (target.kind === 'field') {
      const at = this.number(this.#value(target.index));
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
        fields.length = Math.min(fields.length, this.number(value));
        while (fields.length < this.number(value) && fields.length < limits.expandedWords)
          fields.push('');
        this.#rebuild();
      }
    }
  }

  #rebuild(): void {
    const { variables, fields } = this.#state;
    variables.NF = fields.length;
    this.#state.record = fields.join(this.string(variables.OFS ?? ' '));
  }

  #array(name: string): Record<string, AwkValue> {
    const locals = this.#locals.at(-1);
    const local = locals?.[name];
    if (local !== undefined && typeof local === 'object' && 'array' in local) return local.array;
    if (locals && name in locals) {
      const array: Record<string, AwkValue> = {};
      locals[name] = { array };
      return array;
    }
    this.#state.arrays[name] ??= {};
    return this.#state.arrays[name] ?? {};
  }

  #key(indexes: readonly AwkExpression[]): string {
    const separator = this.string(this.#state.variables.SUBSEP ?? '\x1c');
    return indexes.map((index) => this.string(this.#value(index))).join(separator);
  }

  /** A value as a number: the longest prefix that is one. */
  number(value: AwkValue): number {
    if (typeof value === 'number') return value;
    const text = typeof value === 'string' ? value : value.strnum;
    return Number(/^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1] ?? 0);
  }

  /** A value as a string; whole numbers without a point. */
  string(value: AwkValue): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'object') return value.strnum;
    if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value);
    return formatNumeric(this.string(this.#state.variables.CONVFMT ?? '%.6g'), value);
  }

  #call(name: string, args: readonly AwkExpression[]): AwkValue {
    const own = this.#program.functions.get(name);
    if (own) return this.#callOwn(own.parameters, own.body, args);
    const value = (n: number): AwkValue => {
      const arg = args[n];
      return arg ? this.#value(arg) : '';
    };
    const text = (n: number) => this.string(value(n));
    const num = (n: number) => this.number(value(n));
    switch (name) {
      case 'length': {
        const [first] = args;
        if (first?.kind === 'variable' && this.#isArray(first.name))
          return Object.keys(this.#array(first.name)).length;
        return (first ? text(0) : this.#state.record).length;
      }
      case 'substr': {
        const from = Math.round(num(1));
        const whole = text(0);
        const end = args.length > 2 ? from + Math.round(num(2)) : whole.length + 1;
        return whole.slice(Math.max(0, from - 1), Math.max(0, end - 1));
      }
      case 'index':
        return text(0).indexOf(text(1)) + 1;
      case 'split':
        return this.#splitInto(text(0), args);
      case 'sub':
      case 'gsub':
        return this.#substitute(name === 'gsub', args);
      case 'match': {
        const [, pattern] = args;
        const found = pattern && regexOf(this.#pattern(pattern)).exec(text(0), 0);
        this.#state.variables.RSTART = found ? found.start + 1 : 0;
        this.#state.variables.RLENGTH = found ? found.end - found.start : -1;
        return found ? found.start + 1 : 0;
      }
      case 'sprintf':
        return this.#format(args);
      case 'tolower':
        return text(0).toLowerCase();
      case 'toupper':
        return text(0).toUpperCase();
      case 'int':
        return Math.trunc(num(0));
      case 'sqrt':
        return Math.sqrt(num(0));
      case 'exp':
        return Math.exp(num(0));
      case 'log':
        return Math.log(num(0));
      case 'sin':
        return Math.sin(num(0));
      case 'cos':
        return Math.cos(num(0));
      case 'atan2':
        return Math.atan2(num(0), num(1));
      case 'rand':
        return this.#output.random();
      case 'srand':
        return 0;
      case 'systime':
        return Math.floor(this.#output.now() / 1000);
      default:
        throw new AwkError(`Call to undefined function`);
    }
  }

  #isArray(name: string): boolean {
    const local = this.#locals.at(-1)?.[name];
    if (local !== undefined) return typeof local === 'object' && 'array' in local;
    return this.#state.arrays[name] !== undefined;
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
      if (arg?.kind === 'variable' && this.#isArray(arg.name))
        locals[name] = { array: this.#array(arg.name) };
      else locals[name] = arg ? this.#value(arg) : { strnum: '' };
    }
    this.#locals.push(locals);
    const jump = this.#run(body);
    this.#locals.pop();
    this.#depth -= 1;
    if (jump === 'exit') throw new AwkError('exit within a function is not simulated');
    return typeof jump === 'object' ? jump.value : '';
  }

  #splitInto(text: string, args: readonly AwkExpression[]): number {
    const [, target, separator] = args;
    if (target?.kind !== 'variable') throw new AwkError('Not an array');
    const fs = separator ? this.#pattern(separator) : this.string(this.#state.variables.FS ?? ' ');
    const array = this.#array(target.name);
    for (const key of Object.keys(array)) delete array[key];
    const parts = splitText(text, fs);
    for (const [n, part] of parts.entries()) array[n + 1] = { strnum: part };
    return parts.length;
  }

  #substitute(isGlobal: boolean, args: readonly AwkExpression[]): number {
    const [pattern, replacement, given] = args;
    const target: AwkExpression = given ?? { kind: 'field', index: { kind: 'number', value: 0 } };
    if (!pattern || !replacement) throw new AwkError('Too few arguments');
    const regex = regexOf(this.#pattern(pattern));
    const by = this.string(this.#value(replacement));
    const text = this.string(this.#value(target));
    let out = '';
    let at = 0;
    let count = 0;
    while (at <= text.length) {
      const match = regex.exec(text, at);
      if (!match) break;
      count += 1;
      const whole = text.slice(match.start, match.end);
      out +=
        text.slice(at, match.start) +
        by.replace(/\\\\&|\\&|&/g, (one) =>
          one === '&' ? whole : one === '\\&' ? '&' : `\\${whole}`,
        );
      at = match.end;
      if (match.end === match.start) {
        out += text[at] ?? '';
        at += 1;
      }
      if (!isGlobal) break;
    }
    if (
      count > 0 &&
      (target.kind === 'variable' || target.kind === 'field' || target.kind === 'item')
    )
      this.#assign(target, out + text.slice(at));
    return count;
  }
}

function compute(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '^':
      return a ** b;
  }
  if (b === 0) throw new AwkError('Division by zero');
  return operator === '/' ? a / b : a % b;
}

function isNumeric(text: string): boolean {
  return /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
}

function wholeText(value: number): string {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : '0';
}

function formatNumeric(format: string, value: number): string {
  const match = /^%(\d*)(?:\.(\d+))?([eEfFgG])$/.exec(format);
  return formatNumber(match?.[3] ?? 'g', String(value), '', Number(match?.[2] ?? 6), []);
}

/** FS: a blank is any white space, one character is itself, more is an expression. */
function splitText(text: string, fs: string): string[] {
  if (text === '') return [];
  if (fs === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '');
  if (fs.length === 1 && fs !== '\\') return text.split(fs);
  const regex = regexOf(fs);
  const fields: string[] = [];
  let at = 0;
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text, from);
    if (!match) break;
    if (match.end > match.start) {
      fields.push(text.slice(at, match.start));
      at = match.end;
    }
    from = Math.max(match.end, match.start + 1);
  }
  return [...fields, text.slice(at)];
}

function regexOf(source: string) {
  const regex = compileRegex(source, { isExtended: true });
  if ('error' in regex) throw new AwkError(`bad regex '${source}': ${regex.error}`);
  return regex;
}
