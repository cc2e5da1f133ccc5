import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClusterConnection } from '../connection/cluster.ts';

// More changes than this at once are not followed by eye: the picture switches, marks stay.
const manyChanges = 12;
const markMs = 2000;
const markAfterSkipMs = 4000;

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** The objects that carry a mark now: after many changes at once, and after a skip of time. */
export function useMarks(connection: ClusterConnection): ReadonlySet<string> {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const { fresh, clock } = connection.state.value;
  const skipped = clock?.skipped ?? 0;
  const skippedBefore = useRef(skipped);
  const skippedAt = useRef(0);
  useEffect(() => {
    if (skippedBefore.current === skipped) return;
    skippedBefore.current = skipped;
    skippedAt.current = Date.now();
  }, [skipped]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (fresh.at === 0) return;
    const afterSkip = Date.now() - skippedAt.current < markAfterSkipMs;
    if (!afterSkip && !reducedMotion.matches && fresh.ids.size <= manyChanges) return;
    setMarked(fresh.ids);
    // Small changes in between neither prolong the marks nor keep them from ending.
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setMarked(new Set()), afterSkip ? markAfterSkipMs : markMs);
  }, [fresh]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return marked;
}
