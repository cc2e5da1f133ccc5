import { useEffect, useRef } from 'preact/hooks';
import type { ClusterConnection } from '../../connection/cluster.ts';
import { copy } from '../../copy/index.ts';
import { now } from '../../parts/clock.ts';
import { Icon } from '../../parts/glyphs.tsx';
import { announce } from '../../parts/live-region.tsx';
import { toast } from '../../parts/toast.tsx';
import { clusterNow } from '../../state/cluster.ts';
import { useLab } from './lab-context.ts';

const minute = 60_000;
const choices = [minute, 5 * minute, 30 * minute];

/** Moves the cluster's time on and says so. */
export async function skip(connection: ClusterConnection, by: number): Promise<void> {
  try {
    await connection.skip(by);
    toast(copy().skipDone(by), <Icon name="skip" size={16} />);
    announce(copy().skipDone(by));
  } catch {
    toast(copy().notSaved);
  }
}

/** 1, 5, 30 minutes, or until something changes by itself. */
export function SkipMenu({ onClose }: { readonly onClose: () => void }) {
  const c = copy();
  const { connection } = useLab();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const outside = event.target instanceof Node && !place.current?.contains(event.target);
      if (isEscape || (event.type === 'click' && outside)) onClose();
    };
    const timer = setTimeout(() => addEventListener('click', close));
    addEventListener('keydown', close);
    return () => {
      clearTimeout(timer);
      removeEventListener('click', close);
      removeEventListener('keydown', close);
    };
  }, [onClose]);
  const { clock } = connection.state.value;
  const next = clock?.next;
  const choose = (by: number): void => {
    onClose();
    void skip(connection, by);
  };
  return (
    <div class="menu" ref={place}>
      {choices.map((by) => (
        <button key={by} type="button" class="item" onClick={() => choose(by)}>
          {c.skipBy(by)}
        </button>
      ))}
      <hr />
      {next ? (
        <button
          type="button"
          class="item"
          onClick={() => choose(Math.max(1000, next.at - clusterNow(clock, now.value)))}
        >
          {c.skipUntilNext}
        </button>
      ) : (
        <div class="row dim">{c.nothingNext}</div>
      )}
    </div>
  );
}
