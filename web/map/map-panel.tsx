import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import { useKeys } from '../keys/keys.ts';
import { now as localNow } from '../parts/clock.ts';
import { Empty, Loading } from '../parts/empty.tsx';
import { announce } from '../parts/live-region.tsx';
import { Segments } from '../parts/segments.tsx';
import { screenReader } from '../parts/settings.ts';
import { room } from '../parts/width.ts';
import { query, setQuery } from '../router/router.ts';
import { type ClusterState, clusterNow } from '../state/cluster.ts';
import { FoldSwitch, folded } from '../views/lab/fold.tsx';
import { choose, describeCommand, useLab } from '../views/lab/lab-context.ts';
import { EventsView } from './events-view.tsx';
import { layout } from './layout.ts';
import { Legend } from './legend.tsx';
import { namespacesOf, sceneOf } from './model.ts';
import { MapPicture } from './picture.tsx';
import { chainOn, litBy } from './related.ts';
import type { Scene } from './scene.ts';
import { TableView } from './table-view.tsx';
import { useMarks } from './use-marks.ts';
import { useSize } from './use-size.ts';

const views = ['picture', 'table', 'events'] as const;

/** The cluster map: picture, table and events are three views of one thing. */
export function MapPanel() {
  const c = copy();
  const { connection } = useLab();
  const [legend, setLegend] = useState(false);
  const state = connection.state.value;
  const view =
    views.find((known) => known === query('map')) ?? (screenReader.value ? 'table' : 'picture');
  const namespaces = namespacesOf(state);
  const namespace = namespaces.find((known) => known === query('namespace')) ?? 'default';
  const lost = connection.link.value.at === 'lost';
  return (
    <section class="map-panel" aria-label={c.clusterMap} data-panel="map" tabIndex={-1}>
      <div class="bar">
        {folded.value ? <FoldSwitch /> : <h2>{c.map}</h2>}
        <Segments
          label={c.map}
          options={views}
          names={c.views}
          chosen={view}
          onChoose={(chosen) => setQuery({ map: chosen })}
        />
        {lost && state.clock ? (
          <span>{c.asOf(state.clock.now)}</span>
        ) : (
          <NamespaceChoice namespaces={namespaces} chosen={namespace} />
        )}
        <button type="button" class="link end" onClick={() => setLegend(true)}>
          {c.legend}
        </button>
      </div>
      {!state.known ? (
        <Loading sentence={c.waking} />
      ) : view === 'events' ? (
        <EventsView state={state} namespace={namespace} />
      ) : (
        <Shown namespace={namespace} view={view} stale={lost} />
      )}
      {legend && <Legend onClose={() => setLegend(false)} />}
    </section>
  );
}

interface ShownProps {
  readonly namespace: string;
  readonly view: 'picture' | 'table';
  readonly stale: boolean;
}

function Shown({ namespace, view, stale }: ShownProps) {
  const { connection, desk } = useLab();
  const c = copy();
  const state = connection.state.value;
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const [only, setOnly] = useState<string>();
  const chosen = query('object');
  const now = clusterNow(state.clock, localNow.value);
  // A pod that has gone leaves after a while: the scene changes at most once a second.
  const scene = useMemo(
    () => sceneOf(state, namespace, now, chosen),
    [state, namespace, now, chosen],
  );
  const phone = room.value === 'phone';
  const node = phone ? (only ?? scene.nodes[0]?.name) : undefined;
  const picture = useMemo(
    () => layout(scene, { width: size.width, height: size.height, only: node }),
    [scene, size, node],
  );
  const marked = useMarks(connection);
  const summary = summaryOf(scene);
  useKeys({ 'Alt+M': () => announce(summary) });
  useEffect(() => {
    if (stale) return;
    place.current?.scrollTo({ top: 0 });
  }, [stale]);
  if (view === 'table') return <TableView scene={scene} state={state} now={now} />;
  const isEmpty = scene.pods.length + scene.services.length + scene.storage.length === 0;
  return (
    <>
      {phone && scene.nodes.length > 1 && (
        <NodeTabs scene={scene} chosen={node ?? ''} onChoose={setOnly} />
      )}
      <div class="map-scroll" ref={place}>
        {size.width > 0 && (
          <MapPicture
            picture={picture}
            now={now}
            summary={summary}
            chosen={chosen}
            lit={chosen === undefined ? new Set() : litBy(scene.relations, chosen)}
            marked={marked}
            chain={chainOf(state, scene)}
            relations={scene.relations}
            stale={stale}
            onChoose={choose}
            onDescribe={(id) => desk.type(describeCommand(id))}
          />
        )}
        {isEmpty && scene.nodes.length > 0 && (
          <div class="map-empty">
            <Empty picture="nodes" title={c.nodesReady(scene.nodes.length)} text={c.nothingMade} />
          </div>
        )}
      </div>
    </>
  );
}

interface NodeTabsProps {
  readonly scene: Scene;
  readonly chosen: string;
  readonly onChoose: (node: string) => void;
}

/** One node at a time, where there is room for one column. */
function NodeTabs({ scene, chosen, onChoose }: NodeTabsProps) {
  const names = scene.nodes.map(({ name }) => name);
  return (
    <div class="node-tabs">
      <Segments
        label={copy().columns.node}
        options={names}
        names={Object.fromEntries(names.map((name) => [name, name]))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}

/** The first causal chain among what is not met, on the objects it names. */
function chainOf({ results }: ClusterState, scene: Scene) {
  const why = results?.tasks
    .filter(({ standing }) => standing === 'unmet' || standing === 'partly')
    .flatMap(({ checks }) => checks.filter(({ met }) => !met))
    .find((check) => check.why.length > 1)?.why;
  return chainOn(
    (why ?? []).map(({ en }) => en),
    scene.pods.map(({ id }) => id),
  );
}

function summaryOf(scene: Scene): string {
  const living = scene.pods.filter(({ tone }) => tone !== 'gone' && tone !== 'ghost');
  const running = living.filter(({ tone }) => tone === 'well').length;
  const claims = scene.storage.filter(({ claim }) => claim).length;
  return copy().mapSummary(running, living.length, living.length - running, claims);
}

interface NamespaceChoiceProps {
  readonly namespaces: readonly string[];
  readonly chosen: string;
}

function NamespaceChoice({ namespaces, chosen }: NamespaceChoiceProps) {
  const c = copy();
  if (namespaces.length < 2)
    return (
      <span class="namespace">
        {c.namespace} <span class="mono ink">{chosen}</span>
      </span>
    );
  return (
    <label class="namespace">
      {c.namespace}{' '}
      <select
        value={chosen}
        onChange={(event) => setQuery({ namespace: event.currentTarget.value })}
      >
        {namespaces.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
