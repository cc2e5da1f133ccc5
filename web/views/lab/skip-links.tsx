import { copy } from '../../copy/index.ts';
import { focusPanel } from '../../keys/panels.ts';

/** For the keyboard: straight to a panel. */
export function SkipLinks() {
  const c = copy();
  const panels = [
    ['guide', c.guideAndTasks],
    ['map', c.clusterMap],
    ['waits', c.waits],
    ['terminal', c.terminal],
  ] as const;
  return (
    <nav class="skips" aria-label={c.sections}>
      {panels.map(([panel, name]) => (
        <button key={panel} type="button" class="btn" onClick={() => focusPanel(panel)}>
          {c.skipTo(name)}
        </button>
      ))}
    </nav>
  );
}
