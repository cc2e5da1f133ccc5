import { type Box, type Column, margin } from './box.ts';
import type { Picture } from './layout.ts';
import type { Scene, StorageThing } from './scene.ts';

const claimTop = 28;
const claimHeight = 38;
const claimWidth = 150;
const drumTop = 86;
const drumHeight = 58;
const pairHeight = 40;
const pairGap = 12;

/** Claims and volumes below the ground, each pair in its column; pairs lie down when they stack. */
export function placeStorage(
  scene: Scene,
  columns: readonly Column[],
  columnOf: (thing: StorageThing) => number,
  ground: number,
): Pick<Picture, 'claims' | 'volumes'> & { readonly bottom: number } {
  const claims: Picture['claims'][number][] = [];
  const volumes: Picture['volumes'][number][] = [];
  const depth = columns.map(() => 0);
  const counts = columns.map(
    (_, i) => scene.storage.filter((thing) => columnOf(thing) === i).length,
  );
  const compact = Math.max(0, ...counts) > 1;
  for (const thing of scene.storage) {
    const i = columnOf(thing);
    const column = columns[i] ?? { x: margin, w: 236 };
    const row = depth[i] ?? 0;
    depth[i] = row + 1;
    const boxes = compact ? pairBoxes(column, ground, row) : tallBoxes(column, ground);
    if (thing.claim) claims.push({ claim: thing.claim, box: boxes.claim });
    if (thing.volume) volumes.push({ volume: thing.volume, box: boxes.volume, compact });
  }
  const deepest = Math.max(1, ...depth);
  const bottom = compact
    ? ground + claimTop + deepest * (pairHeight + pairGap) - pairGap
    : ground + drumTop + drumHeight;
  return { claims, volumes, bottom };
}

function tallBoxes({ x, w }: Column, ground: number): { claim: Box; volume: Box } {
  const inner = w - 24;
  const width = Math.min(claimWidth, inner);
  return {
    claim: { x: x + 12, y: ground + claimTop, w: width, h: claimHeight },
    volume: { x: x + 12, y: ground + drumTop, w: inner, h: drumHeight },
  };
}

function pairBoxes({ x, w }: Column, ground: number, row: number): { claim: Box; volume: Box } {
  const y = ground + claimTop + row * (pairHeight + pairGap);
  const inner = w - 24;
  const width = Math.floor((inner - 14) * 0.56);
  return {
    claim: { x: x + 12, y, w: width, h: pairHeight },
    volume: { x: x + 12 + width + 14, y, w: inner - width - 14, h: pairHeight },
  };
}
