import { signal } from '@preact/signals';
import { clockTime } from '../../copy/format.ts';
import { copy } from '../../copy/index.ts';
import { useKeys } from '../../keys/keys.ts';
import { now } from '../../parts/clock.ts';
import { Icon } from '../../parts/glyphs.tsx';
import { room } from '../../parts/width.ts';
import { clusterNow } from '../../state/cluster.ts';
import { handOpen, handRaised, lowerHand } from './hand.tsx';
import { useLab } from './lab-context.ts';
import { SkipMenu, skip } from './skip.tsx';
import { resetOpen, submitOpen } from './submit.tsx';

const minute = 60_000;
export const skipOpen = signal(false);

/** What can be done with the whole cluster: time, start again, a hand, submitting. */
export function LabActions() {
  const c = copy();
  const { connection, detail, attemptId } = useLab();
  useKeys({
    'Alt+S': () => void skip(connection, 5 * minute),
    'Alt+R': () => raise(attemptId),
  });
  const due = detail?.assignment.dueAt;
  if (room.value === 'phone')
    return (
      <>
        <HandButton small />
        <button type="button" class="btn primary" onClick={() => openSubmit()}>
          {c.submit}
        </button>
      </>
    );
  return (
    <>
      <SavedState />
      <ClusterClock />
      <button
        type="button"
        class="btn"
        onClick={() => {
          resetOpen.value = true;
        }}
      >
        <Icon name="again" />
        {c.startAgain}
      </button>
      <HandButton />
      {due !== undefined && due !== null && (
        <span class="due dim small">{c.due(due, now.value)}</span>
      )}
      <button type="button" class="btn primary" onClick={() => openSubmit()}>
        {c.submit}
      </button>
    </>
  );
}

function openSubmit(): void {
  submitOpen.value = true;
}

function raise(attemptId: string): void {
  if (handRaised.value) void lowerHand(attemptId);
  else handOpen.value = '';
}

function HandButton({ small = false }: { readonly small?: boolean }) {
  const c = copy();
  const { attemptId } = useLab();
  const name = handRaised.value ? c.lowerHand : c.raiseHand;
  return (
    <button
      type="button"
      class={handRaised.value ? 'btn raised' : small ? 'btn quiet' : 'btn'}
      aria-label={name}
      onClick={() => raise(attemptId)}
    >
      <Icon name="hand" size={small ? 20 : 15} />
      {!small && name}
    </button>
  );
}

function SavedState() {
  const c = copy();
  const { connection } = useLab();
  const lost = connection.link.value.at === 'lost';
  return (
    <span class={lost ? 'saved lost' : 'saved'}>
      <i aria-hidden="true" />
      {lost ? c.notSaved : c.allSaved}
    </span>
  );
}

/** The cluster's time, how far it is ahead, and the way to move it on. */
export function ClusterClock() {
  const c = copy();
  const { connection, readOnly } = useLab();
  const { clock } = connection.state.value;
  const at = clusterNow(clock, now.value);
  return (
    <div class="menu-place">
      {/* biome-ignore lint/a11y/useSemanticElements: a clock with its buttons is no set of fields */}
      <div class="clock" role="group" aria-label={c.clusterTime}>
        <span class="now">
          <span class="label">{c.clusterTime}</span>
          <b>{clock ? clockTime(at) : '--:--:--'}</b>
          {clock !== undefined && clock.skipped > 0 && (
            <span class="chip jjok">{c.skipped(clock.skipped)}</span>
          )}
        </span>
        {!readOnly && (
          <>
            <button type="button" onClick={() => void skip(connection, 5 * minute)}>
              <Icon name="skip" size={14} />
              {c.skip5}
            </button>
            <button
              type="button"
              aria-label={c.skipMenu}
              aria-expanded={skipOpen.value}
              onClick={() => {
                skipOpen.value = !skipOpen.value;
              }}
            >
              <Icon name="down" size={14} />
            </button>
          </>
        )}
      </div>
      {skipOpen.value && (
        <SkipMenu
          onClose={() => {
            skipOpen.value = false;
          }}
        />
      )}
    </div>
  );
}
