import { signal } from '@preact/signals';
import { copy } from '../../copy/index.ts';
import { Segments } from '../../parts/segments.tsx';
import { useLab } from './lab-context.ts';

/** The map and what waits share one place; set by the bench where there is no room for both. */
export const folded = signal(false);
export const foldShows = signal<'map' | 'waits'>('map');

/** In the place of a panel's title: which of the two is shown. */
export function FoldSwitch() {
  const c = copy();
  const { connection } = useLab();
  const count = connection.state.value.waits.length;
  return (
    <Segments
      label={c.clusterMap}
      options={['map', 'waits']}
      names={{ map: c.map, waits: count > 0 ? c.waitingCount(count) : c.waitingNone }}
      chosen={foldShows.value}
      onChoose={(chosen) => {
        foldShows.value = chosen;
      }}
    />
  );
}
