/** How columns are laid out; widths and padding in characters. */
export interface TabLayout {
  readonly minWidth: number;
  readonly padding: number;
}

/**
 * Aligns text whose cells end with tabs: neighbouring lines that have a cell in the same column
 * share its width, and the text after a line's last tab belongs to no column.
 * Follows Go's text/tabwriter with spaces as padding and no flags.
 */
export function alignTabs(text: string, layout: TabLayout): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  return alignBlock(lines, [], layout).join('\n');
}

/** `widths` are those of the columns to the left, which all of `lines` have. */
function alignBlock(
  lines: readonly (readonly string[])[],
  widths: readonly number[],
  layout: TabLayout,
): string[] {
  const output: string[] = [];
  const column = widths.length;
  for (let start = 0; start < lines.length; ) {
    const line = lines[start] ?? [];
    if (column >= line.length - 1) {
      output.push(padCells(line, widths));
      start += 1;
      continue;
    }
    let end = start;
    let width = layout.minWidth;
    for (let next = line; column < next.length - 1; next = lines[end] ?? []) {
      width = Math.max(width, lengthOf(next[column] ?? '') + layout.padding);
      end += 1;
    }
    output.push(...alignBlock(lines.slice(start, end), [...widths, width], layout));
    start = end;
  }
  return output;
}

function padCells(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - lengthOf(cell))))
    .join('');
}

/** Characters, not UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
