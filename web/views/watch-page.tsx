import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageProps } from '../app.tsx';
import { addresses, api } from '../connection/api.ts';
import { ClusterConnection } from '../connection/cluster.ts';
import { copy, locale, pick } from '../copy/index.ts';
import { Desk } from '../dock/desk.ts';
import { Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { TopBar } from '../parts/top-bar.tsx';
import { navigate } from '../router/router.ts';
import { ClusterClock } from './lab/lab-bar.tsx';
import { type Lab, LabContext } from './lab/lab-context.ts';
import { LabScreen } from './lab/lab-screen.tsx';

/** One learner's cluster, for their instructor: the lab page, to look at. */
export function WatchPage(props: PageProps) {
  const { class: classId = '', assignment = '', attempt = '' } = props;
  const { state, again } = useLoad(attempt, async () => {
    const [live, detail] = await Promise.all([
      api.live(classId, assignment),
      api.assignment(assignment),
    ]);
    return { live, detail };
  });
  const lab = useWatched(attempt);
  if (state.is === 'failed') return <ProblemNote error={state.error} retry={again} />;
  if (state.is === 'loading' || !lab) return <Loading sentence={copy().waking} />;
  const { live, detail } = state.value;
  const rows = live.rows.toSorted((a, b) => a.name.localeCompare(b.name, 'ko'));
  const at = rows.findIndex(({ attemptId }) => attemptId === attempt);
  const base = `/c/${classId}/live/${assignment}`;
  const neighbour = (by: 1 | -1): string | undefined => rows[at + by]?.attemptId;
  return (
    <LabContext.Provider value={{ ...lab, detail }}>
      <div class="frame">
        <TopBar
          crumbs={[{ name: pick(live.title), href: base }, { name: rows[at]?.name ?? attempt }]}
        >
          <span class="chip jjok">{copy().readOnly}</span>
          <ClusterClock />
          <Neighbour to={neighbour(-1)} base={base} name={`‹ ${copy().previousPerson}`} />
          <Neighbour to={neighbour(1)} base={base} name={`${copy().nextPerson} ›`} />
        </TopBar>
        <LabScreen onSubmitted={again} />
      </div>
    </LabContext.Provider>
  );
}

interface NeighbourProps {
  readonly to: string | undefined;
  readonly base: string;
  readonly name: string;
}

function Neighbour({ to, base, name }: NeighbourProps) {
  return (
    <button
      type="button"
      class="btn"
      disabled={to === undefined}
      onClick={() => navigate(`${base}/${to}`)}
    >
      {name}
    </button>
  );
}

function useWatched(attemptId: string): Omit<Lab, 'detail'> | undefined {
  const [opened, setOpened] = useState<Pick<Lab, 'connection' | 'desk'>>();
  useEffect(() => {
    const path = (): string => addresses.attemptSocket(attemptId, locale.peek());
    const connection = new ClusterConnection(path);
    setOpened({ connection, desk: new Desk(connection, true) });
    return () => connection.close();
  }, [attemptId]);
  return useMemo(
    () => (opened ? { ...opened, attemptId, readOnly: true } : undefined),
    [opened, attemptId],
  );
}
