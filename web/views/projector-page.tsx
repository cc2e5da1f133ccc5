import '../styles/projector.css';
import { useState } from 'preact/hooks';
import type { BoardRow } from '../../durable-objects/rpc.ts';
import type { PageProps } from '../app.tsx';
import { stuckGroups } from '../board/order.ts';
import { useBoard } from '../board/use-board.ts';
import { api } from '../connection/api.ts';
import type { Live } from '../connection/types.ts';
import { duration, shortTime } from '../copy/format.ts';
import { copy, locale, pick } from '../copy/index.ts';
import { now } from '../parts/clock.ts';
import { Loading, ProblemNote } from '../parts/empty.tsx';
import { Mark } from '../parts/glyphs.tsx';
import { useLoad } from '../parts/load.ts';
import { Line } from '../parts/prose.tsx';
import { Link } from '../router/link.tsx';

/** For the room: counts only, never names or scores. */
export function ProjectorPage({ class: classId = '', assignment = '' }: PageProps) {
  const { live, rows, again } = useBoard(classId, assignment);
  const { state: known } = useLoad(classId, () => api.class(classId));
  if (live.is === 'loading') return <Loading />;
  if (live.is === 'failed') return <ProblemNote error={live.error} retry={again} />;
  const code = known.is === 'here' ? known.value.joinCode : null;
  return (
    <Projected
      live={live.value}
      rows={[...rows.values()]}
      code={code}
      back={`/c/${classId}/live/${assignment}`}
    />
  );
}

// When little time is left it is shown.
const lastHourMs = 3_600_000;

interface ProjectedProps {
  readonly live: Live;
  readonly rows: readonly BoardRow[];
  readonly code: string | null;
  readonly back: string;
}

function Projected({ live, rows, code, back }: ProjectedProps) {
  const c = copy();
  const counts = live.tasks.map((_, i) => countsOf(rows, i));
  // The furthest task that half of the room has met.
  const furthest = counts.findLastIndex(({ met }) => met * 2 >= rows.length);
  const [chosen, setChosen] = useState<number>();
  const at = chosen ?? Math.max(0, furthest);
  const task = live.tasks[at];
  const met = counts[at]?.met ?? 0;
  const [first, second] = c.projectorTitle(met, rows.length, task ? pick(task.title) : '');
  return (
    <div class="projector">
      <Head live={live} back={back} />
      <main>
        <h1>
          {first}
          <br />
          {second}
        </h1>
        <ol>
          {live.tasks.map(({ id, title, short }, i) => (
            <li key={id} class={i === at ? 'on' : ''}>
              <button type="button" class="link" onClick={() => setChosen(i)}>
                {i + 1}. <Line text={pick(short ?? title)} />
              </button>
              <Dots {...(counts[i] ?? { met: 0, working: 0 })} all={rows.length} />
              <b>{counts[i]?.met}</b>
            </li>
          ))}
        </ol>
        <p class="dots-legend">
          <i class="dot met" /> {c.legendCells.met} <i class="dot working" />{' '}
          {c.legendCells.working} <i class="dot" /> {c.notYet}
        </p>
      </main>
      <aside>
        <LookTogether rows={rows} />
        {code !== null && (
          <div class="late">
            <span>{c.cameLate}</span>
            <b>{location.host}/join</b>
            <b class="code">{`${code.slice(0, 3)} ${code.slice(3)}`}</b>
          </div>
        )}
      </aside>
    </div>
  );
}

function Head({ live, back }: Pick<ProjectedProps, 'live' | 'back'>) {
  const { dueAt } = live;
  const left = dueAt === null ? 0 : dueAt - now.value;
  return (
    <header>
      <Link href={back} class="logo" label="LabSet">
        <Mark />
        <span>LabSet</span>
      </Link>
      <b>{pick(live.title)}</b>
      <span class="space" />
      <span>{shortTime(now.value)}</span>
      {left > 0 && left < lastHourMs && (
        <span>
          {copy().timeLeft} <b>{duration(left, locale.value)}</b>
        </span>
      )}
    </header>
  );
}

function countsOf(rows: readonly BoardRow[], task: number) {
  const standings = rows.map(({ cells }) => cells[task]?.standing);
  const met = standings.filter((standing) => standing === 'met').length;
  const todo = standings.filter((standing) => standing === 'todo').length;
  return { met, working: rows.length - met - todo };
}

const mostDots = 40;

function Dots({ met, working, all }: { met: number; working: number; all: number }) {
  // A large class is drawn to scale.
  const scale = all > mostDots ? mostDots / all : 1;
  const dots = Array.from({ length: Math.round(all * scale) }, (_, i) => {
    if (i < Math.round(met * scale)) return 'met';
    return i < Math.round((met + working) * scale) ? 'working' : '';
  });
  return (
    <span class="dots" aria-hidden="true">
      {dots.map((kind, i) => (
        <i key={i} class={`dot ${kind}`} />
      ))}
    </span>
  );
}

/** The instructor picks what the room looks at; without a choice nothing is shown. */
function LookTogether({ rows }: { readonly rows: readonly BoardRow[] }) {
  const c = copy();
  const [chosen, setChosen] = useState<string>();
  const groups = stuckGroups(rows).filter(({ rows: members }) => members.length > 1);
  const group = groups.find(({ fact }) => fact === chosen);
  if (groups.length === 0) return null;
  return (
    <div class="together">
      <h2>{c.lookTogether}</h2>
      {group ? (
        <>
          <p class="question mono">{group.fact}</p>
          <p class="dim">{c.peopleHere(group.rows.length)}</p>
          <button type="button" class="btn" onClick={() => setChosen(undefined)}>
            {c.close}
          </button>
        </>
      ) : (
        groups.map(({ fact, rows: members }, i) => (
          <button key={fact} type="button" class="btn" onClick={() => setChosen(fact)}>
            {i + 1} · {members.length}
          </button>
        ))
      )}
    </div>
  );
}
