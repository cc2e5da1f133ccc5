import { compileRegex } from '../interpreter/regex.ts';

/** Which lines a command is for. */
export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly source: string; readonly ignoreCase: boolean }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly count: number };

/** A command of sed. */
export interface SedCommand {
  readonly from?: Address;
  readonly to?: Address;
  readonly isNegated: boolean;
  readonly name: string;
  /** Text of a, i, c; label of b, t, `:`; file of w and r; `y`'s two alphabets. */
  readonly text: string;
  readonly substitution?: Substitution;
  /** Of `{`: the index of its `}`. */
  readonly end?: number;
}

/** `s/source/replacement/flags`. */
export interface Substitution {
  readonly source: string;
  readonly replacement: string;
  readonly isGlobal: boolean;
  readonly ignoreCase: boolean;
  readonly prints: boolean;
  readonly nth: number;
}

/** A script that sed refuses; the message follows `sed: `. */
export class SedError extends Error {}

/** Parses the text of -e and -f together. */
export function parseSed(source: string, isExtended: boolean): SedCommand[] {
  const reader = { source, at: 0 };
  const commands: SedCommand[] = [];
  const open: number[] = [];
  for (;;) {
    skip(reader, /[\s;]/);
    if (reader.at >= source.length) break;
    if (source[reader.at] === '#') {
      while (reader.at < source.length && source[reader.at] !== '\n') reader.at += 1;
      continue;
    }
    const command = parseCommand(reader, isExtended);
    if (command.name === '{') open.push(commands.length);
    commands.push(command);
    if (command.name === '}') {
      const start = open.pop();
      const block = start === undefined ? undefined : commands[start];
      if (!block || start === undefined) throw new SedError('unexpected }');
      commands[start] = { ...block, end: commands.length - 1 };
    }
  }
  if (open.length > 0) throw new SedError('unmatched {');
  return commands;
}

interface Reader {
  readonly source: string;
  at: number;
}

function skip(reader: Reader, pattern: RegExp): void {
  while (pattern.test(reader.source[reader.at] ?? '')) reader.at += 1;
}

function parseCommand(reader: Reader, isExtended: boolean): SedCommand {
  const from = parseAddress(reader, isExtended);
  let to: Address | undefined;
  skip(reader, /[ \t]/);
  if (from && reader.source[reader.at] === ',') {
    reader.at += 1;
    skip(reader, /[ \t]/);
    to = parseAddress(reader, isExtended);
    if (!to) throw new SedError('no address after comma');
  }
  skip(reader, /[ \t]/);
  const isNegated = reader.source[reader.at] === '!';
  if (isNegated) reader.at += 1;
  skip(reader, /[ \t]/);
  const name = reader.source[reader.at] ?? '';
  reader.at += 1;
  const base = { isNegated, name, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  switch (name) {
    case 's':
      return { ...base, text: '', substitution: parseSubstitution(reader, isExtended) };
    case 'y': {
      const [a, b] = delimited(reader, 2);
      return { ...base, text: `${a}\n${b}` };
    }
    case 'a':
    case 'i':
    case 'c':
      return { ...base, text: parseText(reader) };
    case ':':
    case 'b':
    case 't':
    case 'T':
    case 'r':
    case 'w':
      return { ...base, text: restOfLine(reader, 'rw:'.includes(name)) };
    case '':
      throw new SedError('missing command');
    default:
      if (!'dDpPqQnNgGhHx={}l'.includes(name)) throw new SedError(`unsupported command ${name}`);
      return { ...base, text: name === 'q' || name === 'Q' ? restOfLine(reader, false) : '' };
  }
}

function restOfLine(reader: Reader, isWhole: boolean): string {
  const match = (isWhole ? /^[^\n]*/ : /^[^\n;}]*/).exec(reader.source.slice(reader.at))?.[0] ?? '';
  reader.at += match.length;
  return match.trim();
}

/** The text of a, i and c: one line, or several joined by backslashes. */
function parseText(reader: Reader): string {
  skip(reader, /[ \t]/);
  if (reader.source.startsWith('\\\n', reader.at)) reader.at += 2;
  else if (reader.source[reader.at] === '\\') reader.at += 1;
  let text = '';
  for (; reader.at < reader.source.length; reader.at++) {
    const character = reader.source[reader.at] ?? '';
    if (character === '\n') break;
    if (character === '\\') {
      reader.at += 1;
      text += reader.source[reader.at] ?? '';
    } else text += character;
  }
  return text;
}

function parseAddress(reader: Reader, isExtended: boolean): Address | undefined {
  const rest = reader.source.slice(reader.at);
  const number = /^(\d+)(?:~(\d+))?/.exec(rest);
  if (number) {
    reader.at += number[0].length;
    if (number[2] !== undefined)
      return { kind: 'step', first: Number(number[1]), step: Number(number[2]) };
    return { kind: 'line', line: Number(number[1]) };
  }
  const plus = /^\+(\d+)/.exec(rest);
  if (plus) {
    reader.at += plus[0].length;
    return { kind: 'plus', count: Number(plus[1]) };
  }
  if (rest.startsWith('$')) {
    reader.at += 1;
    return { kind: 'last' };
  }
  if (!/^[/\\]/.test(rest)) return undefined;
  if (rest.startsWith('\\')) reader.at += 1;
  const [source = ''] = delimited(reader, 1);
  const ignoreCase = reader.source[reader.at] === 'I';
  if (ignoreCase) reader.at += 1;
  checkRegex(source, isExtended);
  return { kind: 'regex', source, ignoreCase };
}

function checkRegex(source: string, isExtended: boolean): void {
  const regex = compileRegex(source, { isExtended });
  if ('error' in regex) throw new SedError(`bad regex '${source}': ${regex.error}`);
}

/** Texts between a delimiter that is read first; an escaped delimiter is the delimiter. */
function delimited(reader: Reader, count: number): string[] {
  const delimiter = reader.source[reader.at] ?? '';
  reader.at += 1;
  const texts: string[] = [];
  let text = '';
  let isBracket = false;
  while (texts.length < count) {
    const character = reader.source[reader.at];
    if (character === undefined)
      throw new SedError(count === 1 ? "unmatched '/'" : "unterminated `s' command");
    reader.at += 1;
    if (character === '\\') {
      const next = reader.source[reader.at] ?? '';
      reader.at += 1;
      text += next === delimiter && !/[.*[\]^$+?(){}|&\\]/.test(next) ? next : `\\${next}`;
    } else if (character === delimiter && !isBracket) {
      texts.push(text);
      text = '';
    } else {
      if (texts.length === 0 && character === '[' && reader.source.indexOf(']', reader.at + 1) > 0)
        isBracket = true;
      else if (character === ']' && !/\[\^?$/.test(text) && !/\[:\w+:$/.test(text))
        isBracket = false;
      text += character;
    }
  }
  return texts;
}

function parseSubstitution(reader: Reader, isExtended: boolean): Substitution {
  const [source = '', replacement = ''] = delimited(reader, 2);
  const flags = /^[gpiI0-9]*/.exec(reader.source.slice(reader.at))?.[0] ?? '';
  reader.at += flags.length;
  const after = reader.source[reader.at] ?? '';
  if (after !== '' && !/[\s;}#]/.test(after)) throw new SedError(`unknown option to 's'`);
  checkRegex(source, isExtended);
  return {
    source,
    replacement,
    isGlobal: flags.includes('g'),
    ignoreCase: /[iI]/.test(flags),
    prints: flags.includes('p'),
    nth: Number(/\d+/.exec(flags)?.[0] ?? 1),
  };
}
