import type { RedirectKind } from '../interpreter/state.ts';
import type { Redirect, Word, WordPart } from './ast.ts';
import type { Scanner } from './scanner.ts';
import { addText, readWord, type WordReader } from './words.ts';

/** A here-document whose lines come after the current one. */
export interface PendingText {
  readonly delimiter: string;
  readonly stripTabs: boolean;
  readonly isQuoted: boolean;
  /** Filled when the lines have been read. */
  readonly parts: WordPart[];
}

const operators: Readonly<Record<string, RedirectKind>> = {
  '<': 'read',
  '>': 'write',
  '>|': 'clobber',
  '>>': 'append',
  '<>': 'readwrite',
  '<&': 'duplicate',
  '>&': 'duplicate',
  '<<<': 'text',
  '&>': 'both',
  '&>>': 'bothappend',
};

const pattern = /^(\d{0,2})(<<<|<<-|<<|<&|<>|>>|>&|>\||<|>)|^()(&>>|&>)/;

/** Whether a redirection stands here. */
export function isRedirectAhead(scanner: Scanner): boolean {
  return pattern.test(scanner.source.slice(scanner.at, scanner.at + 6));
}

/** Reads one redirection; `&>` and `>& file` are two in one. */
export function readRedirect(
  reader: WordReader & { skipBlanks(): void; unexpected(expecting?: string): never },
  texts: PendingText[],
): Redirect[] {
  const { scanner } = reader;
  const match = pattern.exec(scanner.source.slice(scanner.at, scanner.at + 6));
  const operator = match?.[2] ?? match?.[4] ?? '';
  const digits = match?.[1] ?? '';
  scanner.at += match?.[0].length ?? 0;
  const fd = digits === '' ? (operator.startsWith('<') ? 0 : 1) : Number(digits);
  reader.skipBlanks();
  const target = readWord(reader);
  if (!target) reader.unexpected();
  if (operator === '<<' || operator === '<<-') {
    return [{ fd, kind: 'text', target: addPending(texts, target, operator === '<<-') }];
  }
  if (operator === '<<<') {
    const parts = [...target.parts, { kind: 'text', text: '\n', quoted: true } as const];
    return [{ fd, kind: 'text', target: { parts } }];
  }
  return [{ fd, kind: operators[operator] ?? 'read', target }];
}

function addPending(texts: PendingText[], word: Word, stripTabs: boolean): Word {
  let delimiter = '';
  for (const part of word.parts) delimiter += part.kind === 'text' ? part.text : '';
  const isQuoted = word.parts.some((part) => part.kind === 'text' && part.quoted);
  const parts: WordPart[] = [];
  texts.push({ delimiter, stripTabs, isQuoted, parts });
  return { parts };
}

/** Reads the lines of here-documents; false when the source ended before a delimiter. */
export function readTexts(
  scanner: Scanner,
  texts: readonly PendingText[],
  expand: (source: string) => Word,
): boolean {
  let isComplete = true;
  for (const text of texts) {
    const lines: string[] = [];
    for (;;) {
      if (scanner.isAtEnd) {
        isComplete = false;
        break;
      }
      const line = takeLine(scanner);
      const bare = text.stripTabs ? line.replace(/^\t+/, '') : line;
      if (bare.replace(/\n$/, '') === text.delimiter) break;
      lines.push(bare);
    }
    const body = lines.join('');
    if (text.isQuoted) addText(text.parts, body, true);
    else text.parts.push(...expand(body).parts);
  }
  return isComplete;
}

function takeLine(scanner: Scanner): string {
  const end = scanner.source.indexOf('\n', scanner.at);
  const line = scanner.source.slice(scanner.at, end < 0 ? undefined : end + 1);
  scanner.at += line.length;
  scanner.line += 1;
  return line;
}
