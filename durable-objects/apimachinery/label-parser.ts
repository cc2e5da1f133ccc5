import { fieldErrorText, invalidError } from './field-error.ts';
import type { LabelOperator, LabelRequirement, Selector } from './labels.ts';
import { labelValueErrors, qualifiedNameErrors } from './names.ts';
import { badRequest } from './status-error.ts';

/**
 * Reads a selector from a query: `a=b,c!=d,e in (f,g),!h`. Throws BadRequest in upstream's words.
 * Follows labels.Parse.
 */
export function parseSelector(text: string): Selector {
  const requirements = new Parser(text).requirements();
  return { requirements: requirements.sort((a, b) => compare(a.key, b.key)) };
}

type Token = 'end' | 'error' | 'identifier' | (typeof symbols)[number];
interface Scanned {
  readonly token: Token;
  readonly literal: string;
}

const symbols = [')', ',', '!', '==', '=', '>', 'in', '<', '!=', 'notin', '('] as const;
const operators: { readonly [token: string]: LabelOperator | undefined } = {
  in: 'in',
  '=': '=',
  '==': '==',
  '>': 'gt',
  '<': 'lt',
  notin: 'notin',
  '!=': '!=',
};
/** In the order in which upstream's message lists them. */
const operatorList = 'in, notin, =, ==, !=, gt, lt';

class Parser {
  private readonly scanned: readonly Scanned[];
  private position = 0;

  constructor(text: string) {
    this.scanned = scan(text);
  }

  requirements(): LabelRequirement[] {
    const found: LabelRequirement[] = [];
    for (;;) {
      const { token, literal } = this.ahead();
      if (token === 'end') return found;
      if (token !== 'identifier' && token !== '!')
        throw badRequest(`found '${literal}', expected: !, identifier, or 'end of string'`);
      found.push(this.requirement());
      const next = this.consume();
      if (next.token === 'end') return found;
      if (next.token !== ',')
        throw badRequest(`found '${next.literal}', expected: ',' or 'end of string'`);
      const after = this.ahead();
      if (after.token !== 'identifier' && after.token !== '!')
        throw badRequest(`found '${after.literal}', expected: identifier after ','`);
    }
  }

  private requirement(): LabelRequirement {
    let item = this.consume();
    const isAbsent = item.token === '!';
    if (isAbsent) item = this.consume();
    if (item.token !== 'identifier') fail(`found '${item.literal}', expected: identifier`);
    const key = item.literal;
    check('', key, qualifiedNameErrors(key));
    if (isAbsent) return { key, operator: '!', values: [] };
    const next = this.ahead().token;
    if (next === 'end' || next === ',') return { key, operator: 'exists', values: [] };
    const { token, literal } = this.consume('operator');
    const operator = operators[token];
    if (!operator) return fail(`found '${literal}', expected: ${operatorList}`);
    const isSet = operator === 'in' || operator === 'notin';
    const values = [...new Set(isSet ? this.values() : [this.exactValue()])].sort(compare);
    checkValues(key, operator, values);
    return { key, operator, values };
  }

  private exactValue(): string {
    const next = this.ahead();
    if (next.token === 'end' || next.token === ',') return '';
    const { token, literal } = this.consume();
    return token === 'identifier' ? literal : fail(`found '${literal}', expected: identifier`);
  }

  private values(): string[] {
    const open = this.consume();
    if (open.token !== '(') fail(`found '${open.literal}' expected: '('`);
    const first = this.ahead();
    if (first.token === ')') {
      this.consume();
      return [''];
    }
    if (first.token !== 'identifier' && first.token !== ',')
      fail(`found '${first.literal}', expected: ',', ')' or identifier`);
    const values = this.identifiers();
    if (this.consume().token !== ')') fail(`found '${first.literal}', expected: ')'`);
    return values;
  }

  private identifiers(): string[] {
    const values: string[] = [];
    for (;;) {
      const { token, literal } = this.consume();
      const next = this.ahead();
      if (token === 'identifier') {
        values.push(literal);
        if (next.token === ')') return values;
        if (next.token !== ',') fail(`found '${next.literal}', expected: ',' or ')'`);
      } else if (token === ',') {
        if (values.length === 0 || next.token === ')' || next.token === ',') values.push('');
        if (next.token === ')') return values;
      } else fail(`found '${literal}', expected: ',', or identifier`);
    }
  }

  /** `in` and `notin` are words like others, except where an operator is due. */
  private ahead(context: 'value' | 'operator' = 'value'): Scanned {
    const item = this.scanned[this.position] ?? { token: 'end', literal: '' };
    const isWord = item.token === 'in' || item.token === 'notin';
    return context === 'value' && isWord ? { ...item, token: 'identifier' } : item;
  }

  private consume(context: 'value' | 'operator' = 'value'): Scanned {
    const item = this.ahead(context);
    this.position += 1;
    return item;
  }
}

function scan(text: string): Scanned[] {
  const items: Scanned[] = [];
  let rest = text.replace(/^[ \t\r\n]+/, '');
  while (rest !== '') {
    const item = /^[=!(),><]/.test(rest) ? scanSymbol(rest) : scanWord(rest);
    items.push(item);
    rest = rest.slice(item.literal.length).replace(/^[ \t\r\n]+/, '');
  }
  return [...items, { token: 'end', literal: '' }];
}

function scanSymbol(rest: string): Scanned {
  const two = symbols.find((symbol) => symbol === rest.slice(0, 2));
  const one = symbols.find((symbol) => symbol === rest.slice(0, 1));
  const token = two ?? one ?? 'error';
  return { token, literal: token };
}

function scanWord(rest: string): Scanned {
  const literal = /^[^=!(),><\s]+/.exec(rest)?.[0] ?? rest;
  return { token: literal === 'in' || literal === 'notin' ? literal : 'identifier', literal };
}

function checkValues(key: string, operator: LabelOperator, values: readonly string[]): void {
  values.forEach((value, i) => {
    if ((operator === 'gt' || operator === 'lt') && !/^[+-]?\d+$/.test(value))
      check(`values[${i}]`, value, ["for 'Gt', 'Lt' operators, the value must be an integer"]);
    check(`values[${i}][${key}]`, value, labelValueErrors(value));
  });
}

function check(path: string, value: string, errors: readonly string[]): void {
  if (errors.length === 0) return;
  fail(fieldErrorText(invalidError(path === '' ? '<nil>' : path, value, errors.join('; '))));
}

function fail(why: string): never {
  throw badRequest(`unable to parse requirement: ${why}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
