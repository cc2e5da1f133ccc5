import { useEffect, useRef } from 'preact/hooks';
import { copy, pick } from '../../copy/index.ts';
import { useDestinations } from '../../keys/goto.tsx';
import { useKeys } from '../../keys/keys.ts';
import { focusPanel } from '../../keys/panels.ts';
import { TaskGlyph } from '../../parts/glyphs.tsx';
import { announce } from '../../parts/live-region.tsx';
import { Splitter } from '../../parts/splitter.tsx';
import { toast } from '../../parts/toast.tsx';
import { room } from '../../parts/width.ts';
import { navigate, query, setQuery } from '../../router/router.ts';
import { idOf, refOf } from '../../state/objects.ts';
import { arrange, arrangement, loadArrangement } from './arrangement.ts';
import { Bench } from './bench.tsx';
import { Guide } from './guide.tsx';
import { HandDialog, handOpen } from './hand.tsx';
import { choose, useLab } from './lab-context.ts';
import { type LabView, labViews } from './lab-views.ts';
import { OfflineBanner } from './offline.tsx';
import { PhoneTabs } from './phone-tabs.tsx';
import { ResetDialog, resetOpen, SubmitDialog, submitOpen } from './submit.tsx';

/** The guide beside the bench; one of them at a time where there is no room for both. */
export function LabScreen({ onSubmitted }: { readonly onSubmitted: () => void }) {
  const size = room.value;
  const view = labViews.find((known) => known === query('view')) ?? 'guide';
  useEffect(loadArrangement, []);
  useLabKeys();
  useLabDestinations();
  useTaskNews();
  const single = size === 'phone' || size === 'narrow';
  const { guide, preset } = arrangement.value;
  const width = size === 'middle' ? Math.min(guide, 340) : guide;
  const showGuide = single ? view === 'guide' : preset !== 'terminal';
  const showBench = !single || view !== 'guide';
  const columns = !single && showGuide ? `${width}px 1px minmax(0, 1fr)` : 'minmax(0, 1fr)';
  return (
    <div class="lab-frame">
      <OfflineBanner />
      <div class="lab" style={{ gridTemplateColumns: columns }}>
        {showGuide && <Guide />}
        {showGuide && !single && (
          <Splitter
            direction="col"
            label={copy().guide}
            value={width}
            min={280}
            max={560}
            onChange={(value) => arrange({ guide: value })}
          />
        )}
        {showBench && <Bench view={single ? view : undefined} />}
      </div>
      {single && <PhoneTabs view={view} />}
      {handOpen.value !== undefined && <HandDialog />}
      {submitOpen.value && <SubmitDialog onDone={onSubmitted} />}
      {resetOpen.value && <ResetDialog />}
    </div>
  );
}

function useLabKeys(): void {
  const { desk } = useLab();
  const show = (panel: string, view: LabView): void => {
    if (focusPanel(panel)) return;
    setQuery({ view });
    // The panel is drawn first.
    requestAnimationFrame(() => focusPanel(panel));
  };
  useKeys({
    'Alt+1': () => show('guide', 'guide'),
    'Alt+2': () => show('map', 'map'),
    'Alt+3': () => show('terminal', 'terminal'),
    'Alt+4': () => show('editor', 'files'),
    'Alt+T': () => desk.newTerminal(),
    'Alt+W': () => desk.closeTerminal(desk.terminal.value),
    'Alt+[': () => desk.switchTerminal(-1),
    'Alt+]': () => desk.switchTerminal(1),
  });
}

function useLabDestinations(): void {
  const { connection, detail } = useLab();
  useDestinations(() => [
    ...(detail?.lab?.tasks ?? []).map(({ title }, i) => ({
      kind: copy().standings.todo,
      name: `${i + 1}. ${pick(title)}`,
      go: () => navigate(`#task-${i + 1}`),
    })),
    ...[...connection.state.value.objects.values()]
      .filter(({ kind }) => kind !== 'Event' && kind !== 'Lease' && kind !== 'EndpointSlice')
      .map((object) => ({
        kind: object.kind,
        name: object.metadata.name,
        go: () => choose(idOf(refOf(object))),
      })),
  ]);
}

/** Tells of tasks that are met, or no longer, once each. */
function useTaskNews(): void {
  const { connection } = useLab();
  const { log, results } = connection.state.value;
  const told = useRef(log);
  useEffect(() => {
    const [last] = told.current;
    const news = last === undefined ? log : log.slice(0, Math.max(0, log.indexOf(last)));
    told.current = log;
    for (const change of news) {
      if (change.what !== 'task') continue;
      if (change.standing === 'met') {
        toast(copy().taskMet(change.number, change.gain), <TaskGlyph standing="met" />);
        announce(copy().taskMetSpoken(change.number, results?.score ?? 0));
      } else if (change.standing === 'unmet' && change.gain < 0) {
        announce(copy().taskBroken(change.number));
      }
    }
  }, [log, results]);
}
