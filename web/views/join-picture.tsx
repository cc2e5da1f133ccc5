import { copy } from '../copy/index.ts';
import { SealShape } from '../parts/small-picture.tsx';

/** Beside the form: pods come and go above the line, data stays below it. */
export function JoinPicture() {
  const c = copy();
  const [first, second] = c.joinPicture;
  return (
    <aside aria-hidden="true">
      <svg class="map" aria-hidden="true" viewBox="0 0 680 800" preserveAspectRatio="xMidYMid meet">
        <rect x="-2000" y="400" width="4680" height="1400" fill="var(--ground)" />
        <path d="M-2000 400H2680" stroke="var(--ink)" stroke-width="2.5" />
        <text x="96" y="150" font-size="28" font-weight="700" letter-spacing="-.6">
          {first}
        </text>
        <text x="96" y="190" font-size="28" font-weight="700" letter-spacing="-.6">
          {second}
        </text>
        <text x="96" y="222" font-size="14" class="faint">
          {c.joinPictureNote}
        </text>
        {[0, 1, 2].map((i) => (
          <Column key={i} x={96 + i * 180} name={`web-${i}`} running={i === 0} />
        ))}
      </svg>
    </aside>
  );
}

function Column({ x, name, running }: { x: number; name: string; running: boolean }) {
  const claim = `M${x} 452h128v19a8 8 0 0 0 0 16v19h-128v-19a8 8 0 0 0 0-16z`;
  return (
    <>
      <rect class={running ? 'object' : 'gone'} x={x} y="250" width="128" height="72" rx="8" />
      {running && <rect x={x} y="261" width="5" height="50" rx="2" fill="var(--ok-fill)" />}
      <text
        class={running ? 'mono strong' : 'mono faint'}
        x={x + 18}
        y={running ? 282 : 292}
        font-size="16"
      >
        {name}
      </text>
      {running && (
        <text class="tone-well" x={x + 18} y="303" font-size="12.5">
          {copy().said({ word: 'running' }, 0)}
        </text>
      )}
      <path class={running ? 'line-mount' : 'line-unused'} d={`M${x + 64} 322V452`} />
      <circle
        cx={x + 64}
        cy="452"
        r="4"
        fill={running ? 'var(--ink-2)' : 'var(--sheet)'}
        stroke="var(--ink-2)"
      />
      <path class="object" d={claim} />
      <text class="mono" x={x + 18} y="484" font-size="13">
        data-{name}
      </text>
      <path class="line-bind" d={`M${x + 61} 506v29M${x + 67} 506v29`} />
      <path class="object" d={`M${x} 540c0-11 128-11 128 0v74c0 11-128 11-128 0z`} />
      <path class="line-mount" d={`M${x} 540c0 11 128 11 128 0`} />
      <SealShape hash={`join ${name}`} size={44} x={x + 42} y={559} />
    </>
  );
}
