import { useEffect, useRef, useState } from 'preact/hooks';
import type { BoardCell, BoardRow } from '../../durable-objects/rpc.ts';
import type { LabTask } from '../connection/types.ts';
import { ago, minutes, points } from '../copy/format.ts';
import { copy, locale, pick } from '../copy/index.ts';
import { useKeys } from '../keys/keys.ts';
import { Icon } from '../parts/glyphs.tsx';
import { Link } from '../router/link.tsx';
import { timeAt } from './lag.ts';
import { frozen } from './order.ts';

interface BoardTableProps {
  readonly tasks: readonly LabTask[];
  readonly rows: ReadonlyMap<string, BoardRow>;
  readonly order: readonly string[];
  readonly lag: ReadonlyMap<string, number>;
  readonly now: number;
  /** The address of a learner's cluster, at a task. */
  readonly href: (row: BoardRow, task?: number) => string;
  /** Learners without a row. */
  readonly notBegun: readonly string[];
}

/** The matrix: learners by tasks. Its order holds still while the pointer or the focus is in it. */
export function BoardTable(props: BoardTableProps) {
  const c = copy();
  const [held, setHeld] = useState(false);
  const [shown, setShown] = useState(props.order);
  const table = useRef<HTMLTableElement>(null);
  const { order, moved } = held ? frozen(shown, props.order) : { order: props.order, moved: 0 };
  const wanted = props.order.join(' ');
  useEffect(() => {
    if (!held) setShown(props.order);
  }, [held, wanted]);
  const step = (by: 1 | -1): void => {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('tbody th a') ?? [])];
    const at = links.findIndex((link) => link.matches(':focus'));
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useKeys({ J: () => step(1), K: () => step(-1) });
  return (
    <div class="matrix-scroll">
      {moved > 0 && (
        <button type="button" class="btn small rows-moved" onClick={() => setShown(props.order)}>
          {c.rowsMoved(moved)}
        </button>
      )}
      <table
        class="matrix"
        ref={table}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(table.current?.contains(document.activeElement) ?? false)}
        onFocusCapture={() => setHeld(true)}
        onBlurCapture={() => setHeld(table.current?.matches(':hover') ?? false)}
      >
        <Head tasks={props.tasks} />
        <tbody>
          {order.map((id, i) => {
            const row = props.rows.get(id);
            return row && <Row key={id} {...props} row={row} number={i + 1} />;
          })}
          {props.notBegun.map((name, i) => (
            <tr key={name}>
              <td class="dim right">{order.length + i + 1}</td>
              <th scope="row" class="dim">
                {name}
              </th>
              <td class="dim">{c.notBegun}</td>
              <td colSpan={props.tasks.length + 3} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ tasks }: { readonly tasks: readonly LabTask[] }) {
  const c = copy();
  return (
    <thead>
      <tr>
        <th scope="col" class="number" aria-label="#" />
        <th scope="col" class="name">
          {c.name}
        </th>
        <th scope="col" class="activity">
          {c.active}
        </th>
        {tasks.map((task, i) => (
          <th key={task.id} scope="col" class="task-column" title={pick(task.title)}>
            <span class="dim">{i + 1}</span>
            <span class="clip">{pick(task.short ?? task.title)}</span>
          </th>
        ))}
        <th scope="col" class="score right">
          {c.score}
        </th>
        <th scope="col" class="lag right">
          {c.lag}
        </th>
        <th scope="col">{c.inCluster}</th>
      </tr>
    </thead>
  );
}

type RowProps = BoardTableProps & { readonly row: BoardRow; readonly number: number };

function Row({ row, number, tasks, lag, now, href }: RowProps) {
  const behind = Math.floor((lag.get(row.attemptId) ?? 0) / 60_000);
  const tone = behind >= 15 ? 'fail strong' : behind >= 5 ? 'wait strong' : 'dim';
  return (
    <tr class={row.hand ? 'hand' : ''}>
      <td class="dim right">{number}</td>
      <th scope="row">
        <Link href={href(row)}>
          {row.hand && <Icon name="hand" size={14} />}
          {row.name}
        </Link>
      </th>
      <td class="dim">{ago(now - row.lastActiveAt, locale.value)}</td>
      {row.cells.map((cell, i) => (
        <td key={cell.task}>
          <Cell
            cell={cell}
            now={now}
            href={href(row, i + 1)}
            name={row.name}
            number={i + 1}
            task={tasks[i]}
          />
        </td>
      ))}
      <td class="right">{points(row.score)}</td>
      <td class={`right ${tone}`}>
        {behind > 0 ? `+${minutes(behind * 60_000, locale.value)}` : '–'}
      </td>
      <td class="fact mono">{row.stuck?.fact}</td>
    </tr>
  );
}

interface CellProps {
  readonly cell: BoardCell;
  readonly now: number;
  readonly href: string;
  readonly name: string;
  readonly number: number;
  readonly task: LabTask | undefined;
}

function Cell({ cell, now, href, name, number, task }: CellProps) {
  const c = copy();
  const { standing, score, points: of } = cell;
  const timed = standing === 'working' || standing === 'stuck';
  const time = timed ? minutes(timeAt(cell, now), locale.value) : '';
  const label = c.cellName(
    name,
    number,
    task ? pick(task.title) : '',
    c.cellStandings[standing],
    time,
  );
  const part = of > 0 ? `${Math.round((score / of) * 100)}%` : '0%';
  return (
    <Link href={href} label={label} class={`cell ${standing}`}>
      {standing === 'partly' ? <i style={`--part:${part}`} /> : time}
    </Link>
  );
}
