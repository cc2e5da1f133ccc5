import { copy } from '../copy/index.ts';
import type { Box } from './box.ts';
import {
  DrawnNode,
  DrawnService,
  DrawnShelfThing,
  DrawnTag,
  DrawnWorkload,
} from './draw-frame.tsx';
import { DrawnLine } from './draw-lines.tsx';
import { Chain, type ChainLink, Chosen, Marks } from './draw-marks.tsx';
import { DrawnPod } from './draw-pods.tsx';
import { DrawnClaim, DrawnVolume } from './draw-storage.tsx';
import type { Picture } from './layout.ts';
import type { PlacedThing } from './navigate.ts';

export interface DrawingProps {
  readonly picture: Picture;
  readonly now: number;
  readonly summary: string;
  readonly chosen: string | undefined;
  /** Ids that keep their light when something is chosen. */
  readonly lit: ReadonlySet<string>;
  readonly marked: ReadonlySet<string>;
  readonly chain: readonly ChainLink[];
}

/** The cluster as one drawing; what was drawn later lies above. */
export function Drawing(props: DrawingProps & { readonly things: readonly PlacedThing[] }) {
  const { picture, things } = props;
  return (
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
      <Frame {...props} />
      <Contents {...props} />
      <Marks things={things} marked={props.marked} />
      <Chain things={things} chain={props.chain} />
      <Chosen things={things} chosen={props.chosen} />
    </svg>
  );
}

function look({ chosen, lit }: DrawingProps, id: string): string {
  return chosen === undefined || lit.has(id) ? 'thing' : 'thing dimmed';
}

/** Nodes, the lines between things, services with their names, and the shelf. */
function Frame(props: DrawingProps) {
  const { picture, chosen, lit } = props;
  return (
    <>
      {picture.nodes.map((placed) => (
        <g key={placed.node.id} class={look(props, placed.node.id)}>
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
        <g key={placed.service.id} class={look(props, placed.service.id)}>
          <DrawnService {...placed} />
        </g>
      ))}
      {picture.tags.map((placed) => (
        <g key={placed.name.name} class={look(props, placed.name.pod)}>
          <DrawnTag {...placed} />
        </g>
      ))}
      {picture.shelf.map((placed) => (
        <g key={placed.thing.id} class={look(props, placed.thing.id)}>
          <DrawnShelfThing {...placed} />
        </g>
      ))}
    </>
  );
}

/** Pods and their owners, claims and volumes. */
function Contents(props: DrawingProps) {
  const { picture, now } = props;
  return (
    <>
      {picture.pods.map((placed) => (
        <g key={placed.pod.id + placed.pod.uid} class={`${look(props, placed.pod.id)} arrives`}>
          <DrawnPod {...placed} now={now} />
          <HostPaths paths={placed.pod.hostPaths} box={placed.box} />
        </g>
      ))}
      {picture.workloads.map((placed) => (
        <g key={placed.workload.id} class={look(props, placed.workload.id)}>
          <DrawnWorkload {...placed} />
        </g>
      ))}
      {picture.claims.map((placed) => (
        <g key={placed.claim.id} class={`${look(props, placed.claim.id)} arrives`}>
          <DrawnClaim {...placed} />
        </g>
      ))}
      {picture.volumes.map((placed) => (
        <g key={placed.volume.id} class={`${look(props, placed.volume.id)} arrives`}>
          <DrawnVolume {...placed} />
        </g>
      ))}
    </>
  );
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
