import type { PlacedThing } from './navigate.ts';

type Things = readonly PlacedThing[];

/** A link of a causal chain, numbered on its object; the root is the last. */
export interface ChainLink {
  readonly id: string;
  readonly number: number;
  readonly root: boolean;
}

/** What has just changed. */
export function Marks({ things, marked }: { things: Things; marked: ReadonlySet<string> }) {
  const shown = things.filter(({ id }) => marked.has(id));
  return (
    <>
      {shown.map(({ id, box }) => (
        <path
          key={id}
          d={`M${box.x + box.w - 12} ${box.y - 5}h18v18`}
          fill="none"
          stroke="var(--jjok)"
          stroke-width="2"
        />
      ))}
    </>
  );
}

/** A frame around the chosen object. */
export function Chosen({ things, chosen }: { things: Things; chosen: string | undefined }) {
  const thing = things.find(({ id }) => id === chosen);
  if (!thing) return null;
  const { x, y, w, h } = thing.box;
  return (
    <rect
      x={x - 5}
      y={y - 5}
      width={w + 10}
      height={h + 10}
      rx="10"
      fill="none"
      stroke="var(--jjok)"
      stroke-width="2"
    />
  );
}

/** The numbers of a causal chain on their objects. */
export function Chain({ things, chain }: { things: Things; chain: readonly ChainLink[] }) {
  return (
    <>
      {chain.map(({ id, number, root }) => {
        const thing = things.find((known) => known.id === id);
        if (!thing) return null;
        const { x, y, w, h } = thing.box;
        const at = root ? y + h - 12 : y;
        return (
          <g key={number}>
            <circle cx={x + w - 2} cy={at} r="9.5" class={root ? 'chain-root' : 'chain-link'} />
            <text
              x={x + w - 2}
              y={at + 4}
              font-size="11"
              font-weight="700"
              text-anchor="middle"
              class={root ? 'on-fail' : 'tone-wait'}
            >
              {number}
            </text>
          </g>
        );
      })}
    </>
  );
}
