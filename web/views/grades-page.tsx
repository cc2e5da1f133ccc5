import '../styles/board.css';
import type { PageProps } from '../app.tsx';
import { addresses, api } from '../connection/api.ts';
import type { Gradebook, GradeCell } from '../connection/types.ts';
import { points } from '../copy/format.ts';
import { copy, locale, pick } from '../copy/index.ts';
import { now } from '../parts/clock.ts';
import { Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { Segments } from '../parts/segments.tsx';
import { query, setQuery } from '../router/router.ts';
import { ClassFrame } from './class-frame.tsx';
import { average, sectionsOf, total } from './grade-sums.ts';

/** The gradebook: learners by assignments. */
export function GradesPage({ class: classId = '' }: PageProps) {
  const { state, again } = useLoad(classId, () => api.grades(classId));
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
      <main class="page sheet" data-panel="main" tabIndex={-1}>
        {state.is === 'loading' && <Loading />}
        {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
        {state.is === 'here' && <Book book={state.value} />}
      </main>
    </ClassFrame>
  );
}

function Book({ book }: { readonly book: Gradebook }) {
  const c = copy();
  const sections = sectionsOf(book);
  const section = query('section');
  const rows = book.rows.filter(
    ({ person }) => section === undefined || person.section === section,
  );
  const overridden = rows.flatMap(({ cells }) => cells).filter(({ override }) => override).length;
  return (
    <>
      <div class="summary">
        <h1>{c.gradebook}</h1>
        <div>
          <b>{rows.length}</b>
          <span>{c.learners}</span>
        </div>
        <div>
          <b>{points(average(rows))}</b>
          <span>{c.average}</span>
        </div>
        <div>
          <b>{overridden}</b>
          <span>{c.overridden}</span>
        </div>
        <span class="space" />
        {sections.length > 1 && (
          <Segments
            label={c.section}
            options={['', ...sections]}
            names={{ '': c.allSections, ...Object.fromEntries(sections.map((s) => [s, s])) }}
            chosen={section ?? ''}
            onChoose={(chosen) => setQuery({ section: chosen === '' ? null : chosen })}
          />
        )}
      </div>
      <div class="matrix-scroll">
        <table class="matrix grades">
          <thead>
            <tr>
              <th scope="col" class="name">
                {c.name}
              </th>
              <th scope="col" class="section">
                {c.section}
              </th>
              {book.assignments.map(({ id, title, points: of }) => (
                <th key={id} scope="col">
                  <span class="clip">{pick(title)}</span>
                  <span class="dim">
                    {points(of)} {c.pts}
                  </span>
                </th>
              ))}
              <th scope="col" class="score right">
                {c.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ person, cells }) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td class="dim">{person.section}</td>
                {cells.map((cell, i) => {
                  const column = book.assignments[i];
                  return column && <Cell key={column.id} cell={cell} column={column} />;
                })}
                <td class="right strong">{points(total(cells))}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p class="note-line">{c.noPeople}</p>}
      </div>
    </>
  );
}

interface CellProps {
  readonly cell: GradeCell;
  readonly column: Gradebook['assignments'][number];
}

function Cell({ cell: { score, deduction, override }, column }: CellProps) {
  const c = copy();
  if (score === null) {
    const missed = column.dueAt !== null && column.dueAt < now.value;
    return <td class={missed ? 'wait' : 'dim'}>{missed ? c.notSubmitted : '–'}</td>;
  }
  const share = column.points > 0 ? `${Math.round((score / column.points) * 100)}%` : '0%';
  return (
    <td class="grade" style={`--share:${share}`}>
      {points(score)}
      {override && (
        <i class="override" title={c.overrideNote(override.reason)}>
          <span class="sr">{c.overrideNote(override.reason)}</span>
        </i>
      )}
      {deduction > 0 && <small>{c.lateBy(deduction)}</small>}
    </td>
  );
}
