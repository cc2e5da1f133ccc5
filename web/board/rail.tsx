import type { BoardRow } from '../../durable-objects/rpc.ts';
import { minutes } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import { Empty } from '../parts/empty.tsx';
import { Link } from '../router/link.tsx';
import { stuckGroups } from './order.ts';

interface RailProps {
  readonly rows: readonly BoardRow[];
  readonly now: number;
  readonly href: (row: BoardRow) => string;
  readonly onLower: (row: BoardRow) => void;
}

/** Raised hands, oldest first, and who is stuck on the same thing. */
export function Rail({ rows, now, href, onLower }: RailProps) {
  const c = copy();
  const hands = rows
    .filter(({ hand }) => hand)
    .toSorted((a, b) => (a.hand?.since ?? 0) - (b.hand?.since ?? 0));
  const groups = stuckGroups(rows);
  return (
    <aside class="rail" aria-label={c.openRail} data-panel="rail" tabIndex={-1}>
      <h2 aria-live="polite">
        {c.handsTitle} <span class={hands.length > 0 ? 'chip wait' : 'chip'}>{hands.length}</span>
      </h2>
      {hands.length === 0 && <p class="note-line">{c.noHands}</p>}
      {hands.map((row, i) => (
        <div key={row.attemptId} class="rail-item">
          <div class="rail-head">
            <b>{row.name}</b>
            <span>{c.since(now - (row.hand?.since ?? now))}</span>
          </div>
          {row.hand?.message && <p>“{row.hand.message}”</p>}
          <div class="actions">
            <Link href={href(row)} class={i === 0 ? 'btn small primary' : 'btn small'}>
              {c.seeCluster}
            </Link>
            <button type="button" class="btn small" onClick={() => onLower(row)}>
              {c.lowerHand}
            </button>
          </div>
        </div>
      ))}
      <h2 class="ruled">{c.sameThing}</h2>
      {groups.length === 0 && (
        <Empty picture="moving" title={c.everyoneMoves} text={c.everyoneMovesText} />
      )}
      {groups.map(({ fact, rows: members }) => (
        <div key={fact} class="rail-item">
          <div class="rail-head">
            <b class="mono">{fact}</b>
            <span class="chip fail">{members.length}</span>
          </div>
          <p class="dim">
            {members.map((row, i) => (
              <span key={row.attemptId}>
                {i > 0 && ', '}
                <Link href={href(row)} class="plain">
                  {row.name}
                </Link>
              </span>
            ))}
          </p>
        </div>
      ))}
      <CellLegend />
    </aside>
  );
}

function CellLegend() {
  const c = copy();
  const time = minutes(5 * 60_000, locale.value);
  const names = c.legendCells;
  return (
    <div class="cell-legend" title={c.stuckRule}>
      <span>
        <i class="cell met" /> {names.met}
      </span>
      <span>
        <i class="cell partly">
          <i style="--part:55%" />
        </i>{' '}
        {names.partly}
      </span>
      <span>
        <i class="cell working">{time}</i> {names.working}
      </span>
      <span>
        <i class="cell stuck">{time}</i> {names.stuck}
      </span>
      <p class="dim">{c.stuckRule}</p>
    </div>
  );
}
