import type { Test, Word, WordPart } from './ast.ts';
import type { Parser } from './parser.ts';
import { readPart, readWord } from './words.ts';

const unary = /^-[a-zA-Z]$/;
const binary = /^(?:==|=~|!=|=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))(?=[\s"'$])/;

/** Reads the expression after `[[`, and the closing `]]`. */
export function parseTest(parser: Parser): Test {
  const test = parseOr(parser);
  parser.skipLines();
  if (!parser.scanner.accept(']]')) parser.unexpected(']]');
  return test;
}

function parseOr(parser: Parser): Test {
  let left = parseAnd(parser);
  for (;;) {
    parser.skipLines();
    if (!parser.scanner.accept('||')) return left;
    left = { kind: 'or', left, right: parseAnd(parser) };
  }
}

function parseAnd(parser: Parser): Test {
  let left = parsePrimary(parser);
  for (;;) {
    parser.skipLines();
    if (!parser.scanner.accept('&&')) return left;
    left = { kind: 'and', left, right: parsePrimary(parser) };
  }
}

function parsePrimary(parser: Parser): Test {
  const { scanner } = parser;
  parser.skipLines();
  if (parser.acceptWord('!')) return { kind: 'not', test: parsePrimary(parser) };
  if (scanner.accept('(')) {
    const test = scanner.nested(() => parseOr(parser));
    parser.skipLines();
    if (!scanner.accept(')')) parser.unexpected(')');
    return test;
  }
  const left = operand(parser);
  const text = plain(left);
  parser.skipBlanks();
  if (text !== undefined && unary.test(text) && !scanner.startsWith(']]')) {
    if (!binary.test(scanner.source.slice(scanner.at, scanner.at + 4)))
      return { kind: 'unary', operator: text, operand: operand(parser) };
  }
  const operator = binary.exec(scanner.source.slice(scanner.at, scanner.at + 4))?.[0];
  if (operator === undefined) return { kind: 'unary', operator: '-n', operand: left };
  scanner.accept(operator);
  parser.skipBlanks();
  const right = operator === '=~' ? regularExpression(parser) : operand(parser);
  return { kind: 'binary', operator, left, right };
}

function operand(parser: Parser): Word {
  parser.skipBlanks();
  if (parser.scanner.startsWith(']]')) parser.unexpected();
  const word = readWord(parser);
  return word ?? parser.unexpected();
}

/** The right side of `=~`, in which parentheses and bars are part of the word. */
function regularExpression(parser: Parser): Word {
  const { scanner } = parser;
  const parts: WordPart[] = [];
  let open = 0;
  for (;;) {
    const next = scanner.peek();
    if (next === '' || (open === 0 && /\s/.test(next))) return { parts };
    if (next === '(') open += 1;
    if (next === ')') open -= 1;
    // A backslash stays: it quotes within the expression, not within the word.
    if (next === '\\') {
      const text = scanner.take() + scanner.take();
      parts.push({ kind: 'text', text, quoted: false });
    } else readPart(parser, parts, 'bare');
  }
}

function plain(word: Word): string | undefined {
  const [part] = word.parts;
  return word.parts.length === 1 && part?.kind === 'text' && !part.quoted ? part.text : undefined;
}
