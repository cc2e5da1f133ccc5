import { useEffect, useRef } from 'preact/hooks';
import { copy } from '../../copy/index.ts';
import { now } from '../../parts/clock.ts';
import { TaskGlyph } from '../../parts/glyphs.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLab } from './lab-context.ts';

/** Stands over the bench while there is no connection. */
export function OfflineBanner() {
  const c = copy();
  const { connection } = useLab();
  const link = connection.link.value;
  const wasLost = useRef(false);
  useEffect(() => {
    if (link.at === 'open' && wasLost.current) toast(copy().back);
    wasLost.current = link.at === 'lost' || (wasLost.current && link.at !== 'open');
  }, [link.at]);
  if (link.at !== 'lost') return null;
  return (
    <div class="offline" role="alert">
      <div>
        <b>
          <TaskGlyph standing="waiting" />
          {c.lost}
        </b>
        <span>{c.lostText(link.retryAt - now.value)}</span>
      </div>
      <button type="button" class="btn small end" onClick={() => connection.retry()}>
        {c.reconnectNow}
      </button>
    </div>
  );
}
