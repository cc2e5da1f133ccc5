import { columnBy, currentLine, lineAt, moveToRow, type TextBuffer } from './buffer.ts';
import type { Key } from './keys.ts';

/** Where a motion leads; a linewise one takes whole lines along when it is operated on. */
export interface Motion {
  readonly row: number;
  readonly column: number;
  readonly linewise: boolean;
  /** The character that it leads to belongs to it (`e`, `$`). */
  readonly inclusive: boolean;
}

/** The motion of a key, `count` times; undefined when it is none. */
export function motionOf(
  buffer: TextBuffer,
  key: Key,
  count: number,
  page: number,
): Motion | undefined {
  const { row, column } = buffer;
  const line = currentLine(buffer);
  const last = buffer.lines.length - 1;
  const within = (to: number, inclusive = false): Motion => ({
    row,
    column: Math.max(0, Math.min(to, line.length)),
    linewise: false,
    inclusive,
  });
  const lines = (to: number): Motion => ({
    row: Math.max(0, Math.min(to, last)),
    column,
    linewise: true,
    inclusive: true,
  });
  switch (key) {
    case 'h':
    case 'left':
    case 'backspace':
      return within(columnBy(line, column, -count));
    case 'l':
    case 'right':
    case ' ':
      return within(columnBy(line, column, count));
    case 'j':
    case 'down':
    case 'enter':
    case '+':
      return lines(row + count);
    case 'k':
    case 'up':
    case '-':
      return lines(row - count);
    case '^f':
    case 'page-down':
      return lines(row + page * count);
    case '^b':
    case 'page-up':
      return lines(row - page * count);
    case '^d':
    case '^u':
      return lines(row + Math.floor(page / 2) * (key === '^d' ? 1 : -1));
    case '0':
    case 'home':
      return within(0);
    case '^':
      return within(line.search(/\S|$/));
    case '$':
    case 'end':
      return within(line.length - 1, true);
    default:
      return wordMotion(buffer, key, count);
  }
}

function wordMotion(buffer: TextBuffer, key: Key, count: number): Motion | undefined {
  switch (key) {
    case 'w':
      return repeated(buffer, count, nextWord);
    case 'b':
      return repeated(buffer, count, wordBefore);
    case 'e':
      return { ...repeated(buffer, count, wordEnd), inclusive: true };
    default:
      return undefined;
  }
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function repeated(
  buffer: TextBuffer,
  count: number,
  step: (buffer: TextBuffer, from: Place) => Place,
): Motion {
  let place: Place = buffer;
  for (let n = 0; n < count; n += 1) place = step(buffer, place);
  return { row: place.row, column: place.column, linewise: false, inclusive: false };
}

/** Words are runs of letters, or runs of other signs. */
function classOf(character: string): 'word' | 'sign' | 'space' {
  if (character === '' || /\s/.test(character)) return 'space';
  return /[\p{L}\p{N}_]/u.test(character) ? 'word' : 'sign';
}

function nextWord(buffer: TextBuffer, { row, column }: Place): Place {
  const line = lineAt(buffer, row);
  const own = classOf(line.charAt(column));
  let at = column;
  while (at < line.length && own !== 'space' && classOf(line.charAt(at)) === own) at += 1;
  while (at < line.length && classOf(line.charAt(at)) === 'space') at += 1;
  if (at < line.length || row >= buffer.lines.length - 1) return { row, column: at };
  return { row: row + 1, column: Math.max(0, lineAt(buffer, row + 1).search(/\S|$/)) };
}

function wordBefore(buffer: TextBuffer, { row, column }: Place): Place {
  const line = lineAt(buffer, row);
  let at = column - 1;
  while (at >= 0 && classOf(line.charAt(at)) === 'space') at -= 1;
  if (at < 0)
    return row === 0
      ? { row, column: 0 }
      : wordBefore(buffer, { row: row - 1, column: lineAt(buffer, row - 1).length });
  const own = classOf(line.charAt(at));
  while (at > 0 && classOf(line.charAt(at - 1)) === own) at -= 1;
  return { row, column: at };
}

function wordEnd(buffer: TextBuffer, { row, column }: Place): Place {
  const line = lineAt(buffer, row);
  let at = column + 1;
  while (at < line.length && classOf(line.charAt(at)) === 'space') at += 1;
  if (at >= line.length)
    return row >= buffer.lines.length - 1
      ? { row, column: Math.max(0, line.length - 1) }
      : wordEnd(buffer, { row: row + 1, column: -1 });
  const own = classOf(line.charAt(at));
  while (at + 1 < line.length && classOf(line.charAt(at + 1)) === own) at += 1;
  return { row, column: at };
}

/** Puts the cursor where a motion leads. */
export function follow(buffer: TextBuffer, { row, column }: Motion): void {
  moveToRow(buffer, row);
  buffer.column = Math.min(column, currentLine(buffer).length);
}
