import { api } from '../connection/api.ts';
import type { AssignmentSummary, ClassSummary } from '../connection/types.ts';
import { copy } from '../copy/index.ts';
import { Empty, Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { LanguageChoice } from '../parts/me-menu.tsx';
import { TopBar } from '../parts/top-bar.tsx';
import { Link } from '../router/link.tsx';
import { me } from '../session.ts';
import { AssignmentList } from './assignment-list.tsx';
import { NewClass } from './class/new-class.tsx';

/** The start: classes for who teaches, assignments for who learns, both for who does both. */
export function HomePage() {
  const { state, again } = useLoad('home', loadHome);
  return (
    <div class="frame">
      <TopBar crumbs={[]}>
        <LanguageChoice />
      </TopBar>
      <main class="page" data-panel="main" tabIndex={-1}>
        {state.is === 'loading' && <Loading />}
        {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
        {state.is === 'here' && <Home {...state.value} />}
      </main>
    </div>
  );
}

interface HomeProps {
  readonly classes: readonly ClassSummary[];
  readonly assignments: readonly AssignmentSummary[];
}

async function loadHome(): Promise<HomeProps> {
  const [{ classes }, { assignments }] = await Promise.all([api.classes(), api.assignments()]);
  return { classes, assignments };
}

function Home({ classes, assignments }: HomeProps) {
  const taught = classes.filter(({ role }) => role !== 'learner');
  const learns = classes.some(({ role }) => role === 'learner');
  const teaches = me.value?.teaches === true;
  if (classes.length === 0 && !teaches)
    return (
      <Empty picture="pods" title={copy().noClasses} text={copy().noClassesText}>
        <div class="actions">
          <Link href="/join" class="btn">
            {copy().joinClass}
          </Link>
        </div>
      </Empty>
    );
  return (
    <div class="column">
      {taught.length > 0 && <TaughtClasses classes={taught} />}
      {teaches && <NewClass />}
      {learns && <AssignmentList assignments={assignments} />}
    </div>
  );
}

function TaughtClasses({ classes }: { readonly classes: readonly ClassSummary[] }) {
  const c = copy();
  return (
    <section>
      <h1>{c.myClasses}</h1>
      <ul class="group-list">
        {classes.map(({ id, name, role }) => (
          <li key={id} class="class-row">
            <h3>
              <Link href={`/c/${id}/assignments`}>{name}</Link>
            </h3>
            <span class="dim">{c.roles[role]}</span>
            <span class="links">
              <Link href={`/c/${id}/assignments`}>{c.assignments}</Link>
              <Link href={`/c/${id}/grades`}>{c.grades}</Link>
              <Link href={`/c/${id}/people`}>{c.people}</Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
