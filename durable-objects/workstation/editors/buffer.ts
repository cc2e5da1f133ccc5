/** A text that is edited, plain JSON; rows and columns count from 0, columns in UTF-16 units. */
export interface TextBuffer {
  lines: string[];
  row: number;
  column: number;
  /** The first row that is shown. */
  top: number;
  isModified: boolean;
}

/** A buffer of a file's text; the line end of the last line is none of its lines. */
export function newBuffer(text: string): TextBuffer {
  const lines = text.replace(/\n$/, '').split('\n');
  return { lines, row: 0, column: 0, top: 0, isModified: false };
}

/** The file's text. */
export function textOf({ lines }: TextBuffer): string {
  return lines.length === 1 && lines[0] === '' ? '' : `${lines.join('\n')}\n`;
}

/** The line of a row, '' where there is none. */
export function lineAt({ lines }: TextBuffer, row: number): string {
  return lines[row] ?? '';
}

/** The line that the cursor is in. */
export function currentLine(buffer: TextBuffer): string {
  return lineAt(buffer, buffer.row);
}

/** Puts a text, which may have line ends, before the cursor and the cursor behind it. */
export function insertText(buffer: TextBuffer, text: string): void {
  const { row, column } = buffer;
  const line = currentLine(buffer);
  const parts = `${line.slice(0, column)}${text}`.split('\n');
  const last = parts.at(-1) ?? '';
  parts[parts.length - 1] = last + line.slice(column);
  buffer.lines.splice(row, 1, ...parts);
  buffer.row = row + parts.length - 1;
  buffer.column = last.length;
  buffer.isModified = true;
}

/** Removes the character before the cursor, or joins the line with the one before. */
export function backspace(buffer: TextBuffer): void {
  const { row, column } = buffer;
  if (column > 0) {
    const width = widthBefore(currentLine(buffer), column);
    removeInLine(buffer, column - width, column);
  } else if (row > 0) {
    const before = lineAt(buffer, row - 1);
    buffer.lines.splice(row - 1, 2, before + currentLine(buffer));
    buffer.row = row - 1;
    buffer.column = before.length;
    buffer.isModified = true;
  }
}

/** Removes the character at the cursor, or joins the line with the next one. */
export function deleteForward(buffer: TextBuffer): void {
  const { row, column } = buffer;
  const line = currentLine(buffer);
  if (column < line.length) {
    const width = String.fromCodePoint(line.codePointAt(column) ?? 0).length;
    removeInLine(buffer, column, column + width);
  } else if (row < buffer.lines.length - 1) {
    buffer.lines.splice(row, 2, line + lineAt(buffer, row + 1));
    buffer.isModified = true;
  }
}

/** Removes a part of the cursor's line and returns it. */
export function removeInLine(buffer: TextBuffer, from: number, to: number): string {
  const line = currentLine(buffer);
  buffer.lines[buffer.row] = line.slice(0, from) + line.slice(to);
  buffer.column = from;
  buffer.isModified = true;
  return line.slice(from, to);
}

/** Removes whole lines from a row on and returns them; one line, maybe empty, always stays. */
export function removeLines(buffer: TextBuffer, row: number, count: number): readonly string[] {
  const removed = buffer.lines.splice(row, count);
  if (buffer.lines.length === 0) buffer.lines.push('');
  buffer.row = Math.min(row, buffer.lines.length - 1);
  buffer.column = 0;
  buffer.isModified = true;
  return removed;
}

/** Puts whole lines before a row and the cursor on the first of them. */
export function insertLines(buffer: TextBuffer, row: number, lines: readonly string[]): void {
  buffer.lines.splice(row, 0, ...lines);
  buffer.row = row;
  buffer.column = 0;
  buffer.isModified = true;
}

/** Moves the cursor by characters, over line ends. */
export function moveBy(buffer: TextBuffer, characters: number): void {
  for (let left = Math.abs(characters); left > 0; left -= 1)
    if (characters < 0) moveBack(buffer);
    else moveOn(buffer);
}

function moveBack(buffer: TextBuffer): void {
  if (buffer.column > 0) buffer.column -= widthBefore(currentLine(buffer), buffer.column);
  else if (buffer.row > 0) {
    buffer.row -= 1;
    buffer.column = currentLine(buffer).length;
  }
}

function moveOn(buffer: TextBuffer): void {
  const line = currentLine(buffer);
  if (buffer.column < line.length)
    buffer.column += String.fromCodePoint(line.codePointAt(buffer.column) ?? 0).length;
  else if (buffer.row < buffer.lines.length - 1) {
    buffer.row += 1;
    buffer.column = 0;
  }
}

/** Moves the cursor to a row that exists, in the column that it has or the line's last one. */
export function moveToRow(buffer: TextBuffer, row: number): void {
  buffer.row = Math.max(0, Math.min(row, buffer.lines.length - 1));
  buffer.column = Math.min(buffer.column, currentLine(buffer).length);
}

/** The next place of a text after the cursor, from the top again after the end. */
export function findText(
  { lines, row, column }: TextBuffer,
  text: string,
): { readonly row: number; readonly column: number } | undefined {
  if (text === '') return undefined;
  const rest = (lines[row] ?? '').indexOf(text, column + 1);
  if (rest >= 0) return { row, column: rest };
  for (let step = 1; step <= lines.length; step += 1) {
    const at = (row + step) % lines.length;
    const found = (lines[at] ?? '').indexOf(text);
    if (found >= 0) return { row: at, column: found };
  }
  return undefined;
}

/** Scrolls so that the cursor is among the rows that are shown. */
export function scroll(buffer: TextBuffer, height: number): void {
  if (buffer.row < buffer.top) buffer.top = buffer.row;
  if (buffer.row >= buffer.top + height) buffer.top = buffer.row - height + 1;
}

/** The column some characters to the right, or to the left, in a line. */
export function columnBy(line: string, column: number, characters: number): number {
  const side = characters < 0 ? [...line.slice(0, column)] : [...line.slice(column)];
  const passed =
    characters < 0 ? side.slice(Math.max(0, side.length + characters)) : side.slice(0, characters);
  const { length } = passed.join('');
  return characters < 0 ? column - length : column + length;
}

function widthBefore(line: string, column: number): number {
  const isPair = /[\udc00-\udfff]/.test(line.charAt(column - 1)) && column > 1;
  return isPair ? 2 : 1;
}
