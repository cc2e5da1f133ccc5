import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

/** How rows of the server's Tables are shown. */
export interface TableOptions {
  readonly wide: boolean;
  readonly headers: boolean;
  /** The NAMESPACE column in front. */
  readonly withNamespace: boolean;
  /** `pod/` in front of names. */
  readonly kindPrefix: string;
  readonly showLabels: boolean;
  /** Labels with a column of their own (`-L`). */
  readonly labelColumns: readonly string[];
  /** The EVENT column in front (`--output-watch-events`). */
  readonly withEvent: boolean;
}

/**
 * Widths that later rows keep: kubectl's tab writer never forgets them, so that rows of a watch
 * stay in line with those above.
 */
export interface TableState {
  widths: number[];
  hasHeader: boolean;
  /** Columns of the Table before: a watch names them once. */
  columns: ShownColumn[];
}

export const newTableState = (): TableState => ({ widths: [], hasHeader: false, columns: [] });

const minWidth = 6;
const padding = 3;

/** The lines of a Table; `state` is changed. Follows k8s.io/cli-runtime printers.TablePrinter. */
export function tableLines(
  table: JsonObject,
  state: TableState,
  options: TableOptions,
  event = '',
): string {
  const named = columnsOf(table);
  if (named.length > 0) state.columns = [...named];
  const { columns } = state;
  const lines = rowsOf(table).map((row) => cellsOf(row, columns, options, event));
  if (lines.length === 0) return '';
  if (options.headers && !state.hasHeader && columns.length > 0) {
    lines.unshift(headerOf(columns, options));
    state.hasHeader = true;
  }
  return alignRemembering(lines, state);
}

/** Cells in columns of at least the widths of `state`, which grows. */
export function alignRemembering(lines: readonly (readonly string[])[], state: TableState): string {
  for (const cells of lines)
    for (const [i, cell] of cells.slice(0, -1).entries())
      state.widths[i] = Math.max(state.widths[i] ?? minWidth, [...cell].length + padding);
  return lines
    .map((cells) =>
      cells
        .map((cell, i) =>
          i === cells.length - 1
            ? cell
            : cell + ' '.repeat((state.widths[i] ?? 0) - [...cell].length),
        )
        .join('')
        .concat('\n'),
    )
    .join('');
}

export interface ShownColumn {
  readonly name: string;
  readonly isWide: boolean;
}

/** Columns of a Table; a watch names them with its first event only. */
export function columnsOf(table: JsonObject): readonly ShownColumn[] {
  if (!Array.isArray(table.columnDefinitions)) return [];
  return table.columnDefinitions
    .filter(isObject)
    .map(({ name, priority }) => ({ name: String(name), isWide: Number(priority ?? 0) > 0 }));
}

/** Rows of a Table. */
export function rowsOf(table: JsonObject): readonly JsonObject[] {
  return Array.isArray(table.rows) ? table.rows.filter(isObject) : [];
}

function headerOf(columns: readonly ShownColumn[], options: TableOptions): readonly string[] {
  const own = columns.filter(({ isWide }) => options.wide || !isWide).map(({ name }) => name);
  return [
    ...(options.withEvent ? ['EVENT'] : []),
    ...(options.withNamespace ? ['NAMESPACE'] : []),
    ...own,
    ...options.labelColumns.map((label) => label.split('/').at(-1) ?? label),
    ...(options.showLabels ? ['LABELS'] : []),
  ].map((name) => name.toUpperCase());
}

function cellsOf(
  row: JsonObject,
  columns: readonly ShownColumn[],
  options: TableOptions,
  event: string,
): readonly string[] {
  const cells: readonly Json[] = Array.isArray(row.cells) ? row.cells : [];
  const own = cells
    .filter((_cell, i) => options.wide || !columns[i]?.isWide)
    .map((cell, i) => (i === 0 ? options.kindPrefix : '') + cellText(cell));
  const metadata = metadataOf(row);
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  return [
    ...(options.withEvent ? [event] : []),
    ...(options.withNamespace ? [String(metadata.namespace ?? '')] : []),
    ...own,
    ...options.labelColumns.map((label) => String(labels[label] ?? '')),
    ...(options.showLabels ? [labelText(labels)] : []),
  ];
}

/** The metadata of a row's object. */
export function metadataOf(row: JsonObject): JsonObject {
  const object = isObject(row.object) ? row.object : {};
  return isObject(object.metadata) ? object.metadata : {};
}

/** Line ends would break the table: kubectl cuts there. */
function cellText(cell: Json): string {
  if (cell === null) return '<nil>';
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  const end = text.search(/[\f\n\r]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}

function labelText(labels: JsonObject): string {
  const pairs = Object.entries(labels)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${String(value)}`)
    .sort();
  return pairs.length === 0 ? '<none>' : pairs.join(',');
}
