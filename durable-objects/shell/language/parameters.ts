import type { ParameterEdit, ParameterPart, Word, WordPart } from './ast.ts';
import { type Context, parameterName, readPart, readUntil, type WordReader } from './words.ts';

/** Reads what follows `${`, up to and with the closing brace. */
export function parseBraces(reader: WordReader, quoted: boolean, context: Context): ParameterPart {
  const { scanner } = reader;
  if (scanner.peek() === '#' && scanner.peek(1) !== '}' && !/[-=?+:%#]/.test(scanner.peek(1))) {
    scanner.take();
    const subject = readSubject(reader);
    close(reader);
    return { kind: 'parameter', ...subject, quoted, edit: { kind: 'length' } };
  }
  if (scanner.peek() === '!' && /[A-Za-z_]/.test(scanner.peek(1))) {
    scanner.take();
    const subject = readSubject(reader);
    close(reader);
    const kind = subject.index === undefined ? 'indirect' : 'keys';
    return { kind: 'parameter', ...subject, quoted, edit: { kind } };
  }
  const subject = readSubject(reader);
  const edit = readEdit(reader, context);
  close(reader);
  return { kind: 'parameter', ...subject, quoted, ...(edit ? { edit } : {}) };
}

function readSubject(reader: WordReader): { name: string; index?: Word } {
  const { scanner } = reader;
  const digits = /^[0-9]+/.exec(scanner.source.slice(scanner.at, scanner.at + 10))?.[0];
  const name = digits ?? parameterName(scanner.source, scanner.at);
  if (name === '') scanner.fail({ kind: 'substitution' });
  scanner.at += name.length;
  if (scanner.peek() !== '[' || !/^[A-Za-z_]/.test(name)) return { name };
  scanner.take();
  const index = readUntil(reader, ']', 'heredoc');
  scanner.take();
  return { name, index };
}

function close(reader: WordReader): void {
  const { scanner } = reader;
  if (scanner.isAtEnd) scanner.fail({ kind: 'end', expecting: '}' });
  if (!scanner.accept('}')) scanner.fail({ kind: 'substitution' });
}

function readEdit(reader: WordReader, context: Context): ParameterEdit | undefined {
  const { scanner } = reader;
  const next = scanner.peek();
  if (next === '}' || next === '') return undefined;
  const colon = next === ':' && '-=?+'.includes(scanner.peek(1)) && scanner.peek(1) !== '';
  if (colon) scanner.take();
  const operator = scanner.take();
  const kind = ({ '-': 'default', '=': 'assign', '?': 'error', '+': 'alternative' } as const)[
    operator
  ];
  if (kind) return { kind, colon, word: readOperand(reader, '}', context) };
  switch (operator) {
    case '%':
    case '#': {
      const longest = scanner.accept(operator);
      const side = operator === '%' ? 'suffix' : 'prefix';
      return { kind: 'trim', side, longest, pattern: readOperand(reader, '}', 'bare') };
    }
    case '/':
      return readReplacement(reader, context);
    case ':': {
      const offset = readOperand(reader, ':}', 'heredoc');
      if (!scanner.accept(':')) return { kind: 'slice', offset };
      return { kind: 'slice', offset, length: readOperand(reader, '}', 'heredoc') };
    }
    case '^':
    case ',':
      return { kind: 'case', upper: operator === '^', all: scanner.accept(operator) };
    default:
      return scanner.fail({ kind: 'substitution' });
  }
}

function readReplacement(reader: WordReader, context: Context): ParameterEdit {
  const { scanner } = reader;
  const where = scanner.accept('/')
    ? 'all'
    : scanner.accept('#')
      ? 'prefix'
      : scanner.accept('%')
        ? 'suffix'
        : 'first';
  const pattern = readOperand(reader, '/}', 'bare');
  const none: Word = { parts: [] };
  const replacement = scanner.accept('/') ? readOperand(reader, '}', context) : none;
  return { kind: 'replace', where, pattern, replacement };
}

/** An operand inside braces; single quotes quote in it unless double quotes stand around. */
function readOperand(reader: WordReader, closers: string, context: Context): Word {
  const { scanner } = reader;
  const parts: WordPart[] = [];
  for (;;) {
    scanner.joinLines();
    const next = scanner.peek();
    if (next === '') scanner.fail({ kind: 'end', expecting: '}' });
    if (closers.includes(next)) return { parts };
    if (next === '"' && context === 'quoted') scanner.take();
    else if (next === '\\' && context !== 'bare' && closers.includes(scanner.peek(1))) {
      scanner.take();
      parts.push({ kind: 'text', text: scanner.take(), quoted: true });
    } else readPart(reader, parts, context);
  }
}
