import { useEffect, useState } from 'preact/hooks';
import { ago, clockTime } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import { now as localNow } from '../parts/clock.ts';
import { Segments } from '../parts/segments.tsx';
import { clusterNow } from '../state/cluster.ts';
import { type AnyObject, type Condition, findObject, ofKind } from '../state/objects.ts';
import { choose, describeCommand, useLab } from '../views/lab/lab-context.ts';
import { timeOf } from './pods.ts';

const tabs = ['status', 'events', 'yaml'] as const;
const shownEvents = 8;

/** The facts of the chosen object: status, last events, YAML. */
export function FactsPanel({ id }: { readonly id: string }) {
  const c = copy();
  const { connection, desk, readOnly } = useLab();
  const [tab, setTab] = useState<(typeof tabs)[number]>('status');
  const [kind = '', , name = ''] = id.split('/');
  const object = findObject(connection.state.value.objects, id);
  const names = { status: c.status, events: c.views.events, yaml: c.yaml };
  return (
    <>
      <div class="bar">
        <h2>
          {kind} <span class="mono">{name}</span>
        </h2>
        <button type="button" class="link end" onClick={() => choose(undefined)}>
          {c.unselect}
        </button>
      </div>
      <div class="facts-tabs">
        <Segments label={c.facts} options={tabs} names={names} chosen={tab} onChoose={setTab} />
        {!readOnly && (
          <button
            type="button"
            class="btn small quiet"
            onClick={() => desk.type(describeCommand(id))}
          >
            {c.describe}
          </button>
        )}
      </div>
      {object === undefined && <p class="note-line">{c.noFacts}</p>}
      {object && tab === 'status' && <Status object={object} />}
      {object && tab === 'events' && <LastEvents id={id} />}
      {object && tab === 'yaml' && <Yaml object={object} />}
    </>
  );
}

function Status({ object }: { readonly object: AnyObject }) {
  const { connection } = useLab();
  const now = clusterNow(connection.state.value.clock, localNow.value);
  const since = (time: string | undefined): string => {
    const at = Date.parse(time ?? '');
    return Number.isFinite(at) ? ago(now - at, locale.value) : '';
  };
  const { metadata } = object;
  const owner = metadata.ownerReferences?.[0];
  const plain: readonly (readonly [string, string])[] = [
    ['uid', metadata.uid],
    ['created', since(metadata.creationTimestamp)],
    ...(owner ? [['owner', `${owner.kind}/${owner.name}`] as const] : []),
    ...scalars(object.status),
  ];
  return (
    <dl class="facts">
      {plain.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="mono">{value}</dd>
        </div>
      ))}
      {conditions(object).map(({ type, status, reason, message, lastTransitionTime }) => (
        <div key={type}>
          <dt>{type}</dt>
          <dd>
            <span class="mono">{status}</span> {reason}{' '}
            <span class="dim">{since(lastTransitionTime)}</span>
            {message && <p>{message}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function scalars(status: unknown): readonly (readonly [string, string])[] {
  if (typeof status !== 'object' || status === null) return [];
  return Object.entries(status).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
  );
}

function conditions(object: AnyObject): readonly Condition[] {
  const { status } = object;
  if (typeof status !== 'object' || status === null || !('conditions' in status)) return [];
  // The border: conditions have one form for every kind.
  return Array.isArray(status.conditions) ? (status.conditions as readonly Condition[]) : [];
}

function LastEvents({ id }: { readonly id: string }) {
  const { connection } = useLab();
  const events = ofKind(connection.state.value.objects, 'Event')
    .filter((event) => {
      const of = event.involvedObject ?? event.regarding;
      return `${of?.kind}/${of?.namespace ?? ''}/${of?.name}` === id;
    })
    .toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)))
    .slice(0, shownEvents);
  if (events.length === 0) return <p class="note-line">{copy().noEvents}</p>;
  return (
    <ol class="changes">
      {events.map((event) => (
        <li key={event.metadata.uid}>
          <time class="mono">{clockTime(Date.parse(timeOf(event)))}</time>
          <span>
            <b class={event.type === 'Warning' ? 'wait' : ''}>{event.reason}</b>{' '}
            {event.message ?? event.note}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Yaml({ object }: { readonly object: AnyObject }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let wanted = true;
    const { managedFields: _, ...metadata } = object.metadata;
    void import('yaml').then(({ stringify }) => {
      if (wanted) setText(stringify({ ...object, metadata }));
    });
    return () => {
      wanted = false;
    };
  }, [object]);
  return <pre class="yaml">{text}</pre>;
}
