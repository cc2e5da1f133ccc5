import { memoize } from '../../lib/memo.ts';

/** A compiled POSIX regular expression over byte strings. */
export interface Regex {
  /** The first match at or after `from`; groups[0] is the whole. */
  exec(text: string, from: number): RegexMatch | undefined;
  readonly groupCount: number;
}

/** A match: where it is and what its groups hold, undefined for those not taken. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** The dialect: basic as grep and sed have it, or extended; both with GNU's `\w \b \< \+`. */
export interface RegexOptions {
  readonly isExtended: boolean;
  readonly ignoreCase?: boolean;
}

const classBodies: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~',
  graph: '!-~',
};

/**
 * Translates to the host's expressions. Alternatives are tried from left to right where POSIX
 * takes the longest; bytes above 127 are matched one by one.
 */
export function compileRegex(
  source: string,
  { isExtended, ignoreCase = false }: RegexOptions,
): Regex | { readonly error: string } {
  return compiled(`${isExtended ? 'E' : 'B'}${ignoreCase ? 'i' : '-'}${source}`);
}

const compiled = memoize(200, (key): Regex | { readonly error: string } => {
  const source = key.slice(2);
  const options = { isExtended: key.startsWith('E'), ignoreCase: key[1] === 'i' };
  const translated = translate(source, options.isExtended);
  if (typeof translated !== 'string') return translated;
  let expression: RegExp;
  try {
    expression = new RegExp(translated, options.ignoreCase ? 'gi' : 'g');
  } catch {
    return { error: 'Invalid regular expression' };
  }
  const groupCount = new RegExp(`${translated}|`).exec('')?.length ?? 1;
  return {
    groupCount: groupCount - 1,
    exec(text, from) {
      expression.lastIndex = from;
      const match = expression.exec(text);
      if (!match) return undefined;
      return { start: match.index, end: match.index + match[0].length, groups: [...match] };
    },
  };
});

function translate(source: string, isExtended: boolean): string | { error: string } {
  let out = '';
  let open = 0;
  let at = 0;
  let isStart = true;
  while (at < source.length) {
    const character = source[at] ?? '';
    if (character === '[') {
      const bracket = translateBracket(source, at);
      if (!bracket) return { error: 'Unmatched [, [^, [:, [., or [=' };
      out += bracket.text;
      at = bracket.end;
      isStart = false;
      continue;
    }
    const isEscaped = character === '\\';
    const symbol = isEscaped ? (source[at + 1] ?? '') : character;
    if (isEscaped && symbol === '') return { error: 'Trailing backslash' };
    at += isEscaped ? 2 : 1;
    const isSpecial = '(){}|+?'.includes(symbol) && isEscaped !== isExtended;
    if (isSpecial) {
      if (symbol === '(') open += 1;
      if (symbol === ')') open -= 1;
      if (open < 0 && isExtended) return { error: 'Unmatched ) or \\)' };
      if (open < 0) return { error: 'Unmatched ( or \\(' };
      const isLiteral = isStart && '+?{'.includes(symbol);
      if (symbol === '{' && !isLiteral) {
        const interval = /^(\d*)(,?)(\d*)(\\?)\}/.exec(source.slice(at));
        if (!interval) {
          out += '\\{';
          continue;
        }
        out += `{${interval[1] || 0}${interval[2]}${interval[3]}}`;
        at += interval[0].length;
      } else out += isLiteral ? `\\${symbol}` : symbol === '}' ? '\\}' : symbol;
      isStart = symbol === '(' || symbol === '|';
      continue;
    }
    out += isEscaped
      ? escapeSequence(symbol)
      : plain(symbol, isStart, isExtended, source.slice(at));
    isStart = !isEscaped && symbol === '^' && isStart;
  }
  return open > 0 ? { error: 'Unmatched ( or \\(' } : out;
}

function plain(symbol: string, isStart: boolean, isExtended: boolean, rest: string): string {
  if (symbol === '.') return '[^\\n]';
  if (symbol === '*') return isStart ? '\\*' : '*';
  // Anchors of basic expressions are special at the ends only.
  if (symbol === '^') return isExtended || isStart ? '^' : '\\^';
  if (symbol === '$')
    return isExtended || rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|')
      ? '$'
      : '\\$';
  return quote(symbol);
}

function escapeSequence(symbol: string): string {
  if (/[1-9]/.test(symbol)) return `\\${symbol}`;
  switch (symbol) {
    case 'w':
    case 'W':
    case 's':
    case 'S':
    case 'b':
    case 'B':
      return `\\${symbol}`;
    case '<':
      return '\\b(?=\\w)';
    case '>':
      return '\\b(?<=\\w)';
    case 'n':
      return '\\n';
    case 't':
      return '\\t';
    default:
      return quote(symbol);
  }
}

function quote(symbol: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(symbol) ? `\\${symbol}` : symbol;
}

function translateBracket(
  source: string,
  start: number,
): { text: string; end: number } | undefined {
  let at = start + 1;
  const isNegated = source[at] === '^';
  if (isNegated) at += 1;
  let body = '';
  let isFirst = true;
  for (; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === ']' && !isFirst) {
      const inside = body === '' ? '' : body;
      return { text: isNegated ? `[^${inside}]` : `[${inside}]`, end: at + 1 };
    }
    isFirst = false;
    const named = /^\[:(\w+):\]/.exec(source.slice(at, at + 12));
    if (named) {
      const members = classBodies[named[1] ?? ''];
      if (members === undefined) return undefined;
      body += members;
      at += named[0].length - 1;
    } else if (character === '\\' && source[at + 1] === 'n') {
      body += '\\n';
      at += 1;
    } else if (character === '\\' && source[at + 1] === 't') {
      body += '\\t';
      at += 1;
    } else body += /[\\[\]^]/.test(character) ? `\\${character}` : character;
  }
  return undefined;
}
