import '../styles/class.css';
import type { PageProps } from '../app.tsx';
import { addresses, api } from '../connection/api.ts';
import type { Gradebook, Role } from '../connection/types.ts';
import { points } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import { Empty, Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { Segments } from '../parts/segments.tsx';
import { room } from '../parts/width.ts';
import { query, setQuery } from '../router/router.ts';
import { GradeRail } from './class/grade-rail.tsx';
import { averageTotal, overriddenIn, pointsOf, sectionsOf } from './class/grade-sums.ts';
import { GradeTable } from './class/grade-table.tsx';
import { ClassFrame } from './class-frame.tsx';

/** The gradebook: everybody's scores, and one score in full. */
export function GradesPage({ class: classId = '' }: PageProps) {
  return (
    <ClassFrame
      classId={classId}
      page="grades"
      actions={
        <a class="btn" href={addresses.gradesCsv(classId, locale.value)} download>
          {copy().csv}
        </a>
      }
    >
      <main class="page" data-panel="main" tabIndex={-1}>
        <Grades classId={classId} />
      </main>
    </ClassFrame>
  );
}

function Grades({ classId }: { readonly classId: string }) {
  const c = copy();
  const { state, again } = useLoad(`grades ${classId}`, async () => {
    const [book, { role }] = await Promise.all([api.grades(classId), api.class(classId)]);
    return { book, role };
  });
  if (state.is === 'loading') return <Loading />;
  if (state.is === 'failed') return <ProblemNote error={state.error} retry={again} />;
  const { book, role } = state.value;
  if (book.rows.length === 0 || book.assignments.length === 0)
    return <Empty picture="pods" title={c.teach.noGrades} text={c.teach.noGradesText} />;
  return <Book {...{ classId, book, role, again }} />;
}

interface BookProps {
  readonly classId: string;
  readonly book: Gradebook;
  readonly role: Role;
  readonly again: () => void;
}

function Book({ classId, book, role, again }: BookProps) {
  const section = query('section') ?? '';
  const rows = book.rows.filter(({ person }) => section === '' || person.section === section);
  const columnIndex = book.assignments.findIndex(({ id }) => id === query('assignment'));
  const column = book.assignments[columnIndex];
  const row = book.rows.find(({ person }) => person.id === query('person'));
  const cell = row?.cells[columnIndex];
  const close = (): void => setQuery({ assignment: null, person: null, submission: null });
  const selected = column && row && cell ? { column, row, cell } : undefined;
  return (
    <div class="gradebook">
      <section aria-label={copy().gradebook}>
        <Summary all={book} rows={rows} section={section} />
        <GradeTable columns={book.assignments} rows={rows} />
      </section>
      {(selected || room.value === 'wide') && (
        <GradeRail
          classId={classId}
          mayOverride={role === 'instructor'}
          selected={selected}
          onClose={close}
          onChanged={again}
        />
      )}
    </div>
  );
}

interface SummaryProps {
  readonly all: Gradebook;
  readonly rows: Gradebook['rows'];
  readonly section: string;
}

function Summary({ all, rows, section }: SummaryProps) {
  const c = copy();
  const average = averageTotal(rows);
  const sections = sectionsOf(all.rows);
  const names = Object.fromEntries([['', c.allSections], ...sections.map((name) => [name, name])]);
  return (
    <div class="summary">
      <h1>{c.gradebook}</h1>
      <div>
        <b>{rows.length}</b>
        <span>{c.learners}</span>
      </div>
      {average !== undefined && (
        <div>
          <b>{points(average)}</b>
          <span>{c.teach.averageTotal(pointsOf(all.assignments))}</span>
        </div>
      )}
      <div>
        <b>{overriddenIn(rows)}</b>
        <span>{c.overridden}</span>
      </div>
      <span class="space" />
      {sections.length > 1 && (
        <Segments
          label={c.section}
          options={['', ...sections]}
          names={names}
          chosen={section}
          onChoose={(chosen) => setQuery({ section: chosen === '' ? null : chosen })}
        />
      )}
    </div>
  );
}
