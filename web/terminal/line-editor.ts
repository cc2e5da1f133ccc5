import type { Key } from './keys.ts';

/** A command line being written. Never changed in place. */
export interface LineState {
  /** By code point, so that a cursor never stands inside a character. */
  readonly text: readonly string[];
  readonly cursor: number;
  /** Oldest first. */
  readonly history: readonly string[];
  /** Where in the history it is; `history.length` is the line being written. */
  readonly at: number;
  /** That line, while an older one is shown. */
  readonly draft: string;
}

export const emptyLine: LineState = { text: [], cursor: 0, history: [], at: 0, draft: '' };

const historyLimit = 500;

export function textOf(line: LineState): string {
  return line.text.join('');
}

/** The line after a key that edits or moves; other keys change nothing. */
export function press(line: LineState, key: Key): LineState {
  const { text, cursor } = line;
  switch (key.is) {
    case 'text':
      return insert(line, key.text);
    case 'backspace':
      return cursor === 0 ? line : cut(line, cursor - 1, cursor);
    case 'delete':
    case 'end-of-input':
      return cut(line, cursor, cursor + 1);
    case 'left':
      return { ...line, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { ...line, cursor: Math.min(text.length, cursor + 1) };
    case 'home':
      return { ...line, cursor: 0 };
    case 'end':
      return { ...line, cursor: text.length };
    case 'word-left':
      return { ...line, cursor: wordStart(text, cursor) };
    case 'word-right':
      return { ...line, cursor: wordEnd(text, cursor) };
    case 'kill-end':
      return cut(line, cursor, text.length);
    case 'kill-start':
      return cut(line, 0, cursor);
    case 'kill-word':
      return cut(line, blankStart(text, cursor), cursor);
    case 'up':
      return recall(line, line.at - 1);
    case 'down':
      return recall(line, line.at + 1);
    default:
      return line;
  }
}

export function insert(line: LineState, added: string): LineState {
  const more = [...added];
  const { text, cursor } = line;
  return {
    ...line,
    text: [...text.slice(0, cursor), ...more, ...text.slice(cursor)],
    cursor: cursor + more.length,
  };
}

/** Replaces everything between `from` (in UTF-16 units, as the server counts) and the cursor. */
export function completeWith(line: LineState, completion: string, from: number): LineState {
  const start = [...textOf(line).slice(0, from)].length;
  return insert(cut(line, start, line.cursor), completion);
}

/** An empty line; what was written is remembered unless it is blank or the same as before. */
export function accept(line: LineState): LineState {
  const written = textOf(line);
  const isNew = written.trim() !== '' && line.history.at(-1) !== written;
  const history = isNew ? [...line.history, written].slice(-historyLimit) : line.history;
  return { ...emptyLine, history, at: history.length };
}

/** An empty line; nothing is remembered (Ctrl-C). */
export function discard(line: LineState): LineState {
  return { ...emptyLine, history: line.history, at: line.history.length };
}

function cut(line: LineState, from: number, to: number): LineState {
  const text = [...line.text.slice(0, from), ...line.text.slice(to)];
  return { ...line, text, cursor: from };
}

function recall(line: LineState, at: number): LineState {
  if (at < 0 || at > line.history.length) return line;
  const draft = line.at === line.history.length ? textOf(line) : line.draft;
  const text = [...(at === line.history.length ? draft : (line.history[at] ?? ''))];
  return { ...line, text, cursor: text.length, at, draft };
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);
const isBlank = (character: string | undefined): boolean =>
  character === undefined || /\s/.test(character);

function wordStart(text: readonly string[], from: number): number {
  let at = from;
  while (at > 0 && !isWord(text[at - 1])) at -= 1;
  while (at > 0 && isWord(text[at - 1])) at -= 1;
  return at;
}

function wordEnd(text: readonly string[], from: number): number {
  let at = from;
  while (at < text.length && !isWord(text[at])) at += 1;
  while (at < text.length && isWord(text[at])) at += 1;
  return at;
}

/** As bash's Ctrl-W: back to a blank. */
function blankStart(text: readonly string[], from: number): number {
  let at = from;
  while (at > 0 && isBlank(text[at - 1])) at -= 1;
  while (at > 0 && !isBlank(text[at - 1])) at -= 1;
  return at;
}

/** What all completions begin with: as much as Tab may type without asking. */
export function commonStart(completions: readonly string[]): string {
  const [first = '', ...rest] = completions;
  let length = first.length;
  for (const other of rest) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
