import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageProps } from '../app.tsx';
import { addresses, api } from '../connection/api.ts';
import { ClusterConnection } from '../connection/cluster.ts';
import type { AssignmentDetail } from '../connection/types.ts';
import { copy, locale, pick } from '../copy/index.ts';
import { Desk } from '../dock/desk.ts';
import { Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { TopBar } from '../parts/top-bar.tsx';
import { LabActions } from './lab/lab-bar.tsx';
import { type Lab, LabContext } from './lab/lab-context.ts';
import { LabScreen } from './lab/lab-screen.tsx';
import { SkipLinks } from './lab/skip-links.tsx';

/** A learner's lab: guide, map, terminal, files. The cluster is made when it is first opened. */
export function LabPage({ assignment = '' }: PageProps) {
  const { state, again } = useLoad(assignment, () => open(assignment));
  if (state.is === 'loading')
    return (
      <div class="frame">
        <TopBar crumbs={[{ name: copy().assignments, href: '/' }]} />
        <Loading sentence={copy().waking} />
      </div>
    );
  if (state.is === 'failed')
    return (
      <div class="frame">
        <TopBar crumbs={[{ name: copy().assignments, href: '/' }]} />
        <main class="column">
          <ProblemNote error={state.error} retry={again} />
        </main>
      </div>
    );
  return <Opened {...state.value} onSubmitted={again} />;
}

interface OpenedLab {
  readonly detail: AssignmentDetail;
  readonly attemptId: string | undefined;
}

async function open(assignment: string): Promise<OpenedLab> {
  const detail = await api.assignment(assignment);
  if (!detail.lab) return { detail, attemptId: undefined };
  const { attempt } = await api.startAttempt(assignment);
  return { detail, attemptId: attempt.id };
}

function Opened({ detail, attemptId, onSubmitted }: OpenedLab & { onSubmitted: () => void }) {
  const lab = useConnection(attemptId, detail);
  const title = pick(detail.assignment.title);
  useEffect(() => {
    document.title = `${title} · LabSet`;
  }, [title]);
  if (!lab)
    return (
      <div class="frame">
        <TopBar crumbs={[{ name: copy().assignments, href: '/' }, { name: title }]} />
        <main class="column">
          <h1>{title}</h1>
          <p class="lead">{copy().notOpen}</p>
        </main>
      </div>
    );
  return (
    <LabContext.Provider value={lab}>
      <SkipLinks />
      <div class="frame">
        <TopBar crumbs={[{ name: copy().assignments, href: '/' }, { name: title }]}>
          <LabActions />
        </TopBar>
        <LabScreen onSubmitted={onSubmitted} />
      </div>
    </LabContext.Provider>
  );
}

/** The connection lives as long as the attempt is shown; only the texts may change under it. */
function useConnection(attemptId: string | undefined, detail: AssignmentDetail): Lab | undefined {
  const [opened, setOpened] = useState<Pick<Lab, 'connection' | 'desk'>>();
  useEffect(() => {
    if (attemptId === undefined) return;
    const path = (): string => addresses.attemptSocket(attemptId, locale.peek());
    const connection = new ClusterConnection(path);
    setOpened({ connection, desk: new Desk(connection, false) });
    return () => connection.close();
  }, [attemptId]);
  return useMemo(
    () =>
      opened && attemptId !== undefined
        ? { ...opened, attemptId, detail, readOnly: false }
        : undefined,
    [opened, attemptId, detail],
  );
}
