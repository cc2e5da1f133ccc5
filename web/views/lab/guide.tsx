import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { addresses } from '../../connection/api.ts';
import type { Lab as LabTexts } from '../../connection/types.ts';
import { points } from '../../copy/format.ts';
import { copy, locale, pick } from '../../copy/index.ts';
import { useKeys } from '../../keys/keys.ts';
import { now } from '../../parts/clock.ts';
import { shortcutsOpen } from '../../parts/me-menu.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Steps } from '../../parts/steps.tsx';
import { place } from '../../router/router.ts';
import { useLab } from './lab-context.ts';
import { sectionsOf } from './sections.ts';
import { Task } from './task.tsx';
import { type TaskView, tasksOf } from './tasks.ts';

const busy = signal(false);

/** The guide with its tasks, which turn by themselves as the cluster changes. */
export function Guide() {
  const c = copy();
  const { detail, connection } = useLab();
  const results = connection.state.value.results;
  const lab = detail?.lab;
  const tasks = useMemo(() => (lab ? tasksOf(lab, results) : []), [lab, results]);
  const guide = lab && pick(lab.guide);
  const sections = useMemo(() => sectionsOf(guide ?? ''), [guide]);
  const next = tasks.find(({ standing }) => standing !== 'met');
  useTaskLinks(tasks);
  useRowKeys();
  if (!lab) return null;
  return (
    <aside class="guide" aria-label={c.guideAndTasks} data-panel="guide" tabIndex={-1}>
      <GuideHead lab={lab} tasks={tasks} />
      <div class="guide-body">
        <Prose text={sections.intro} />
        <ol class="tasks">
          {tasks.map((task) => (
            <Task
              key={task.id}
              task={task}
              guide={sections.tasks.get(task.id)}
              isNext={task.id === next?.id}
            />
          ))}
        </ol>
      </div>
      <GuideFoot />
    </aside>
  );
}

function GuideHead({
  lab,
  tasks,
}: {
  readonly lab: LabTexts;
  readonly tasks: readonly TaskView[];
}) {
  const c = copy();
  const { detail } = useLab();
  const met = tasks.filter(({ standing }) => standing === 'met').length;
  const score = tasks.reduce((sum, task) => sum + task.score, 0);
  const counted = detail?.counted;
  return (
    <div class="guide-head">
      <h1>{pick(detail?.assignment.title ?? lab.title)}</h1>
      <div class="guide-meta">
        <span>{c.tasksMet(tasks.length, met)}</span>
        <span>
          <b>{points(score)}</b> {c.ofPoints(lab.points)}
        </span>
      </div>
      <Steps steps={tasks} />
      {counted && (
        <p class="submitted">
          {c.lastSubmission(counted.submission.at, now.value)} · {points(counted.score)}{' '}
          {c.ofPoints(counted.submission.points)}
        </p>
      )}
    </div>
  );
}

function GuideFoot() {
  const c = copy();
  const { attemptId, connection, readOnly } = useLab();
  const check = async (): Promise<void> => {
    busy.value = true;
    await connection.check().catch(() => undefined);
    busy.value = false;
  };
  return (
    <footer class="guide-foot" lang={locale.value}>
      {!readOnly && (
        <>
          <button type="button" class="link" disabled={busy.value} onClick={() => void check()}>
            {busy.value ? c.checking : c.checkNow}
          </button>
          <a
            class="link"
            href={addresses.kubeconfig(attemptId)}
            download
            aria-label={c.kubeconfigLabel}
          >
            {c.kubeconfig}
          </a>
        </>
      )}
      <button
        type="button"
        class="link end"
        onClick={() => {
          shortcutsOpen.value = true;
        }}
      >
        {c.shortcuts} <kbd>?</kbd>
      </button>
    </footer>
  );
}

/** `#task-3` opens a task and brings it into sight, once. */
function useTaskLinks(tasks: readonly TaskView[]): void {
  const { hash } = place.value;
  const known = tasks.length > 0;
  useEffect(() => {
    if (known && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash, known]);
}

/** J and K go through the tasks. */
function useRowKeys(): void {
  const move = (by: 1 | -1): void => {
    const rows = [...document.querySelectorAll<HTMLElement>('.task-title')];
    const at = rows.findIndex((row) => row.matches(':focus'));
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
  };
  useKeys({ J: () => move(1), K: () => move(-1) });
}
