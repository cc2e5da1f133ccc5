import type { Json } from '../../lib/json.ts';

/** A template that can't be read or followed; the text is client-go's. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
}

/** A step of a path, see k8s.io/client-go/util/jsonpath. */
export type Step =
  | { readonly step: 'field'; readonly name: string }
  | { readonly step: 'wildcard' }
  | { readonly step: 'recursive' }
  | { readonly step: 'slice'; readonly from?: number; readonly to?: number; readonly by?: number }
  | { readonly step: 'index'; readonly at: number }
  | { readonly step: 'union'; readonly of: readonly (readonly Step[])[] }
  | {
      readonly step: 'filter';
      readonly left: Operand;
      readonly op: string;
      readonly right: Operand;
    }
  | { readonly step: 'root' };

export type Operand = { readonly literal: Json } | { readonly path: readonly Step[] };

/** A template: text, paths and ranges. */
export type Node =
  | { readonly node: 'text'; readonly text: string }
  | { readonly node: 'path'; readonly steps: readonly Step[] }
  | { readonly node: 'range'; readonly steps: readonly Step[]; readonly body: readonly Node[] };

/** Reads a template. Throws JsonPathError in upstream's words. */
export function parseTemplate(source: string): readonly Node[] {
  const fail = (why: string): never => {
    throw new JsonPathError(`error parsing jsonpath ${source}, ${why}`);
  };
  const open: { steps: readonly Step[]; body: Node[] }[] = [];
  const top: Node[] = [];
  const put = (node: Node): void => void (open.at(-1)?.body ?? top).push(node);
  for (let at = 0; at < source.length; ) {
    const start = source.indexOf('{', at);
    if (start !== at) put({ node: 'text', text: source.slice(at, start < 0 ? undefined : start) });
    if (start < 0) break;
    const end = closing(source, start);
    if (end < 0) return fail('unclosed action');
    for (const action of actionsOf(source.slice(start + 1, end), fail)) {
      if ('text' in action) put({ node: 'text', text: action.text });
      else if (action.word === 'range') open.push({ steps: action.steps, body: [] });
      else if (action.word === 'end') {
        const range = open.pop();
        if (!range) return fail('not in range, nothing to end');
        put({ node: 'range', ...range });
      } else put({ node: 'path', steps: action.steps });
    }
    at = end + 1;
  }
  if (open.length > 0) return fail('unexpected end of input: a range has no end');
  return top;
}

function closing(source: string, start: number): number {
  let quote = '';
  for (let i = start + 1; i < source.length; i += 1) {
    const c = source.charAt(i);
    if (quote !== '') {
      if (c === '\\') i += 1;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '}') return i;
  }
  return -1;
}

type Action =
  | { readonly text: string }
  | { readonly word: 'range' | 'end' | ''; readonly steps: readonly Step[] };

function actionsOf(body: string, fail: (why: string) => never): readonly Action[] {
  const inner = body.trim();
  if (inner === 'end') return [{ word: 'end', steps: [] }];
  const range = /^range\s+(.*)$/s.exec(inner);
  if (range) return [{ word: 'range', steps: parseSteps(range[1] ?? '', fail) }];
  const quoted = /^(["'])((?:\\.|(?!\1).)*)\1(.*)$/s.exec(inner);
  if (quoted) {
    const rest = (quoted[3] ?? '').trim();
    return [{ text: unquoted(quoted[2] ?? '') }, ...(rest === '' ? [] : actionsOf(rest, fail))];
  }
  return [{ word: '', steps: parseSteps(inner, fail) }];
}

function unquoted(text: string): string {
  const names: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.replace(/\\(.)/gs, (_all, c: string) => names[c] ?? c);
}

/** Reads `.a.b[0]['x.y'][?(@.c=="d")]..e`. */
export function parseSteps(source: string, fail: (why: string) => never): readonly Step[] {
  const steps: Step[] = [];
  let rest = source.trim();
  const word = /^(\w[\w-]*)/.exec(rest);
  if (word) fail(`unrecognized identifier ${word[1]}`);
  while (rest !== '') {
    const [step, length] = nextStep(rest, fail);
    if (step) steps.push(step);
    rest = rest.slice(length);
  }
  return steps;
}

function nextStep(rest: string, fail: (why: string) => never): readonly [Step | undefined, number] {
  if (rest.startsWith('..')) return [{ step: 'recursive' }, rest[2] === '[' ? 2 : 1];
  if (rest.startsWith('$')) return [{ step: 'root' }, 1];
  if (rest.startsWith('@')) return [undefined, 1];
  if (rest.startsWith('[')) {
    const end = closingBracket(rest);
    if (end < 0) return fail('unterminated array');
    return [bracket(rest.slice(1, end), fail), end + 1];
  }
  const field = /^\.((?:\\.|[^.[\]{}\s,()=!<>|\\])*)/.exec(rest);
  if (!field) return fail(`unrecognized character in action: ${JSON.stringify(rest[0])}`);
  const name = (field[1] ?? '').replace(/\\(.)/g, '$1');
  if (name === '') return [undefined, field[0].length];
  return [name === '*' ? { step: 'wildcard' } : { step: 'field', name }, field[0].length];
}

function closingBracket(text: string): number {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (quote !== '') {
      if (c === '\\') i += 1;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '[') depth += 1;
    else if (c === ']') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

function bracket(inner: string, fail: (why: string) => never): Step {
  if (inner === '*') return { step: 'wildcard' };
  const filter = /^\?\((.*)\)$/s.exec(inner);
  if (filter) return filterOf((filter[1] ?? '').trim(), fail);
  const slice = /^(-?\d*):(-?\d*)(?::(-?\d*))?$/.exec(inner);
  if (slice) {
    const [from, to, by] = slice
      .slice(1)
      .map((n) => (n === undefined || n === '' ? undefined : Number(n)));
    return {
      step: 'slice',
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(by === undefined ? {} : { by }),
    };
  }
  if (/^-?\d+$/.test(inner)) return { step: 'index', at: Number(inner) };
  const parts = inner.split(/,(?=(?:[^']*'[^']*')*[^']*$)/).map((part) => part.trim());
  const of = parts.map((part): readonly Step[] => {
    const quoted = /^(["'])(.*)\1$/s.exec(part);
    if (quoted) return [{ step: 'field', name: unquoted(quoted[2] ?? '') }];
    if (/^-?\d+$/.test(part)) return [{ step: 'index', at: Number(part) }];
    if (part.startsWith('.')) return parseSteps(part, fail);
    return fail(`invalid array index ${part}`);
  });
  return of.length === 1 && of[0]?.length === 1 && of[0][0] ? of[0][0] : { step: 'union', of };
}

function filterOf(text: string, fail: (why: string) => never): Step {
  const match = /^(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/s.exec(text);
  if (!match)
    return { step: 'filter', left: operand(text, fail), op: 'exists', right: { literal: null } };
  const [, left = '', op = '', right = ''] = match;
  return { step: 'filter', left: operand(left, fail), op, right: operand(right, fail) };
}

function operand(text: string, fail: (why: string) => never): Operand {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted) return { literal: unquoted(quoted[2] ?? '') };
  if (/^-?\d+(\.\d+)?$/.test(text)) return { literal: Number(text) };
  if (text === 'true' || text === 'false') return { literal: text === 'true' };
  return { path: parseSteps(text, fail) };
}
