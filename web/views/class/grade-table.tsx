import { useRef } from 'preact/hooks';
import type { Gradebook, GradeCell } from '../../connection/types.ts';
import { points } from '../../copy/format.ts';
import { copy, pick } from '../../copy/index.ts';
import { now } from '../../parts/clock.ts';
import { query, setQuery } from '../../router/router.ts';
import { type CellState, cellState, columnAverage, pointsOf, totalOf } from './grade-sums.ts';

type Columns = Gradebook['assignments'];
type Row = Gradebook['rows'][number];

interface GradeTableProps {
  readonly columns: Columns;
  readonly rows: readonly Row[];
}

/** Learners by assignments. One tab stop: arrow keys go from score to score, Enter opens one. */
export function GradeTable({ columns, rows }: GradeTableProps) {
  const c = copy();
  const body = useRef<HTMLTableSectionElement>(null);
  const hasSections = rows.some(({ person }) => person.section !== null);
  const stop = tabStop(columns, rows);
  return (
    <div class="grade-scroll">
      <table class="grade-table">
        <thead>
          <tr>
            <th scope="col" class="who">
              {c.name}
            </th>
            {hasSections && <th scope="col">{c.section}</th>}
            {columns.map((column, i) => (
              <ColumnHead key={column.id} column={column} average={columnAverage(rows, i)} />
            ))}
            <th scope="col" class="right">
              {c.total}
              <small>{c.teach.outOf(pointsOf(columns))}</small>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => moveFocus(event, body.current)}>
          {rows.map((row) => (
            <tr
              key={row.person.id}
              class={row.person.id === query('person') ? 'grade-chosen' : undefined}
            >
              <th scope="row" class="who">
                {row.person.name}
              </th>
              {hasSections && <td class="dim">{row.person.section ?? '–'}</td>}
              {columns.map((column, i) => (
                <ScoreCell
                  key={column.id}
                  column={column}
                  row={row}
                  cell={row.cells[i]}
                  isStop={stop === `${row.person.id} ${column.id}`}
                />
              ))}
              <td class="right total">{points(totalOf(row.cells))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cell that Tab reaches: the chosen one, else the first. */
function tabStop(columns: Columns, rows: readonly Row[]): string {
  const person = rows.find(({ person: { id } }) => id === query('person')) ?? rows[0];
  const column = columns.find(({ id }) => id === query('assignment')) ?? columns[0];
  return `${person?.person.id} ${column?.id}`;
}

interface ColumnHeadProps {
  readonly column: Columns[number];
  readonly average: number | undefined;
}

function ColumnHead({ column, average }: ColumnHeadProps) {
  const { teach } = copy();
  const of = teach.outOf(column.points);
  return (
    <th scope="col" class="graded">
      {pick(column.title)}
      <small>{average === undefined ? of : `${of} · ${teach.columnAverage(average)}`}</small>
    </th>
  );
}

interface ScoreCellProps {
  readonly column: Columns[number];
  readonly row: Row;
  readonly cell: GradeCell | undefined;
  readonly isStop: boolean;
}

function ScoreCell({ column, row: { person }, cell, isStop }: ScoreCellProps) {
  if (!cell) return <td />;
  const state = cellState(cell, column.dueAt, now.peek());
  const isChosen = person.id === query('person') && column.id === query('assignment');
  const width = column.points > 0 ? Math.min(1, (cell.score ?? 0) / column.points) : 0;
  return (
    <td class="score">
      <button
        type="button"
        class="grade-score"
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={spoken(person.name, column, cell, state)}
        onClick={() => setQuery({ assignment: column.id, person: person.id, submission: null })}
      >
        <CellText cell={cell} state={state} />
        {state === 'scored' && <i style={{ '--part': `${width * 100}%` }} />}
      </button>
    </td>
  );
}

function CellText({ cell, state }: { readonly cell: GradeCell; readonly state: CellState }) {
  if (state === 'missing') return <span class="wait">{copy().notSubmitted}</span>;
  if (state === 'open') return <span class="dim">–</span>;
  return (
    <>
      {points(cell.score ?? 0)}
      {cell.override && <OverrideMark />}
      {cell.deduction > 0 && <small class="wait">{copy().lateBy(cell.deduction)}</small>}
    </>
  );
}

/** The corner that marks a score set by hand. */
export function OverrideMark() {
  return (
    <svg class="override-mark" width="8" height="8" aria-hidden="true">
      <path d="M0 0H8V8Z" fill="var(--jjok)" />
    </svg>
  );
}

function spoken(name: string, column: Columns[number], cell: GradeCell, state: CellState): string {
  const c = copy();
  const said = {
    missing: c.notSubmitted,
    open: c.teach.notDue,
    scored: c.teach.cellScore(cell.score ?? 0, column.points),
  }[state];
  const more = [
    cell.override ? c.teach.cellOverridden : '',
    cell.deduction > 0 ? c.lateBy(cell.deduction) : '',
  ];
  const whole = [said, ...more].filter((part) => part !== '').join(', ');
  return c.teach.cellName(name, pick(column.title), whole);
}

const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  j: [1, 0],
  k: [-1, 0],
};

/** Moves the focus to the neighbouring score. */
function moveFocus(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  const step = steps[event.key];
  if (!step || !body || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof HTMLButtonElement)) return;
  const from = event.target;
  const rows = [...body.rows].map((row) => [...row.querySelectorAll('button')]);
  const down = rows.findIndex((row) => row.includes(from));
  const right = rows[down]?.indexOf(from) ?? -1;
  const next = rows[down + step[0]]?.[right + step[1]];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
