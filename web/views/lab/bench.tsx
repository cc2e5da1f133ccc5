import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { copy } from '../../copy/index.ts';
import { Dock } from '../../dock/dock.tsx';
import { Later } from '../../parts/later.tsx';
import { Splitter } from '../../parts/splitter.tsx';
import { room, windowHeight } from '../../parts/width.ts';
import { query } from '../../router/router.ts';
import { arrange, arrangement } from './arrangement.ts';
import { folded, foldShows } from './fold.tsx';
import type { LabView } from './lab-views.ts';

const mapPanel = (): Promise<ComponentType> =>
  import('../../map/map-panel.tsx').then((m) => m.MapPanel);
const waitsPanel = (): Promise<ComponentType> =>
  import('../../map/waits-panel.tsx').then((m) => m.WaitsPanel);

const topBar = 44;
// What a small cluster's picture needs, as long as enough is left for the terminal.
const wholeMap = 428;
const leastDock = 260;

/** The map over (or beside) the work dock; one of them at a time on a small screen. */
export function Bench({ view }: { readonly view: LabView | undefined }) {
  const { preset, map } = arrangement.value;
  if (view === 'map') return <MapArea isFolded />;
  if (view !== undefined) return <Dock only={view === 'files' ? 'editor' : 'terminal'} />;
  const height = windowHeight.value - topBar;
  const usual = Math.max(Math.round(height / 2), Math.min(wholeMap, height - leastDock));
  const mapHeight = Math.min(map || usual, height - 160);
  if (preset === 'none' || preset === 'terminal')
    return (
      <main class="bench">
        <Dock />
      </main>
    );
  if (preset === 'beside')
    return (
      <main class="bench beside">
        <MapArea isFolded />
        <Dock only="terminal" />
      </main>
    );
  return (
    <main class="bench" style={{ gridTemplateRows: `${mapHeight}px 1px minmax(0, 1fr)` }}>
      <MapArea isFolded={room.value !== 'wide'} />
      <Splitter
        direction="row"
        label={copy().map}
        value={mapHeight}
        min={160}
        max={height - 160}
        onChange={(value) => arrange({ map: value })}
      />
      <Dock />
    </main>
  );
}

/** The map with what waits beside it; folded, the two share one place. */
function MapArea({ isFolded }: { readonly isFolded: boolean }) {
  const { waits } = arrangement.value;
  const chosen = query('object');
  useEffect(() => {
    folded.value = isFolded;
  }, [isFolded]);
  useEffect(() => {
    // The facts of what was chosen stand in the place of the waits.
    if (isFolded && chosen !== undefined) foldShows.value = 'waits';
  }, [isFolded, chosen]);
  if (isFolded)
    return (
      <div class="map-area">
        {foldShows.value === 'map' ? (
          <Later key="map" load={mapPanel} />
        ) : (
          <Later key="waits" load={waitsPanel} />
        )}
      </div>
    );
  return (
    <div class="map-area" style={{ gridTemplateColumns: `minmax(0, 1fr) 1px ${waits}px` }}>
      <Later load={mapPanel} />
      <Splitter
        direction="col"
        label={copy().waits}
        value={waits}
        min={220}
        max={460}
        reversed
        onChange={(value) => arrange({ waits: value })}
      />
      <Later load={waitsPanel} />
    </div>
  );
}
