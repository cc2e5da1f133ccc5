import { sealOf, sealPath } from '../map/seal.ts';

interface SealProps {
  readonly hash: string;
  readonly size: number;
}

/** A data seal as a picture of its own; dashed when there is no data. */
export function SealMark({ hash, size }: SealProps) {
  return (
    <svg class="seal" width={size} height={size} aria-hidden="true">
      <SealShape hash={hash} size={size} x={0} y={0} />
    </svg>
  );
}

/** A data seal inside a picture, its corner at x, y. */
export function SealShape({ hash, size, x, y }: SealProps & { x: number; y: number }) {
  const seal = sealOf(hash);
  if (!seal)
    return (
      <rect
        x={x + 1}
        y={y + 1}
        width={size - 2}
        height={size - 2}
        rx="2"
        fill="none"
        stroke="var(--ghost)"
        stroke-dasharray="2 2"
      />
    );
  return (
    <>
      <rect x={x} y={y} width={size} height={size} rx="1.5" fill="var(--jjok)" />
      <path
        d={sealPath(seal, x + 2, y + 2, (size - 4) / 5)}
        fill="var(--sheet)"
        shape-rendering="crispEdges"
      />
    </>
  );
}

interface StandProps {
  readonly x: number;
  readonly name: string;
  readonly running: boolean;
  readonly state: string;
}

/** The ground line with three pods above and their claims below: the lesson in one picture. */
export function GroundPicture({ state }: { readonly state: string }) {
  return (
    <svg class="map" width="420" height="176" viewBox="0 0 420 176" aria-hidden="true">
      <rect y="92" width="420" height="84" fill="var(--ground)" />
      <path d="M0 92H420" stroke="var(--ink)" stroke-width="1.75" />
      {[0, 1, 2].map((i) => (
        <Stand key={i} x={24 + i * 130} name={`web-${i}`} running={i === 0} state={state} />
      ))}
    </svg>
  );
}

function Stand({ x, name, running, state }: StandProps) {
  return (
    <>
      <rect class={running ? 'object' : 'gone'} x={x} y={30} width="110" height="46" rx="7" />
      {running && <rect x={x} y={38} width="4" height="30" fill="var(--ok-fill)" />}
      <text
        class={running ? 'mono strong' : 'mono faint'}
        x={x + 14}
        y={running ? 50 : 57}
        font-size="12"
      >
        {name}
      </text>
      {running && (
        <text class="tone-well" x={x + 14} y={66} font-size="11">
          {state}
        </text>
      )}
      <path class={running ? 'line-mount' : 'line-unused'} d={`M${x + 55} 76V112`} />
      <path class="object" d={`M${x} 112h110v13a6 6 0 0 0 0 12v13h-110v-13a6 6 0 0 0 0-12z`} />
      <SealShape hash={name} size={19} x={x + 9} y={122} />
      <text class="mono" x={x + 34} y={135} font-size="10">
        data-{name}
      </text>
    </>
  );
}
