import { useState } from 'preact/hooks';
import { clockTime, points } from '../../copy/format.ts';
import { copy, pick } from '../../copy/index.ts';
import { Icon, TaskGlyph } from '../../parts/glyphs.tsx';
import { Line, Prose } from '../../parts/prose.tsx';
import { place } from '../../router/router.ts';
import { CheckView } from './check-view.tsx';
import { handOpen } from './hand.tsx';
import { useLab } from './lab-context.ts';
import type { TaskView } from './tasks.ts';

interface TaskProps {
  readonly task: TaskView;
  /** What the guide says of it. */
  readonly guide: string | undefined;
  /** The first that is not met: it is open. */
  readonly isNext: boolean;
}

/** One task: its state first, then the guide, then what was expected, seen and why. */
export function Task({ task, guide, isNext }: TaskProps) {
  const c = copy();
  const { id, number, title, standing, score, points: of, checks } = task;
  const failed = checks.filter(({ met }) => !met);
  const attempted = standing === 'unmet' || (standing === 'partly' && failed.length > 0);
  const linked = place.value.hash === `#task-${number}`;
  const [open, setOpen] = useState<boolean>();
  const isOpen = open ?? (attempted || linked || isNext);
  return (
    <li class={`task ${standing}`} id={`task-${number}`}>
      <TaskGlyph standing={standing} />
      <h3>
        <button
          type="button"
          class="task-title"
          aria-expanded={isOpen}
          aria-label={c.taskName(c.standings[standing], number, pick(title), score, of)}
          onClick={() => setOpen(!isOpen)}
        >
          <span>
            {number}. <Line text={pick(title)} />
          </span>
          <span class="points">
            {standing === 'todo' || standing === 'locked'
              ? points(of)
              : `${points(score)} / ${points(of)}`}
          </span>
        </button>
      </h3>
      {!isOpen && standing === 'waiting' && failed[0] && (
        <p class="task-note">
          {c.standings.waiting} · <Line text={pick(failed[0].observed)} />
        </p>
      )}
      {isOpen && guide && (
        <div class="task-text">
          <Prose text={guide} />
        </div>
      )}
      {isOpen && task.text && (
        <div class="task-text">
          <Prose text={pick(task.text)} />
        </div>
      )}
      {isOpen &&
        standing !== 'todo' &&
        failed.map((check) => <CheckView key={check.id} check={check} many={checks.length > 1} />)}
      {isOpen && attempted && <Actions key={id} task={task} />}
    </li>
  );
}

function Actions({ task }: { readonly task: TaskView }) {
  const c = copy();
  const { readOnly } = useLab();
  const [shown, setShown] = useState(false);
  const evidence = task.checks.flatMap((check) => check.evidence);
  return (
    <>
      <div class="actions">
        {!readOnly && (
          <button
            type="button"
            class="btn small"
            onClick={() => {
              handOpen.value = `${task.number}. ${pick(task.title)}`;
            }}
          >
            <Icon name="hand" size={14} />
            {c.askAbout}
          </button>
        )}
        {evidence.length > 0 && (
          <button
            type="button"
            class="btn small quiet"
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            {c.evidence}
          </button>
        )}
      </div>
      {shown && (
        <table class="evidence">
          <tbody>
            {evidence.map(({ at, text }, i) => (
              <tr key={i}>
                <td class="mono dim">{at === undefined ? '' : clockTime(at)}</td>
                <td class="mono">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
