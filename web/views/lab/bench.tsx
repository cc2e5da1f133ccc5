import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { Dock } from '../../dock/dock.tsx';
import { copy } from '../../copy/index.ts';
import { Segments } from '../../parts/segments.tsx';
import { Splitter } from '../../parts/splitter.tsx';
import { room, windowHeight } from '../../parts/width.ts';
import { arrange, arrangement } from './arrangement.ts';
import { useLab } from './lab-context.ts';
import { Later, type LabView } from './lab-screen.tsx';

const mapPanel = (): Promise<ComponentType> => import('../../map/map-panel.tsx').then((m) => m.MapPanel);
const waitsPanel = (): Promise<ComponentType> =>
  import('../../map/waits-panel.tsx').then((m) => m.WaitsPanel);

const topBar = 44;

/** The map over (or beside) the work dock; one of them at a time on a small screen. */
export function Bench({ view }: { readonly view: LabView | undefined }) {
  const { preset, map } = arrangement.value;
  if (view === 'map') return <MapArea folded />;
  if (view !== undefined) return <Dock only={view === 'files' ? 'editor' : 'terminal'} />;
  const height = windowHeight.value - topBar;
  const mapHeight = Math.min(map || Math.round(height / 2), height - 160);
  if (preset === 'none' || preset === 'terminal')
    return (
      <main class="bench">
        <Dock />
      </main>
    );
  if (preset === 'beside')
    return (
      <main class="bench beside">
        <MapArea folded />
        <Dock only="terminal" />
      </main>
    );
  return (
    <main class="bench" style={{ gridTemplateRows: `${mapHeight}px 1px minmax(0, 1fr)` }}>
      <MapArea folded={room.value !== 'wide'} />
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
function MapArea({ folded }: { readonly folded: boolean }) {
  const c = copy();
  const { connection } = useLab();
  const [shown, setShown] = useState<'map' | 'waits'>('map');
  const { waits } = arrangement.value;
  if (!folded)
    return (
      <div class="map-area" style={{ gridTemplateColumns: `minmax(0, 1fr) 1px ${waits}px` }}>
        <Later load={mapPanel} />
        <Splitter
          direction="col"
          label={c.waits}
          value={waits}
          min={220}
          max={460}
          reversed
          onChange={(value) => arrange({ waits: value })}
        />
        <Later load={waitsPanel} />
      </div>
    );
  const count = connection.state.value.waits.length;
  return (
    <div class="map-area folded">
      <div class="fold">
        <Segments
          label={c.clusterMap}
          options={['map', 'waits']}
          names={{ map: c.map, waits: count > 0 ? `${c.waits} ${count}` : c.waits }}
          chosen={shown}
          onChoose={setShown}
        />
      </div>
      {shown === 'map' ? (
        <Later key="map" load={mapPanel} />
      ) : (
        <Later key="waits" load={waitsPanel} />
      )}
    </div>
  );
}
