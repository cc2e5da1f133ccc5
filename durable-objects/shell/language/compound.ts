import type { CaseClause, Command, List, Word } from './ast.ts';
import { parseTest } from './conditional.ts';
import type { Parser } from './parser.ts';
import { readExpression, readWord } from './words.ts';

/** Reads a compound command; undefined when a simple one stands here. */
export function parseCompound(parser: Parser): Command | undefined {
  const { scanner } = parser;
  if (scanner.startsWith('((')) {
    const start = { at: scanner.at, line: scanner.line };
    scanner.accept('((');
    const expression = readExpression(parser);
    if (expression) return { kind: 'arithmetic', expression };
    Object.assign(scanner, start);
  }
  if (scanner.accept('(')) {
    const body = parser.list(')');
    if (!scanner.accept(')')) parser.unexpected(')');
    return { kind: 'subshell', body };
  }
  switch (parser.reservedAhead()) {
    case '{':
      return braces(parser);
    case 'if':
      scanner.accept('if');
      return parseIf(parser);
    case 'while':
    case 'until':
      return parseLoop(parser);
    case 'for':
      return parseFor(parser);
    case 'case':
      return parseCase(parser);
    case '[[':
      scanner.accept('[[');
      return { kind: 'conditional', test: parseTest(parser) };
    case 'function':
      return parseFunction(parser);
    default:
      return undefined;
  }
}

function braces(parser: Parser): Command {
  parser.scanner.accept('{');
  const body = parser.list('}');
  parser.expectWord('}');
  return { kind: 'group', body };
}

function parseIf(parser: Parser): Command {
  const condition = parser.list('then');
  parser.expectWord('then');
  const then = parser.list('elif', 'else', 'fi');
  if (parser.acceptWord('elif')) {
    const command = parseIf(parser);
    const otherwise: List = { items: [{ command, isBackground: false, text: '' }] };
    return { kind: 'if', condition, then, otherwise };
  }
  if (!parser.acceptWord('else')) {
    parser.expectWord('fi');
    return { kind: 'if', condition, then };
  }
  const otherwise = parser.list('fi');
  parser.expectWord('fi');
  return { kind: 'if', condition, then, otherwise };
}

function parseLoop(parser: Parser): Command {
  const until = parser.acceptWord('until');
  if (!until) parser.acceptWord('while');
  const condition = parser.list('do');
  return { kind: 'loop', until, condition, body: doBody(parser) };
}

function doBody(parser: Parser): List {
  parser.expectWord('do');
  const body = parser.list('done');
  parser.expectWord('done');
  return body;
}

function parseFor(parser: Parser): Command {
  const { scanner } = parser;
  const { line } = scanner;
  scanner.accept('for');
  parser.skipBlanks();
  if (scanner.accept('((')) return parseCount(parser);
  const name = /^[A-Za-z_]\w*/.exec(scanner.source.slice(scanner.at, scanner.at + 256))?.[0];
  if (name === undefined) return scanner.fail({ kind: 'other', text: 'bad for loop variable' });
  scanner.at += name.length;
  parser.skipLines();
  let words: Word[] | undefined;
  if (parser.acceptWord('in')) {
    words = [];
    for (;;) {
      parser.skipBlanks();
      const word = readWord(parser);
      if (!word) break;
      words.push(word);
    }
    if (!scanner.accept(';') && scanner.peek() !== '\n') parser.unexpected();
  } else scanner.accept(';');
  parser.skipLines();
  const body = parser.reservedAhead() === '{' ? braceList(parser) : doBody(parser);
  return { kind: 'for', name, body, line, ...(words ? { words } : {}) };
}

function braceList(parser: Parser): List {
  parser.scanner.accept('{');
  const body = parser.list('}');
  parser.expectWord('}');
  return body;
}

/** `for ((start; test; next))`. */
function parseCount(parser: Parser): Command {
  const whole = readExpression(parser);
  const pieces: Word['parts'][number][][] = [[]];
  for (const part of whole?.parts ?? []) {
    if (part.kind !== 'text') {
      pieces.at(-1)?.push(part);
      continue;
    }
    for (const [n, text] of part.text.split(';').entries()) {
      if (n > 0) pieces.push([]);
      pieces.at(-1)?.push({ ...part, text });
    }
  }
  const [start = [], test = [], next = []] = pieces;
  parser.skipBlanks();
  parser.scanner.accept(';');
  parser.skipLines();
  const body = doBody(parser);
  return {
    kind: 'count',
    start: { parts: start },
    test: { parts: test },
    next: { parts: next },
    body,
  };
}

function parseCase(parser: Parser): Command {
  const { scanner } = parser;
  scanner.accept('case');
  parser.skipBlanks();
  const subject = readWord(parser);
  if (!subject) return parser.unexpected();
  parser.expectWord('in');
  const clauses: CaseClause[] = [];
  for (;;) {
    if (!parser.skipLines()) parser.unexpected('esac');
    if (parser.acceptWord('esac')) return { kind: 'case', subject, clauses };
    clauses.push(parseClause(parser));
  }
}

function parseClause(parser: Parser): CaseClause {
  const { scanner } = parser;
  scanner.accept('(');
  const patterns: Word[] = [];
  do {
    parser.skipBlanks();
    const pattern = readWord(parser);
    if (!pattern) parser.unexpected();
    else patterns.push(pattern);
    parser.skipBlanks();
  } while (scanner.accept('|'));
  if (!scanner.accept(')')) parser.unexpected(')');
  const body = parser.body(';;', ';&', 'esac');
  parser.skipLines();
  const fallsThrough = scanner.accept(';&');
  if (!fallsThrough && !scanner.accept(';;') && parser.reservedAhead() !== 'esac')
    parser.unexpected(';;');
  return { patterns, body, fallsThrough };
}

function parseFunction(parser: Parser): Command {
  const { scanner } = parser;
  scanner.accept('function');
  parser.skipBlanks();
  const name = /^[^\s;&|<>()]+/.exec(scanner.source.slice(scanner.at, scanner.at + 256))?.[0] ?? '';
  scanner.at += name.length;
  parser.skipBlanks();
  if (scanner.accept('(')) {
    parser.skipBlanks();
    if (!scanner.accept(')')) parser.unexpected(')');
  }
  return parser.functionBody(name);
}
