import type { Issue } from './errors.ts';
import { readBytesLiteral, readStringLiteral } from './literals.ts';

export type Token =
  | {
      readonly kind: 'punctuation' | 'ident' | 'escaped' | 'end';
      readonly text: string;
      readonly at: number;
    }
  | {
      readonly kind: 'int' | 'uint';
      readonly value: bigint;
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: 'double'; readonly value: number; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly text: string; readonly at: number }
  | {
      readonly kind: 'bytes';
      readonly value: Uint8Array;
      readonly text: string;
      readonly at: number;
    };

const space = /(?:[ \t\r\n\f]|\/\/[^\n]*)*/y;
const punctuation = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}]/y;
const ident = /[A-Za-z_][A-Za-z0-9_]*/y;
const escaped = /`[A-Za-z0-9_.\-/ ]+`/y;
const number = /0x[0-9a-fA-F]+[uU]?|(?:\d+\.\d+|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+[uU]?/y;
const quoted =
  /([rR]?[bB]?|[bB][rR])("""[\s\S]*?(?<!(?<!\\)\\)"""|'''[\s\S]*?(?<!(?<!\\)\\)'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')/y;
const rawQuoted = /([rR][bB]?|[bB][rR])("""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n\r]*"|'[^'\n\r]*')/y;

/** Splits an expression into tokens; what is none becomes an issue and is skipped. */
export function tokenize(source: string): { tokens: readonly Token[]; issues: readonly Issue[] } {
  const tokens: Token[] = [];
  const issues: Issue[] = [];
  const take = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  for (let at = 0; ; ) {
    at += take(space, at)?.[0].length ?? 0;
    if (at >= source.length) {
      tokens.push({ kind: 'end', text: '<EOF>', at });
      return { tokens, issues };
    }
    const token = tokenAt(at, take, issues);
    if (token) {
      tokens.push(token);
      at += token.text.length;
      continue;
    }
    const message = `Syntax error: token recognition error at: '${source[at]}'`;
    issues.push({ at, message });
    at += 1;
  }
}

type Take = (pattern: RegExp, at: number) => RegExpExecArray | null;

function tokenAt(at: number, take: Take, issues: Issue[]): Token | undefined {
  const text = take(rawQuoted, at) ?? take(quoted, at);
  if (text) return literal(text, at, issues);
  const digits = take(number, at)?.[0];
  if (digits !== undefined) return numeral(digits, at, issues);
  const name = take(ident, at)?.[0];
  if (name !== undefined) return { kind: 'ident', text: name, at };
  const quotedName = take(escaped, at)?.[0];
  if (quotedName !== undefined) return { kind: 'escaped', text: quotedName, at };
  const mark = take(punctuation, at)?.[0];
  return mark === undefined ? undefined : { kind: 'punctuation', text: mark, at };
}

function literal(match: RegExpExecArray, at: number, issues: Issue[]): Token {
  const [text, prefix = '', body = ''] = match;
  const isRaw = /r/i.test(prefix);
  const width = /^("""|''')/.test(body) ? 3 : 1;
  const inner = body.slice(width, -width);
  if (/b/i.test(prefix)) {
    const value = readBytesLiteral(inner, isRaw);
    if (!value) issues.push({ at, message: 'Syntax error: invalid bytes literal' });
    return { kind: 'bytes', value: value ?? new Uint8Array(), text, at };
  }
  const value = isRaw ? inner : readStringLiteral(inner);
  if (value === undefined) issues.push({ at, message: 'Syntax error: invalid string literal' });
  return { kind: 'string', value: value ?? '', text, at };
}

const maxInt = 2n ** 63n;

function numeral(text: string, at: number, issues: Issue[]): Token {
  if (/[.eE]/.test(text) && !text.startsWith('0x'))
    return { kind: 'double', value: Number(text), text, at };
  const isUnsigned = /[uU]$/.test(text);
  const value = BigInt(isUnsigned ? text.slice(0, -1) : text);
  if (isUnsigned) return { kind: 'uint', value, text, at };
  // One more than fits is the least integer's, once its sign is read.
  if (value > maxInt) issues.push({ at, message: 'Syntax error: invalid int literal' });
  return { kind: 'int', value, text, at };
}
