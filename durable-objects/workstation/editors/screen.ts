import { currentLine, lineAt, scroll, type TextBuffer } from './buffer.ts';

/** A terminal's size. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What an editor shows: its lines, and where the cursor stands. */
export interface Screen {
  readonly lines: readonly string[];
  /** Rows that are shown inverted. */
  readonly inverted: readonly number[];
  readonly row: number;
  readonly column: number;
}

const tabWidth = 8;

/** The part of a buffer that fits; rows below its end show `filler`. */
export function textRows(
  buffer: TextBuffer,
  columns: number,
  height: number,
  filler: string,
): { readonly rows: readonly string[]; readonly row: number; readonly column: number } {
  scroll(buffer, height);
  const cursor = expanded(currentLine(buffer).slice(0, buffer.column)).length;
  // A long line moves aside as a whole when the cursor leaves the screen.
  const left = cursor < columns ? 0 : cursor - columns + 1;
  const rows = Array.from({ length: height }, (_row, i) => {
    const row = buffer.top + i;
    if (row >= buffer.lines.length) return filler;
    const text = expanded(lineAt(buffer, row));
    return row === buffer.row ? text.slice(left, left + columns) : text.slice(0, columns);
  });
  return { rows, row: buffer.row - buffer.top, column: cursor - left };
}

function expanded(line: string): string {
  let result = '';
  for (const character of line)
    result += character === '\t' ? ' '.repeat(tabWidth - (result.length % tabWidth)) : character;
  return result;
}

/** The bytes that draw a screen. */
export function drawing({ lines, inverted, row, column }: Screen): string {
  const rows = lines.map((line, i) => {
    const text = inverted.includes(i) ? `\x1b[7m${line}\x1b[m` : line;
    return `\x1b[${i + 1};1H${text}\x1b[K`;
  });
  return `\x1b[?25l${rows.join('')}\x1b[${row + 1};${column + 1}H\x1b[?25h`;
}

/** Takes the screen, and gives it back as it was. */
export const enter = '\x1b[?1049h\x1b[2J';
export const leave = '\x1b[?1049l';
