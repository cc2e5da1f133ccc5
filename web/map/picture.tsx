import { useMemo, useRef } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import {
  DrawnNode,
  DrawnService,
  DrawnShelfThing,
  DrawnTag,
  DrawnWorkload,
} from './draw-frame.tsx';
import { DrawnLine } from './draw-lines.tsx';
import { DrawnPod } from './draw-pods.tsx';
import { DrawnClaim, DrawnVolume } from './draw-storage.tsx';
import type { Box, Picture } from './layout.ts';
import { nearest, placedThings } from './navigate.ts';
import type { Relation } from './scene.ts';

interface MapPictureProps {
  readonly picture: Picture;
  readonly now: number;
  readonly summary: string;
  readonly chosen: string | undefined;
  /** Ids that keep their light when something is chosen. */
  readonly lit: ReadonlySet<string>;
  readonly marked: ReadonlySet<string>;
  /** The numbers of a causal chain on their objects; the root is the last. */
  readonly chain: readonly {
    readonly id: string;
    readonly number: number;
    readonly root: boolean;
  }[];
  readonly relations: readonly Relation[];
  readonly stale: boolean;
  readonly onChoose: (id: string | undefined) => void;
  readonly onDescribe: (id: string) => void;
}

/** The cluster as a picture, with a roving-focus list of its objects over it. */
export function MapPicture(props: MapPictureProps) {
  const { picture, now, chosen, lit, marked } = props;
  const c = copy();
  const root = useRef<HTMLDivElement>(null);
  const things = useMemo(() => placedThings(picture), [picture]);
  const look = (id: string): string =>
    chosen === undefined || lit.has(id) ? 'thing' : 'thing dimmed';
  const focus = (id: string | undefined): void => {
    if (id === undefined) return;
    root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    if (event.key === 'Escape') props.onChoose(undefined);
    else if (event.key === 'Enter' && chosen === id) props.onDescribe(id);
    else if (event.key === 'Enter' || event.key === ' ') props.onChoose(id);
    else if (event.key.startsWith('Arrow')) focus(nearest(things, id, event.key));
    else if (event.key === ']') focus(related(props.relations, id, 1));
    else if (event.key === '[') focus(related(props.relations, id, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={props.stale ? 'picture stale' : 'picture'} ref={root}>
      <svg
        class="map"
        width={picture.width}
        height={picture.height}
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        role="img"
        aria-label={props.summary}
      >
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
            <path d="M-1 7L7 -1" stroke="var(--line-2)" />
          </pattern>
        </defs>
        <Ground picture={picture} />
        {picture.nodes.map((placed) => (
          <g key={placed.node.id} class={look(placed.node.id)}>
            <DrawnNode {...placed} />
          </g>
        ))}
        {picture.lines.map((line) => (
          <g
            key={`${line.kind} ${line.from} ${line.to}`}
            class={chosen === undefined || (lit.has(line.from) && lit.has(line.to)) ? '' : 'dimmed'}
          >
            <DrawnLine line={line} />
          </g>
        ))}
        {picture.rails.map((placed) => (
          <g key={placed.service.id} class={look(placed.service.id)}>
            <DrawnService {...placed} />
          </g>
        ))}
        {picture.tags.map((placed) => (
          <g key={placed.name.name} class={look(placed.name.pod)}>
            <DrawnTag {...placed} />
          </g>
        ))}
        {picture.shelf.map((placed) => (
          <g key={placed.thing.id} class={look(placed.thing.id)}>
            <DrawnShelfThing {...placed} />
          </g>
        ))}
        {picture.pods.map((placed) => (
          <g key={placed.pod.id + placed.pod.uid} class={`${look(placed.pod.id)} arrives`}>
            <DrawnPod {...placed} now={now} />
            <HostPaths paths={placed.pod.hostPaths} box={placed.box} />
          </g>
        ))}
        {picture.workloads.map((placed) => (
          <g key={placed.workload.id} class={look(placed.workload.id)}>
            <DrawnWorkload {...placed} />
          </g>
        ))}
        {picture.claims.map((placed) => (
          <g key={placed.claim.id} class={`${look(placed.claim.id)} arrives`}>
            <DrawnClaim {...placed} />
          </g>
        ))}
        {picture.volumes.map((placed) => (
          <g key={placed.volume.id} class={`${look(placed.volume.id)} arrives`}>
            <DrawnVolume {...placed} />
          </g>
        ))}
        <Marks things={things} marked={marked} />
        <Chain things={things} chain={props.chain} />
        <Chosen things={things} chosen={chosen} />
      </svg>
      <ul class="over" aria-label={c.clusterMap}>
        {things.map(({ id, name, box }, i) => (
          <li key={id}>
            <button
              type="button"
              data-id={id}
              tabIndex={id === chosen || (chosen === undefined && i === 0) ? 0 : -1}
              style={`left:${box.x}px;top:${box.y}px;width:${box.w}px;height:${box.h}px`}
              aria-pressed={id === chosen}
              onClick={() => props.onChoose(id === chosen ? undefined : id)}
              onDblClick={() => props.onDescribe(id)}
              onKeyDown={(event) => onKeyDown(event, id)}
            >
              <span class="sr">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function related(relations: readonly Relation[], id: string, by: 1 | -1): string | undefined {
  const found = relations.flatMap(({ from, to }) => {
    if (by === 1) return from === id ? [to] : [];
    return to === id ? [from] : [];
  });
  return found[0];
}

function Ground({ picture }: { readonly picture: Picture }) {
  const c = copy();
  const { ground, width, height } = picture;
  return (
    <>
      <rect
        x="0"
        y={ground}
        width={width}
        height={Math.max(0, height - ground)}
        fill="var(--ground)"
        opacity=".75"
      />
      <path d={`M0 ${ground}H${width}`} stroke="var(--ink)" stroke-width="1.75" />
      <text class="faint" x={width - 14} y={ground - 8} font-size="11" text-anchor="end">
        {c.comesAndGoes}
      </text>
      <text
        class="second"
        x={width - 14}
        y={ground + 17}
        font-size="11"
        font-weight="600"
        text-anchor="end"
      >
        {c.stays}
      </text>
    </>
  );
}

/** A half drum that stands in the node's frame: it stays on the node. */
function HostPaths({ paths, box }: { readonly paths: readonly string[]; readonly box: Box }) {
  const [path] = paths;
  if (path === undefined) return null;
  const x = box.x + box.w - 80;
  const y = box.y + box.h + 6;
  return (
    <>
      <path class="object" d={`M${x} ${y}h72v17c0 7-72 7-72 0z`} />
      <text class="mono" x={x + 8} y={y + 14} font-size="10">
        {path}
      </text>
    </>
  );
}

type Things = ReturnType<typeof placedThings>;

function Marks({ things, marked }: { things: Things; marked: ReadonlySet<string> }) {
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

function Chosen({ things, chosen }: { things: Things; chosen: string | undefined }) {
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

function Chain({ things, chain }: { things: Things; chain: MapPictureProps['chain'] }) {
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
