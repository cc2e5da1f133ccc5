import { type Box, type Column, margin } from './box.ts';
import { columnsOf } from './columns.ts';
import { linesOf } from './lines.ts';
import { placeServices } from './place-services.ts';
import { placeStorage } from './place-storage.ts';
import type {
  ClaimThing,
  DnsName,
  NodeThing,
  PodThing,
  Scene,
  ServiceThing,
  ShelfThing,
  VolumeThing,
  WorkloadThing,
} from './scene.ts';

/** `full`: name, state, containers; `row`: two lines; `square`: no text. */
export type PodForm = 'full' | 'row' | 'square';

export type LineKind = 'mount' | 'unused' | 'bind' | 'unbound' | 'select' | 'wait';

export interface Line {
  readonly kind: LineKind;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** Where its dot or arrow is, and which way an arrow points. */
  readonly end: { readonly x: number; readonly y: number; readonly toward: 'l' | 'r' | 'd' };
}

/** A scene in its place: everything the drawing needs. In px, the origin top left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly ground: number;
  readonly rails: readonly {
    readonly service: ServiceThing;
    readonly box: Box;
    readonly end: number;
  }[];
  readonly tags: readonly { readonly name: DnsName; readonly service: string; readonly box: Box }[];
  readonly nodes: readonly { readonly node: NodeThing; readonly box: Box }[];
  readonly pods: readonly { readonly pod: PodThing; readonly box: Box; readonly form: PodForm }[];
  readonly workloads: readonly { readonly workload: WorkloadThing; readonly box: Box }[];
  readonly claims: readonly { readonly claim: ClaimThing; readonly box: Box }[];
  readonly volumes: readonly {
    readonly volume: VolumeThing;
    readonly box: Box;
    readonly compact: boolean;
  }[];
  readonly shelf: readonly { readonly thing: ShelfThing; readonly box: Box }[];
  readonly lines: readonly Line[];
}

export interface Room {
  readonly width: number;
  readonly height: number;
  /** Only this node's column: for narrow screens. */
  readonly only?: string | undefined;
}

const gap = 12;
const narrow = 168;
const shelfWidth = 92;
const nodeHead = 27;
const workloadRow = 20;
const workloadWidth = 232;
const belowNodes = 22;

/** Places a scene. A pure function: the same scene in the same room is the same picture. */
export function layout(whole: Scene, room: Room): Picture {
  const scene = room.only === undefined ? whole : onlyNode(whole, room.only);
  const left = scene.shelf.length > 0 && room.only === undefined ? shelfWidth : 0;
  const columns = columnsFor(scene, room, left);
  const right = (columns.at(-1)?.x ?? left) + (columns.at(-1)?.w ?? 0) + margin;
  const width = Math.max(room.width, right);
  const placed = columnsOf(scene);
  const services = placeServices(scene, columns, placed, width - margin);
  const pods = placePods(scene, columns, placed.ofPod, services.bottom);
  const perRow = Math.max(1, Math.floor((right - left - margin) / workloadWidth));
  const rows = Math.max(1, Math.ceil(scene.workloads.length / perRow));
  const ground = pods.bottom + belowNodes + (rows - 1) * workloadRow;
  const workloads = scene.workloads.map((workload, i) => ({
    workload,
    box: {
      // Clear of the first column's mount line.
      x: left + (room.only === undefined ? 112 : 120) + (i % perRow) * workloadWidth,
      y: ground - 17 - (rows - 1 - Math.floor(i / perRow)) * workloadRow,
      w: workloadWidth - 12,
      h: 14,
    },
  }));
  const storage = placeStorage(scene, columns, placed.ofStorage, ground);
  const partial = {
    width,
    height: Math.max(storage.bottom + 20, room.height),
    ground,
    rails: services.rails,
    tags: services.tags,
    nodes: pods.nodes,
    pods: pods.pods,
    workloads,
    claims: storage.claims,
    volumes: storage.volumes,
    shelf: scene.shelf.map((thing, i) => ({
      thing,
      box: { x: margin, y: services.bottom + 8 + i * 76, w: shelfWidth - 20, h: 48 },
    })),
  };
  return { ...partial, lines: linesOf(scene, partial) };
}

function onlyNode(scene: Scene, name: string): Scene {
  const placed = columnsOf(scene);
  const here = scene.nodes.findIndex((node) => node.name === name);
  const pods = scene.pods.filter((pod) => (placed.ofPod(pod) ?? here) === here);
  const ids = new Set(pods.map(({ id }) => id));
  return {
    ...scene,
    nodes: scene.nodes.filter((node) => node.name === name),
    pods,
    services: scene.services.map((service) => ({
      ...service,
      names: service.names.filter(({ pod }) => ids.has(pod)),
    })),
    storage: scene.storage.filter((thing) => placed.ofStorage(thing) === here),
    shelf: [],
  };
}

function columnsFor(scene: Scene, room: Room, left: number): readonly Column[] {
  const count = Math.max(1, scene.nodes.length);
  const free = (room.width - left - 2 * margin - (count - 1) * gap) / count;
  const w = count > 4 ? narrow : Math.max(narrow, Math.min(340, Math.floor(free)));
  return Array.from({ length: count }, (_, i) => ({ x: left + margin + i * (w + gap), w }));
}

const forms = {
  full: { h: 76, gap: 10 },
  row: { h: 44, gap: 6 },
  square: { h: 14, gap: 3 },
} as const;

function placePods(
  scene: Scene,
  columns: readonly Column[],
  columnOf: (pod: PodThing) => number | undefined,
  top: number,
) {
  const ordered = [...scene.pods].sort(inOrder);
  const unplaced = ordered.filter((pod) => columnOf(pod) === undefined);
  const waitingRows = Math.ceil(unplaced.length / columns.length);
  const frameTop = top + 8 + waitingRows * 50;
  const waiting = unplaced.map((pod, i) => {
    const { x, w } = columns[i % columns.length] ?? { x: margin, w: narrow };
    const y = top + 8 + Math.floor(i / columns.length) * 50;
    return { pod, box: { x: x + 12, y, w: w - 24, h: 44 }, form: 'row' as const };
  });
  const byColumn = columns.map((_, i) => ordered.filter((pod) => columnOf(pod) === i));
  const most = Math.max(1, ...byColumn.map((list) => list.length));
  const form: PodForm = most > 30 ? 'square' : most > 6 ? 'row' : 'full';
  const placed = byColumn.flatMap((list, i) =>
    list.map((pod, k) => ({
      pod,
      box: podBox(columns[i], k, form, frameTop + nodeHead + 11),
      form,
    })),
  );
  const lowest = Math.max(frameTop + nodeHead + 87, ...placed.map(({ box }) => box.y + box.h));
  const bottom = lowest + (most > 1 ? 20 : 32);
  const nodes = scene.nodes.map((node, i) => {
    const { x, w } = columns[i] ?? { x: margin, w: narrow };
    return { node, box: { x, y: frameTop, w, h: bottom - frameTop } };
  });
  return { nodes, pods: [...waiting, ...placed], bottom };
}

function podBox(column: Column | undefined, k: number, form: PodForm, top: number): Box {
  const { x, w } = column ?? { x: margin, w: narrow };
  const { h, gap: between } = forms[form];
  if (form !== 'square') return { x: x + 12, y: top + k * (h + between), w: w - 24, h };
  const across = Math.floor((w - 24 + between) / (h + between));
  const [row, at] = [Math.floor(k / across), k % across];
  return { x: x + 12 + at * (h + between), y: top + row * (h + between), w: h, h };
}

/** By set and ordinal, then by age. */
function inOrder(a: PodThing, b: PodThing): number {
  if (a.ordinal !== undefined && b.ordinal !== undefined && a.owner === b.owner)
    return a.ordinal - b.ordinal;
  return a.created.localeCompare(b.created) || a.name.localeCompare(b.name);
}
