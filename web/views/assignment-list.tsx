import type { TaskStanding } from '../../durable-objects/grading/results.ts';
import type { AssignmentSummary } from '../connection/types.ts';
import { dateTime, points } from '../copy/format.ts';
import { copy, locale, pick } from '../copy/index.ts';
import { now } from '../parts/clock.ts';
import { Empty } from '../parts/empty.tsx';
import { TaskGlyph } from '../parts/glyphs.tsx';
import { GroundPicture } from '../parts/small-picture.tsx';
import { Link } from '../router/link.tsx';
import { groupsOf, resumable } from './assignment-groups.ts';

/** A learner's assignments: what to go on with, what to do, what comes, what is done. */
export function AssignmentList({ assignments }: { assignments: readonly AssignmentSummary[] }) {
  const c = copy();
  if (assignments.length === 0)
    return <Empty picture="pods" title={c.noAssignments} text={c.noAssignmentsText} />;
  const { todo, later, done } = groupsOf(assignments, now.value);
  const resume = resumable(todo);
  const percent = Math.max(0, ...todo.map(({ policy }) => policy.latePercentPerDay));
  return (
    <section>
      <h1>{todo.length === 0 ? c.assignmentsDone : c.assignmentsTitle(todo.length)}</h1>
      <p class="lead">{c.assignmentsLead}</p>
      {resume && <Resume assignment={resume} />}
      <Group title={c.toDo} note={percent > 0 ? c.lateRule(percent) : ''} list={todo} verb="do" />
      <Group title={c.opensSoon} note="" list={later} verb="none" />
      <Group title={c.finished} note="" list={done} verb="look" />
    </section>
  );
}

function Resume({ assignment }: { readonly assignment: AssignmentSummary }) {
  const c = copy();
  return (
    <div class="resume">
      <div class="text">
        <span class="resume-head">{c.resumeHead}</span>
        <h2>{pick(assignment.title)}</h2>
        <p>
          {assignment.className} · {dueText(assignment)}
        </p>
        <div class="actions">
          <Link href={`/a/${assignment.id}`} class="btn primary">
            {c.resume}
          </Link>
        </div>
      </div>
      <GroundPicture state={c.said({ word: 'running' }, 0)} />
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly note: string;
  readonly list: readonly AssignmentSummary[];
  readonly verb: 'do' | 'look' | 'none';
}

function Group({ title, note, list, verb }: GroupProps) {
  if (list.length === 0) return null;
  return (
    <>
      <h2 class="group">
        <span>{title}</span>
        <span>{note}</span>
      </h2>
      <ul>
        {list.map((assignment) => (
          <Row key={assignment.id} assignment={assignment} verb={verb} />
        ))}
      </ul>
    </>
  );
}

function Row({ assignment, verb }: { assignment: AssignmentSummary; verb: GroupProps['verb'] }) {
  const c = copy();
  const { id, lab, title, minutes, points: of, attempt, score } = assignment;
  const about = [lab, minutes === null ? '' : c.aboutMinutes(minutes)].filter(Boolean).join(' · ');
  const verbs = { do: attempt ? c.resume : c.start, look: c.look, none: '' };
  return (
    <li class="assignment">
      <TaskGlyph standing={standingOf(assignment, verb)} />
      <div>
        <h3>{pick(title)}</h3>
        <small>{about}</small>
      </div>
      <span>{verb !== 'none' && `${score === null ? '–' : points(score)} / ${points(of)}`}</span>
      <span>
        {verb === 'none' ? c.opensAt(assignment.opensAt ?? 0, now.value) : dueText(assignment)}
      </span>
      <span class="right">{verb !== 'none' && <Link href={`/a/${id}`}>{verbs[verb]}</Link>}</span>
    </li>
  );
}

function standingOf(
  { attempt, score, points: of }: AssignmentSummary,
  verb: GroupProps['verb'],
): TaskStanding {
  if (verb === 'none') return 'locked';
  if (score !== null) return score >= of ? 'met' : 'partly';
  return attempt ? 'partly' : 'todo';
}

function dueText({ dueAt }: AssignmentSummary): string {
  return dueAt === null ? copy().noDue : dateTime(dueAt, locale.value, now.value);
}
