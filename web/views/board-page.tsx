import '../styles/board.css';
import { useState } from 'preact/hooks';
import type { BoardRow } from '../../durable-objects/rpc.ts';
import type { PageProps } from '../app.tsx';
import { BoardTable } from '../board/board-table.tsx';
import { currentCell, lags, middle } from '../board/lag.ts';
import { ordered, type Sort, sorts } from '../board/order.ts';
import { Rail } from '../board/rail.tsx';
import { useBoard } from '../board/use-board.ts';
import { api } from '../connection/api.ts';
import type { Live } from '../connection/types.ts';
import { shortTime } from '../copy/format.ts';
import { copy, pick } from '../copy/index.ts';
import { useDestinations } from '../keys/goto.tsx';
import { now } from '../parts/clock.ts';
import { Loading, ProblemNote } from '../parts/empty.tsx';
import { Segments } from '../parts/segments.tsx';
import { room } from '../parts/width.ts';
import { Link } from '../router/link.tsx';
import { navigate, query, setQuery } from '../router/router.ts';
import { ClassFrame } from './class-frame.tsx';

/** Who is where, who needs help: a class at work, live. */
export function BoardPage({ class: classId = '', assignment = '' }: PageProps) {
  const board = useBoard(classId, assignment);
  const { live } = board;
  const base = `/c/${classId}/live/${assignment}`;
  const title = live.is === 'here' ? { name: pick(live.value.title) } : undefined;
  const href = (row: BoardRow, task?: number): string =>
    `${base}/${row.attemptId}${task === undefined ? '' : `#task-${task}`}`;
  return (
    <ClassFrame
      classId={classId}
      page="live"
      assignment={assignment}
      {...(title ? { title } : {})}
      actions={
        <Link href={`${base}/projector`} class="btn">
          {copy().projector}
        </Link>
      }
    >
      {live.is === 'loading' && <Loading />}
      {live.is === 'failed' && <ProblemNote error={live.error} retry={board.again} />}
      {live.is === 'here' && (
        <BoardView
          live={live.value}
          rows={board.rows}
          href={href}
          lost={board.link.at === 'lost'}
        />
      )}
    </ClassFrame>
  );
}

interface BoardViewProps {
  readonly live: Live;
  readonly rows: ReadonlyMap<string, BoardRow>;
  readonly href: (row: BoardRow, task?: number) => string;
  readonly lost: boolean;
}

function BoardView({ live, rows, href, lost }: BoardViewProps) {
  const c = copy();
  const [railOpen, setRailOpen] = useState(false);
  const list = [...rows.values()];
  const lag = lags(list, now.value);
  const sort: Sort = sorts.find((known) => known === query('sort')) ?? 'lag';
  const begun = new Set(list.map(({ personId }) => personId));
  const notBegun = live.learners.filter(({ id }) => !begun.has(id)).map(({ name }) => name);
  const wide = room.value === 'wide';
  useDestinations(() =>
    list.map((row) => ({ kind: c.roles.learner, name: row.name, go: () => navigate(href(row)) })),
  );
  const rail = (
    <Rail
      rows={list}
      now={now.value}
      href={href}
      onLower={(row) => void api.lowerHand(row.attemptId)}
    />
  );
  return (
    <div class={wide ? 'board with-rail' : 'board'}>
      <main class="board-main" data-panel="main" tabIndex={-1}>
        {lost && (
          <div class="offline" role="alert">
            <b>{c.lost}</b>
          </div>
        )}
        <Summary live={live} rows={list}>
          <SortChoice sort={sort} />
          {!wide && (
            <button
              type="button"
              class="btn small"
              aria-expanded={railOpen}
              onClick={() => setRailOpen(!railOpen)}
            >
              {c.openRail}
            </button>
          )}
        </Summary>
        {!wide && (railOpen || room.value === 'phone') && <div class="drawer">{rail}</div>}
        <BoardTable
          tasks={live.tasks}
          rows={rows}
          order={ordered(list, sort, lag)}
          lag={lag}
          now={now.value}
          href={href}
          notBegun={notBegun}
        />
      </main>
      {wide && rail}
    </div>
  );
}

function SortChoice({ sort }: { readonly sort: Sort }) {
  const c = copy();
  return (
    <>
      <span class="dim small">{c.sort}</span>
      <Segments
        label={c.sort}
        options={sorts}
        names={c.sorts}
        chosen={sort}
        onChoose={(chosen) => setQuery({ sort: chosen === 'lag' ? null : chosen })}
      />
    </>
  );
}

interface SummaryProps {
  readonly live: Live;
  readonly rows: readonly BoardRow[];
  readonly children: preact.ComponentChildren;
}

const hereMs = 10 * 60_000;

function Summary({ live, rows, children }: SummaryProps) {
  const c = copy();
  const at = now.value;
  const here = rows.filter(({ lastActiveAt }) => at - lastActiveAt < hereMs).length;
  const hands = rows.filter(({ hand }) => hand).length;
  const stuck = rows.filter(({ stuck: fact }) => fact).length;
  const tasks = rows.map((row) => {
    const cell = currentCell(row);
    return cell ? row.cells.indexOf(cell) + 1 : row.cells.length;
  });
  return (
    <div class="summary">
      <div>
        <b>{here}</b>
        <span>{c.here(Math.max(live.learners.length, rows.length))}</span>
      </div>
      <div>
        <b class={hands > 0 ? 'wait' : ''}>{hands}</b>
        <span>{c.handsUp}</span>
      </div>
      <div>
        <b class={stuck > 0 ? 'fail' : ''}>{stuck}</b>
        <span>{c.stuckCount}</span>
      </div>
      {rows.length > 0 && (
        <div>
          <b>{c.middleTask(middle(tasks))}</b>
          <span>{c.isMiddle}</span>
        </div>
      )}
      <div>
        <b>{shortTime(at)}</b>
        <span>{c.time}</span>
      </div>
      <span class="space" />
      {children}
    </div>
  );
}
