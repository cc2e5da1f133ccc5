import type { Line } from './layout.ts';

/** A line between two things; its form says what binds them. */
export function DrawnLine({ line }: { readonly line: Line }) {
  const { kind, path, end } = line;
  const { x, y, toward } = end;
  return (
    <>
      <path class={`line-${kind}`} d={path} />
      {kind === 'mount' && <circle cx={x} cy={y} r="3" fill="var(--ink-2)" />}
      {kind === 'unused' && <circle class="hollow" cx={x} cy={y} r="3" />}
      {kind === 'wait' && (
        <path
          class="arrow"
          d={toward === 'r' ? `M${x - 6} ${y - 5}l7 5-7 5` : `M${x + 6} ${y - 5}l-7 5 7 5`}
        />
      )}
    </>
  );
}
