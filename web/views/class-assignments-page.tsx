import type { PageProps } from '../app.tsx';
import { api } from '../connection/api.ts';
import type { ClassAssignment } from '../connection/types.ts';
import { dateTime } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import { now } from '../parts/clock.ts';
import { Empty, Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { Link } from '../router/link.tsx';
import { ClassFrame } from './class-frame.tsx';

/** The assignments of a class with their dates. */
export function ClassAssignmentsPage({ class: classId = '' }: PageProps) {
  const { state, again } = useLoad(classId, () => api.classAssignments(classId));
  return (
    <ClassFrame classId={classId} page="assignments">
      <main class="page" data-panel="main" tabIndex={-1}>
        {state.is === 'loading' && <Loading />}
        {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
        {state.is === 'here' && <List classId={classId} assignments={state.value.assignments} />}
      </main>
    </ClassFrame>
  );
}

interface ListProps {
  readonly classId: string;
  readonly assignments: readonly ClassAssignment[];
}

function List({ classId, assignments }: ListProps) {
  const c = copy();
  if (assignments.length === 0)
    return <Empty picture="pods" title={c.noClassAssignments} text={c.noClassAssignmentsText} />;
  const date = (at: number | null): string =>
    at === null ? '–' : dateTime(at, locale.value, now.value);
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{c.title}</th>
          <th scope="col">{c.lab}</th>
          <th scope="col">{c.opens}</th>
          <th scope="col">{c.dueColumn}</th>
          <th scope="col" aria-label={c.live} />
        </tr>
      </thead>
      <tbody>
        {assignments.map(({ id, lab, titleKo, titleEn, opensAt, dueAt }) => (
          <tr key={id}>
            <td>{locale.value === 'ko' ? titleKo : titleEn}</td>
            <td class="mono dim">{lab}</td>
            <td>{date(opensAt)}</td>
            <td>{date(dueAt)}</td>
            <td class="right">
              <Link href={`/c/${classId}/live/${id}`}>{c.live}</Link>{' '}
              <Link href={`/a/${id}`}>{c.guide}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
