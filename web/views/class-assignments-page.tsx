import '../styles/class.css';
import type { PageProps } from '../app.tsx';
import { api } from '../connection/api.ts';
import type { ClassAssignment, Role } from '../connection/types.ts';
import { copy, pick } from '../copy/index.ts';
import { now } from '../parts/clock.ts';
import { Empty, Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { Link } from '../router/link.tsx';
import { query, setQuery } from '../router/router.ts';
import { AssignForm } from './class/assign-form.tsx';
import { byStanding } from './class/standing.ts';
import { ClassFrame } from './class-frame.tsx';

/** What a class has to do, and the form that gives it more. */
export function ClassAssignmentsPage({ class: classId = '' }: PageProps) {
  const { state, again } = useLoad(`assignments ${classId}`, async () => {
    const [{ assignments }, { role }] = await Promise.all([
      api.classAssignments(classId),
      api.class(classId),
    ]);
    return { assignments, role };
  });
  return (
    <ClassFrame classId={classId} page="assignments">
      <main class="page" data-panel="main" tabIndex={-1}>
        {state.is === 'loading' && <Loading />}
        {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
        {state.is === 'here' && <Assignments classId={classId} {...state.value} again={again} />}
      </main>
    </ClassFrame>
  );
}

interface AssignmentsProps {
  readonly classId: string;
  readonly assignments: readonly ClassAssignment[];
  readonly role: Role;
  readonly again: () => void;
}

function Assignments({ classId, assignments, role, again }: AssignmentsProps) {
  const c = copy();
  const mayAssign = role === 'instructor';
  const isAssigning = mayAssign && query('new') !== undefined;
  const { open, later, past } = byStanding(assignments, now.value);
  const begin = (): void => setQuery({ new: '' });
  return (
    <div class="column">
      <div class="head-row">
        <h1>{c.assignments}</h1>
        {mayAssign && !isAssigning && assignments.length > 0 && (
          <button type="button" class="btn primary" onClick={begin}>
            {c.teach.assignDo}
          </button>
        )}
      </div>
      {isAssigning && <AssignForm classId={classId} onAssigned={again} />}
      {assignments.length === 0 && !isAssigning && (
        <Empty picture="pods" title={c.noClassAssignments} text={c.noClassAssignmentsText}>
          {mayAssign && (
            <div class="actions">
              <button type="button" class="btn primary" onClick={begin}>
                {c.teach.assignDo}
              </button>
            </div>
          )}
        </Empty>
      )}
      <Group title={c.teach.openNow} list={open} classId={classId} />
      <Group title={c.opensSoon} list={later} classId={classId} />
      <Group title={c.teach.pastDue} list={past} classId={classId} />
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly list: readonly ClassAssignment[];
  readonly classId: string;
}

function Group({ title, list, classId }: GroupProps) {
  if (list.length === 0) return null;
  return (
    <section>
      <h2 class="group">
        <span>{title}</span>
      </h2>
      <ul>
        {list.map((assignment) => (
          <Row key={assignment.id} assignment={assignment} classId={classId} />
        ))}
      </ul>
    </section>
  );
}

function Row({ assignment, classId }: { assignment: ClassAssignment; classId: string }) {
  const { teach } = copy();
  const title = pick({ ko: assignment.titleKo, en: assignment.titleEn });
  return (
    <li class="given">
      <div>
        <h3>{title}</h3>
        <small class="mono">{assignment.lab}</small>
      </div>
      <Dates assignment={assignment} />
      <span class="links">
        <Link href={`/c/${classId}/live/${assignment.id}`} label={teach.liveBoardOf(title)}>
          {teach.liveBoard}
        </Link>
        <Link href={`/a/${assignment.id}`} label={teach.tryLabOf(title)}>
          {teach.tryLab}
        </Link>
      </span>
    </li>
  );
}

function Dates({
  assignment: { opensAt, dueAt, closesAt, policy },
}: {
  assignment: ClassAssignment;
}) {
  const c = copy();
  const at = now.value;
  const closing = closesAt !== null && closesAt < at ? c.teach.closedOn : c.teach.closesOn;
  const lines = [
    opensAt !== null && opensAt > at ? c.teach.opensOn(opensAt, at) : '',
    dueAt === null ? c.noDue : c.teach.dueOn(dueAt, at),
    closesAt === null || closesAt === dueAt ? '' : closing(closesAt, at),
  ].filter((line) => line !== '');
  const hasLateRule = dueAt !== null && policy.latePercentPerDay > 0;
  return (
    <div class="dates">
      {lines.join(' · ')}
      {hasLateRule && <small>{c.lateRule(policy.latePercentPerDay)}</small>}
    </div>
  );
}
