import { copy } from '../copy/index.ts';
import { SealShape } from '../parts/small-picture.tsx';
import { fitted } from './fitted.ts';
import type { Picture } from './layout.ts';
import type { ClaimThing } from './scene.ts';
import { shortName } from './short-name.ts';

/** A claim: a ticket with two notches. */
export function DrawnClaim({ claim, box }: Picture['claims'][number]) {
  const { x, y, w, h } = box;
  const notch = (h - 12) / 2;
  const path = `M${x} ${y}h${w}v${notch}a6 6 0 0 0 0 12v${notch}h${-w}v${-notch}a6 6 0 0 0 0-12z`;
  return (
    <>
      <path class={`object edge-${claim.tone}`} d={path} />
      <text class="mono medium" x={x + 14} y={y + 16} font-size="11.5">
        {fitted(claim.name, w - 26, 7)}
      </text>
      <text class="second" x={x + 14} y={y + 31} font-size="10.5">
        <tspan class={`tone-${claim.tone}`}>{claim.phase}</tspan>
        {rest(claim, w)}
      </text>
    </>
  );
}

function rest({ modes, size }: ClaimThing, width: number): string {
  const parts = width < 130 ? [size] : [modes, size];
  return parts
    .filter((part) => part !== '')
    .map((part) => ` · ${part}`)
    .join('');
}

/** A volume: a drum with its seal and its marker inside. */
export function DrawnVolume({ volume, box, compact }: Picture['volumes'][number]) {
  const { x, y, w, h } = box;
  const free = volume.formerClaim !== undefined;
  const seal = compact ? 20 : 24;
  const top = y + 8;
  return (
    <>
      <path
        class={`object edge-${volume.tone}`}
        d={`M${x} ${top}c0-8 ${w}-8 ${w} 0v${h - 16}c0 8-${w} 8-${w} 0z`}
      />
      <path class={`outline edge-${volume.tone}`} d={`M${x} ${top}c0 8 ${w} 8 ${w} 0`} />
      <SealShape hash={volume.seal} size={seal} x={x + 12} y={compact ? y + 13 : y + 22} />
      <text class="mono second" x={x + seal + 22} y={y + (compact ? 22 : 32)} font-size="10.5">
        {fitted(shortName(volume.name), w - seal - 28, 6.4)}
      </text>
      <text class="second" x={x + seal + 22} y={y + (compact ? 34 : 47)} font-size="11">
        {free ? (
          <>
            {copy().released} <tspan class="mono struck">{volume.formerClaim}</tspan>
          </>
        ) : (
          <VolumeLine
            marker={volume.marker}
            phase={volume.phase}
            seal={volume.seal}
            room={w - seal}
          />
        )}
      </text>
    </>
  );
}

interface VolumeLineProps {
  readonly marker: string | undefined;
  readonly phase: string;
  readonly seal: string;
  readonly room: number;
}

function VolumeLine({ marker, phase, seal, room }: VolumeLineProps) {
  const c = copy();
  if (marker !== undefined)
    return (
      <>
        {room > 120 && `${c.marker} `}
        <tspan class="mono medium ink">"{fitted(marker, room - 80, 6.8)}"</tspan>
      </>
    );
  if (phase !== 'Bound') return <>{phase}</>;
  return <>{seal === '' ? c.noData : ''}</>;
}
