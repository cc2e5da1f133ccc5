import { useState } from 'preact/hooks';
import { ago } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import type { ClusterState } from '../state/cluster.ts';
import { idOf } from '../state/objects.ts';
import { choose } from '../views/lab/lab-context.ts';
import type { Scene } from './scene.ts';
import { type Row, rowsOf, type SortColumn, sorted } from './table-rows.ts';

interface TableViewProps {
  readonly scene: Scene;
  readonly state: ClusterState;
  readonly now: number;
}

const order = ['kind', 'name', 'state', 'why', 'node', 'related', 'since'] as const;

/** The full alternative to the picture: a row per object, above and below the ground line. */
export function TableView({ scene, state, now }: TableViewProps) {
  const c = copy();
  const [by, setBy] = useState<SortColumn>('kind');
  const because = (id: string): string => {
    const wait = state.waits.find(({ subject }) => idOf(subject) === id);
    return wait ? c.because(wait.because) : '';
  };
  const rows = rowsOf(scene, { said: (said) => c.said(said, now), because });
  const groups = [
    {
      title: c.above,
      rows: sorted(
        rows.filter(({ below }) => !below),
        by,
      ),
    },
    {
      title: c.below,
      rows: sorted(
        rows.filter(({ below }) => below),
        by,
      ),
    },
  ];
  return (
    <div class="map-scroll table">
      <table class="rows">
        <thead>
          <tr>
            {order.map((column) => (
              <th key={column} scope="col" aria-sort={by === column ? 'ascending' : 'none'}>
                {column === 'why' || column === 'related' ? (
                  c.columns[column]
                ) : (
                  <button type="button" class="link" onClick={() => setBy(column)}>
                    {c.columns[column]}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr>
              <th colSpan={7} scope="rowgroup" class="ground-row">
                {group.title}
              </th>
            </tr>
            {group.rows.map((row) => (
              <TableRow key={row.id + row.uid} row={row} now={now} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const toneClass = { well: 'ok', wait: 'wait', fail: 'fail', ghost: 'dim', gone: 'dim' } as const;

function TableRow({ row, now }: { readonly row: Row; readonly now: number }) {
  const since = Date.parse(row.since);
  return (
    <tr>
      <td class="dim">{row.kind}</td>
      <td>
        <button type="button" class="link mono ink" onClick={() => choose(row.id)}>
          {row.name}
        </button>
      </td>
      <td class={toneClass[row.tone]}>{row.state}</td>
      <td>{row.why}</td>
      <td class="mono">{row.node}</td>
      <td class="mono">{row.related}</td>
      <td class="dim">{Number.isFinite(since) ? ago(now - since, locale.value) : ''}</td>
    </tr>
  );
}
