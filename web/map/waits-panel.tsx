import type { Wait } from '../../durable-objects/console/protocol.ts';
import { clockTime } from '../copy/format.ts';
import { copy } from '../copy/index.ts';
import { now as localNow } from '../parts/clock.ts';
import { Icon, TaskGlyph } from '../parts/glyphs.tsx';
import { Line } from '../parts/prose.tsx';
import { query } from '../router/router.ts';
import type { Change } from '../state/changes.ts';
import { clusterNow } from '../state/cluster.ts';
import { idOf, ofKind } from '../state/objects.ts';
import { FoldSwitch, folded } from '../views/lab/fold.tsx';
import { choose, useLab } from '../views/lab/lab-context.ts';
import { FactsPanel } from './facts-panel.tsx';
import { shortName } from './short-name.ts';

const shownChanges = 12;

/** What waits for what and what has just changed; the facts of an object while one is chosen. */
export function WaitsPanel() {
  const c = copy();
  const chosen = query('object');
  return (
    <section class="waits" aria-label={c.waits} data-panel="waits" tabIndex={-1}>
      {chosen === undefined ? <Lists /> : <FactsPanel key={chosen} id={chosen} />}
    </section>
  );
}

function Lists() {
  const c = copy();
  const { connection } = useLab();
  const state = connection.state.value;
  const now = clusterNow(state.clock, localNow.value);
  const claims = ofKind(state.objects, 'PersistentVolumeClaim').filter(
    ({ status }) => status?.phase === 'Bound',
  );
  const pods = ofKind(state.objects, 'Pod').filter(({ spec }) => spec?.volumes?.length);
  return (
    <>
      <div class="bar">
        {folded.value ? <FoldSwitch /> : <h2>{c.waits}</h2>}
        <span class="end">{state.waits.length}</span>
      </div>
      <ul>
        {state.waits.map((wait) => (
          <WaitRow key={`${idOf(wait.subject)} ${wait.because}`} wait={wait} now={now} />
        ))}
        {claims.length > pods.length && (
          <li class="wait-row">
            <Icon name="stays" size={16} />
            <div>
              <b>{c.claimsIntact(claims.length)}</b>
              <p>{c.claimsIntactText}</p>
            </div>
          </li>
        )}
      </ul>
      {state.waits.length === 0 && claims.length <= pods.length && (
        <p class="note-line">{c.noWaits}</p>
      )}
      <div class="bar">
        <h2>{c.justChanged}</h2>
      </div>
      <ol class="changes">
        {state.log.slice(0, shownChanges).map((change, i) => (
          <ChangeRow key={i} change={change} />
        ))}
      </ol>
      {state.log.length === 0 && <p class="note-line">{c.nothingChanged}</p>}
    </>
  );
}

function WaitRow({ wait, now }: { readonly wait: Wait; readonly now: number }) {
  const c = copy();
  const { subject, because, on, since, until } = wait;
  const ends = until !== undefined && until > now;
  const share =
    ends && since !== undefined ? (now - since) / Math.max(1, until - since) : undefined;
  const time = ends ? c.left(until - now) : since === undefined ? '' : c.since(now - since);
  const label = subject.kind === 'Pod' ? subject.name : `${subject.kind}/${subject.name}`;
  return (
    <li class="wait-row">
      <TaskGlyph standing="waiting" />
      <div>
        <button type="button" class="link" onClick={() => choose(idOf(subject))}>
          <b>
            <span class="mono">{label}</span> {c.waitSubject(subject.kind, because)}
          </b>
        </button>
        <p>
          {on ? (
            <button type="button" class="link" onClick={() => choose(idOf(on))}>
              <Line text={c.because(because)} />
            </button>
          ) : (
            <Line text={c.because(because)} />
          )}
          {time !== '' && <span class="dim"> · {time}</span>}
        </p>
        {share !== undefined && (
          <div class="wait-bar">
            <i style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />
          </div>
        )}
      </div>
    </li>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  return (
    <li>
      <time class="mono">{clockTime(change.at)}</time>
      <span>
        {change.what !== 'task' && (
          <button type="button" class="link mono" onClick={() => choose(idOf(change.subject))}>
            {shortName(change.subject.name)}
          </button>
        )}{' '}
        {copy().change(change)}
      </span>
    </li>
  );
}
