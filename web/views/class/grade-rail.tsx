import { useEffect, useRef } from 'preact/hooks';
import { api } from '../../connection/api.ts';
import type { Gradebook, GradeCell, Submission } from '../../connection/types.ts';
import { points } from '../../copy/format.ts';
import { copy, pick } from '../../copy/index.ts';
import { now } from '../../parts/clock.ts';
import { Loading, ProblemNote } from '../../parts/empty.tsx';
import { TaskGlyph } from '../../parts/glyphs.tsx';
import { useLoad } from '../../parts/load.ts';
import { room } from '../../parts/width.ts';
import { query, setQuery } from '../../router/router.ts';
import { OverrideMark } from './grade-table.tsx';
import { OverrideForm } from './override-form.tsx';

/** A cell of the gradebook with whose and of what it is. */
export interface SelectedGrade {
  readonly column: Gradebook['assignments'][number];
  readonly row: Gradebook['rows'][number];
  readonly cell: GradeCell;
}

interface GradeRailProps {
  readonly classId: string;
  readonly mayOverride: boolean;
  readonly selected: SelectedGrade | undefined;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** One grade in full: beside the table where there is room, over it where there is not. */
export function GradeRail(props: GradeRailProps) {
  const { teach } = copy();
  const { selected } = props;
  const rail = useRef<HTMLElement>(null);
  const isOver = room.value !== 'wide';
  const cell = selected && `${selected.row.person.id} ${selected.column.id}`;
  // What covers the table takes the focus; beside it the table keeps it.
  useEffect(() => {
    if (isOver) rail.current?.focus();
  }, [isOver, cell]);
  const onClose = (): void => {
    document.querySelector<HTMLElement>('.grade-score[aria-pressed="true"]')?.focus();
    props.onClose();
  };
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      const isElsewhere = document.querySelector('dialog[open], .menu') !== null;
      if (event.key === 'Escape' && selected && !isElsewhere) onClose();
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  });
  return (
    <aside
      ref={rail}
      class={isOver ? 'grade-rail over' : 'grade-rail'}
      data-panel="grade"
      tabIndex={-1}
      aria-label={teach.pickGrade}
    >
      {selected ? (
        <OneGrade key={cell} {...props} selected={selected} onClose={onClose} />
      ) : (
        <div class="grade-part">
          <h2>{teach.pickGrade}</h2>
          <p class="dim">{teach.pickGradeText}</p>
        </div>
      )}
    </aside>
  );
}

type OneGradeProps = GradeRailProps & { readonly selected: SelectedGrade };

function OneGrade({ classId, mayOverride, selected, onClose, onChanged }: OneGradeProps) {
  const c = copy();
  const { column, row, cell } = selected;
  const { state, again } = useLoad(`grade ${classId} ${column.id} ${row.person.id}`, () =>
    api.gradeSubmissions(classId, column.id, row.person.id),
  );
  return (
    <>
      <header class="grade-head">
        <h2>
          {row.person.name} · {pick(column.title)}
        </h2>
        <b>
          {cell.score === null ? '–' : points(cell.score)} / {points(column.points)}
        </b>
        <button type="button" class="btn small" onClick={onClose}>
          {c.teach.closeGrade}
        </button>
      </header>
      {state.is === 'loading' && <Loading />}
      {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
      {state.is === 'here' && <HandedIn submissions={state.value.submissions} cell={cell} />}
      {mayOverride && (
        <OverrideForm
          key={cell.override?.reason}
          classId={classId}
          selected={selected}
          onChanged={onChanged}
        />
      )}
    </>
  );
}

interface HandedInProps {
  readonly submissions: readonly Submission[];
  readonly cell: GradeCell;
}

function HandedIn({ submissions, cell }: HandedInProps) {
  const { teach } = copy();
  const counted = countedOf(submissions, cell);
  const shown = submissions.find(({ id }) => id === query('submission')) ?? counted;
  return (
    <>
      {shown ? (
        <Tasks submission={shown} cell={cell} isCounted={shown === counted} />
      ) : (
        <p class="grade-part dim">{teach.noSubmission}</p>
      )}
      {!shown && cell.override && <Rows cell={cell} handed={0} isCounted />}
      {cell.override && (
        <p class="grade-part note">
          {teach.keepsOverride}
          <q>{cell.override.reason}</q>
        </p>
      )}
      {submissions.length > 0 && (
        <Submissions
          submissions={submissions}
          shown={shown}
          counted={cell.override ? undefined : counted}
        />
      )}
    </>
  );
}

/** What the score comes from; with an override, what it would: the best, the earlier of equals. */
function countedOf(submissions: readonly Submission[], cell: GradeCell): Submission | undefined {
  const before = (cell.score ?? 0) + cell.deduction;
  const exact = cell.override ? undefined : submissions.find(({ score }) => score === before);
  return exact ?? submissions.toSorted((a, b) => b.score - a.score)[0];
}

interface TasksProps {
  readonly submission: Submission;
  readonly cell: GradeCell;
  readonly isCounted: boolean;
}

function Tasks({ submission, cell, isCounted }: TasksProps) {
  return (
    <>
      <ol class="grade-rows">
        {submission.results.tasks.map(({ id, title, standing, score, points: of }, i) => (
          <li key={id}>
            <TaskGlyph standing={standing} />
            <span>
              <span class="sr">{copy().standings[standing]}, </span>
              {i + 1} {pick(title)}
            </span>
            <span>
              {points(score)} / {points(of)}
            </span>
          </li>
        ))}
      </ol>
      <Rows cell={cell} handed={submission.score} isCounted={isCounted} />
    </>
  );
}

/** What stands between what was handed in and the score that counts. */
function Rows({
  cell,
  handed,
  isCounted,
}: {
  cell: GradeCell;
  handed: number;
  isCounted: boolean;
}) {
  const { teach } = copy();
  if (!isCounted || !(cell.override || cell.deduction > 0)) return null;
  return (
    <ul class="grade-rows">
      {cell.deduction > 0 && (
        <li>
          <span />
          <span>{teach.lateDeduction}</span>
          <span class="wait">{signed(-cell.deduction)}</span>
        </li>
      )}
      {cell.override && (
        <li>
          <OverrideMark />
          <span>{teach.overrideRow}</span>
          <span>{signed(cell.override.score - handed)}</span>
        </li>
      )}
    </ul>
  );
}

function signed(n: number): string {
  if (n === 0) return '±0';
  return n > 0 ? `+${points(n)}` : `−${points(-n)}`;
}

interface SubmissionsProps {
  readonly submissions: readonly Submission[];
  readonly shown: Submission | undefined;
  readonly counted: Submission | undefined;
}

function Submissions({ submissions, shown, counted }: SubmissionsProps) {
  const { teach } = copy();
  return (
    <section class="grade-part">
      <h3>{teach.handedIn}</h3>
      <ul class="handed">
        {submissions.toReversed().map((submission) => (
          <li key={submission.id}>
            <button
              type="button"
              class="link"
              aria-pressed={submission === shown}
              onClick={() => setQuery({ submission: submission.id }, { replace: true })}
            >
              {teach.handedInAt(submission.at, now.value)}
            </button>
            {submission.late && <span class="chip wait">{teach.lateMark}</span>}
            {submission === counted && <span class="chip">{teach.counts}</span>}
            <span class="end">
              {points(submission.score)} / {points(submission.points)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
