import type { Box } from './box.ts';
import type { Line, Picture } from './layout.ts';
import type { Scene } from './scene.ts';

type Placed = Omit<Picture, 'lines'>;

// Where lines leave a pod and enter a claim, from its left edge.
const mountAt = 74;
const gutter = 6;

/** All lines of a picture: what uses what, and what waits for what. */
export function linesOf(scene: Scene, picture: Placed): readonly Line[] {
  const pods = new Map(picture.pods.map(({ pod, box }) => [pod.id, box]));
  return [
    ...selectLines(picture, pods),
    ...mountLines(picture, pods),
    ...bindLines(scene, picture),
    ...scene.waits.flatMap(({ from, to }) => waitLine(from, to, pods, picture.ground)),
  ];
}

function selectLines(picture: Placed, pods: ReadonlyMap<string, Box>): Line[] {
  const tags = picture.tags.flatMap(({ name, service, box }) => {
    const rail = picture.rails.find((known) => known.service.id === service);
    if (!rail) return [];
    const x = box.x + box.w / 2;
    const from = x < rail.box.x + rail.box.w ? rail.box.y + rail.box.h : rail.box.y + 10;
    return [down('select', service, name.pod, x, from, box.y)];
  });
  const direct = picture.rails.flatMap(({ service, box }) => {
    if (service.headless) return [];
    return service.pods.flatMap((id) => {
      const pod = pods.get(id);
      if (!pod) return [];
      const x = pod.x + pod.w / 2;
      const from = x < box.x + box.w ? box.y + box.h : box.y + 10;
      return [down('select', service.id, id, x, from, pod.y)];
    });
  });
  return [...tags, ...direct];
}

function mountLines(picture: Placed, pods: ReadonlyMap<string, Box>): Line[] {
  const used = new Map<string, number>();
  const boxes = [...pods.values()];
  return picture.claims.flatMap(({ claim, box }): Line[] => {
    const users = claim.users.flatMap((id) => {
      const pod = pods.get(id);
      if (!pod) return [];
      const nth = used.get(id) ?? 0;
      used.set(id, nth + 1);
      return [mount('mount', id, claim.id, pod, box, { nth, boxes, ground: picture.ground })];
    });
    if (users.length > 0) return users;
    const awaited = claim.awaited === undefined ? undefined : pods.get(claim.awaited);
    if (awaited && claim.awaited !== undefined) {
      const way = { nth: 0, boxes, ground: picture.ground };
      return [mount('unused', claim.awaited, claim.id, awaited, box, way)];
    }
    const x = box.x + Math.min(mountAt, box.w / 2);
    return [down('unused', '', claim.id, x, picture.ground - 12, box.y)];
  });
}

interface Way {
  /** Which of the pod's mounts it is. */
  readonly nth: number;
  readonly boxes: readonly Box[];
  readonly ground: number;
}

function mount(
  kind: MountKind,
  from: string,
  to: string,
  pod: Box,
  claim: Box,
  { nth, boxes, ground }: Way,
): Line {
  const x = claim.x + Math.min(mountAt, claim.w / 2) + nth * 10;
  const end = { x, y: claim.y, toward: 'd' as const };
  const isLowest = !boxes.some((box) => box.x === pod.x && box.y > pod.y);
  const start = pod.x + Math.min(mountAt, pod.w / 2) + nth * 10;
  if (isLowest && start === x)
    return { kind, from, to, path: `M${x} ${pod.y + pod.h}V${claim.y}`, end };
  if (isLowest) {
    const path = `M${start} ${pod.y + pod.h}V${ground + 2}L${x} ${claim.y - 8}V${claim.y}`;
    return { kind, from, to, path, end };
  }
  // Around the pods below it.
  const side = pod.x - gutter;
  const path =
    `M${pod.x} ${pod.y + pod.h / 2}H${side}V${ground + 8 + nth * 4}` + `H${x}V${claim.y}`;
  return { kind, from, to, path, end };
}

type MountKind = 'mount' | 'unused';

function bindLines(scene: Scene, picture: Placed): Line[] {
  return scene.storage.flatMap(({ claim, volume }) => {
    const ticket = picture.claims.find((placed) => placed.claim.id === claim?.id)?.box;
    if (!claim || !ticket) return [];
    const drum = picture.volumes.find((placed) => placed.volume.id === volume?.id)?.box;
    if (!volume || !drum) return [];
    const kind = claim.phase === 'Bound' ? 'bind' : 'unbound';
    const compact = drum.y === ticket.y;
    const x = compact ? ticket.x + ticket.w : ticket.x + Math.min(mountAt, ticket.w / 2);
    const y = ticket.y + ticket.h / 2;
    const path = compact ? across(x, y, drum.x, kind) : upright(x, ticket, drum, kind);
    return [{ kind, from: claim.id, to: volume.id, path, end: { x, y, toward: 'd' as const } }];
  });
}

function across(x: number, y: number, to: number, kind: 'bind' | 'unbound'): string {
  return kind === 'bind' ? `M${x} ${y - 2}H${to}M${x} ${y + 2}H${to}` : `M${x} ${y}H${to}`;
}

function upright(x: number, ticket: Box, drum: Box, kind: 'bind' | 'unbound'): string {
  const [from, to] = [ticket.y + ticket.h, drum.y + 5];
  return kind === 'bind' ? `M${x - 2} ${from}V${to}M${x + 2} ${from}V${to}` : `M${x} ${from}V${to}`;
}

function waitLine(
  from: string,
  to: string,
  pods: ReadonlyMap<string, Box>,
  ground: number,
): Line[] {
  const a = pods.get(from);
  const b = pods.get(to);
  if (!a || !b) return [];
  const rightwards = a.x < b.x;
  const [ax, bx] = rightwards ? [a.x + a.w, b.x - 2] : [a.x, b.x + b.w + 2];
  const [ay, by] = [a.y + Math.min(40, a.h / 2), b.y + Math.min(40, b.h / 2)];
  const end = { x: bx, y: by, toward: rightwards ? ('r' as const) : ('l' as const) };
  const stop = rightwards ? bx - 4 : bx + 4;
  if (a.x === b.x) {
    const side = a.x + a.w + gutter;
    const path = `M${a.x + a.w} ${ay}H${side}V${by}H${a.x + a.w + 2}`;
    return [{ kind: 'wait', from, to, path, end: { x: a.x + a.w + 2, y: by, toward: 'l' } }];
  }
  const isNext = Math.abs(ax - bx) < 60;
  if (isNext && ay === by) return [{ kind: 'wait', from, to, path: `M${ax} ${ay}H${stop}`, end }];
  const [near, far] = rightwards ? [ax + gutter, bx - 14] : [ax - gutter, bx + 14];
  const below = isNext ? by : ground - 34;
  const path = `M${ax} ${ay}H${near}V${below}H${far}V${by}H${stop}`;
  return [{ kind: 'wait', from, to, path, end }];
}

function down(
  kind: Line['kind'],
  from: string,
  to: string,
  x: number,
  y1: number,
  y2: number,
): Line {
  return { kind, from, to, path: `M${x} ${y1}V${y2}`, end: { x, y: y2, toward: 'd' } };
}
