/** A token of an awk program. */
export interface AwkToken {
  readonly type:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'call'
    | 'keyword'
    | 'symbol'
    | 'line'
    | 'end';
  readonly text: string;
}

/** An awk program that can't be parsed, or asks for what is not simulated. */
export class AwkError extends Error {}

const keywords = new Set(
  'BEGIN END if else while for do break continue next exit print printf in delete function func return getline'.split(
    ' ',
  ),
);

const symbols =
  /^(?:\*\*=|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|>>|\*\*|[{}()[\];,+\-*/%^!<>|?:~$=])/;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Takes a program apart. */
export function awkTokens(source: string): AwkToken[] {
  const tokens: AwkToken[] = [];
  let at = 0;
  const push = (type: AwkToken['type'], text: string) => tokens.push({ type, text });
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(?:[ \t\r]|\\\n|#[^\n]*)+/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    if (rest.startsWith('\n')) {
      push('line', '\n');
      at += 1;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest);
    const name = /^[A-Za-z_]\w*/.exec(rest);
    const symbol = symbols.exec(rest);
    if (number) {
      push('number', number[0]);
      at += number[0].length;
    } else if (name) {
      at += name[0].length;
      const isCall = source[at] === '(' && !keywords.has(name[0]);
      push(keywords.has(name[0]) ? 'keyword' : isCall ? 'call' : 'name', name[0]);
    } else if (rest.startsWith('"')) {
      const string = readString(source, at + 1, '"');
      push('string', unescapeString(string.text));
      at = string.end;
    } else if (rest.startsWith('/') && mayBeRegex(tokens.at(-1))) {
      const regex = readString(source, at + 1, '/');
      push('regex', regex.text.replace(/\\\//g, '/'));
      at = regex.end;
    } else if (symbol) {
      push('symbol', symbol[0]);
      at += symbol[0].length;
    } else throw new AwkError(`Unexpected token`);
  }
  push('end', '');
  return tokens;
}

/** After an operand a slash divides. */
function mayBeRegex(last: AwkToken | undefined): boolean {
  if (!last) return true;
  if (['number', 'string', 'name', 'regex'].includes(last.type)) return false;
  return last.type !== 'symbol' || !/^(?:\)|\]|\$|\+\+|--)$/.test(last.text);
}

function readString(source: string, start: number, end: string): { text: string; end: number } {
  let at = start;
  while (at < source.length && source[at] !== end) {
    if (source[at] === '\n') throw new AwkError('Unterminated string');
    at += source[at] === '\\' ? 2 : 1;
  }
  if (at >= source.length) throw new AwkError('Unterminated string');
  return { text: source.slice(start, at), end: at + 1 };
}

/** Backslash escapes of a string literal or of -v. */
export function unescapeString(text: string): string {
  return text.replace(/\\([0-7]{1,3}|[\s\S])/g, (whole, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? whole),
  );
}
