import { widthOf } from './width.ts';

/** What is on the screen of a line: enough to draw over it. */
export interface Drawn {
  /** The cursor's row, counted from the row in which the prompt begins. */
  readonly row: number;
}

export interface LineView {
  /** With escape codes. */
  readonly prompt: string;
  /** The cells that the prompt takes. */
  readonly promptCells: number;
  readonly text: readonly string[];
  readonly cursor: number;
  readonly columns: number;
}

const continued = '> ';
const bold = '\x1b[1m';
const plain = '\x1b[0m';

/** What to write so that the line stands where `before` stood, and what is there then. */
export function redraw(before: Drawn, view: LineView): { readonly output: string; drawn: Drawn } {
  const up = before.row > 0 ? `\x1b[${before.row}A` : '';
  const body = view.text.map((c) => (c === '\n' ? `\r\n${plain}${continued}${bold}` : c)).join('');
  const end = position(view, view.text.length);
  const cursor = position(view, view.cursor);
  // At the right edge a terminal wraps only when the next character comes.
  const wrap = end.column === 0 && end.row > 0 && view.text.at(-1) !== '\n' ? '\r\n' : '';
  const back = end.row > cursor.row ? `\x1b[${end.row - cursor.row}A` : '';
  const across = cursor.column > 0 ? `\x1b[${cursor.column}C` : '';
  const output = `${up}\r\x1b[J${view.prompt}${bold}${body}${plain}${wrap}${back}\r${across}`;
  return { output, drawn: { row: cursor.row } };
}

/** Where the character at `index` stands. */
export function position(
  { text, promptCells, columns }: LineView,
  index: number,
): { readonly row: number; readonly column: number } {
  let row = Math.floor(promptCells / columns);
  let column = promptCells % columns;
  for (const character of text.slice(0, index)) {
    if (character === '\n') {
      row += 1;
      column = continued.length;
      continue;
    }
    const width = widthOf(character);
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    column += width;
    if (column === columns) {
      row += 1;
      column = 0;
    }
  }
  return { row, column };
}
