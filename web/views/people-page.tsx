import '../styles/class.css';
import type { PageProps } from '../app.tsx';
import { api } from '../connection/api.ts';
import type { ClassPerson, Role } from '../connection/types.ts';
import { dateTime } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import { now } from '../parts/clock.ts';
import { Empty, Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { CopyField } from './class/copy-field.tsx';
import { ClassFrame } from './class-frame.tsx';

/** Who is in a class, and how more people get in. */
export function PeoplePage({ class: classId = '' }: PageProps) {
  return (
    <ClassFrame classId={classId} page="people">
      <main class="page" data-panel="main" tabIndex={-1}>
        <People classId={classId} />
      </main>
    </ClassFrame>
  );
}

function People({ classId }: { readonly classId: string }) {
  const c = copy();
  const { state, again } = useLoad(`people ${classId}`, async () => {
    const [{ people }, { joinCode }] = await Promise.all([api.people(classId), api.class(classId)]);
    return { people, joinCode };
  });
  return (
    <div class="column people">
      <h1>{c.people}</h1>
      {state.is === 'loading' && <Loading />}
      {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
      {state.is === 'here' && (
        <>
          <Join code={state.value.joinCode} />
          <Members people={state.value.people} />
        </>
      )}
    </div>
  );
}

function Join({ code }: { readonly code: string | null }) {
  const c = copy();
  if (code === null) return <p class="lead">{c.teach.noJoinCode}</p>;
  return (
    <section class="join-way" aria-label={c.joinLink}>
      <p class="lead">{c.peopleLead}</p>
      <CopyField label={c.joinLink} text={`${location.origin}/j/${code}`} verb={c.copyLink} />
      <CopyField label={c.joinCode} text={code} verb={c.teach.copyCode} class="code" />
    </section>
  );
}

const order: readonly Role[] = ['instructor', 'assistant', 'learner'];

function Members({ people }: { readonly people: readonly ClassPerson[] }) {
  const c = copy();
  const sorted = order.flatMap((role) => people.filter((person) => person.role === role));
  const learners = people.filter(({ role }) => role === 'learner').length;
  const hasSections = people.some(({ section }) => section !== null);
  return (
    <>
      <h2 class="group">
        <span>{c.teach.learnerCount(learners)}</span>
      </h2>
      <table class="members">
        <thead>
          <tr>
            <th scope="col">{c.name}</th>
            <th scope="col">{c.role}</th>
            {hasSections && <th scope="col">{c.section}</th>}
            <th scope="col">{c.joined}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((person) => (
            <tr key={person.id}>
              <th scope="row">{person.name}</th>
              <td>{c.roles[person.role]}</td>
              {hasSections && <td>{person.section ?? '–'}</td>}
              <td class="dim">{dateTime(person.joinedAt, locale.value, now.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {learners === 0 && (
        <Empty picture="pods" title={c.teach.noLearners} text={c.teach.noLearnersText} />
      )}
    </>
  );
}
