import { type Column, margin } from './box.ts';
import type { Columns } from './columns.ts';
import type { Picture } from './layout.ts';
import type { Scene } from './scene.ts';

const railHeight = 20;
const tagHeight = 21;
const tagGap = 4;

/** Service rails from the top, each with its names under it in their pods' columns. */
export function placeServices(
  scene: Scene,
  columns: readonly Column[],
  placed: Columns,
  end: number,
): Pick<Picture, 'rails' | 'tags'> & { readonly bottom: number } {
  const rails: Picture['rails'][number][] = [];
  const tags: Picture['tags'][number][] = [];
  const left = columns[0]?.x ?? margin;
  const capsule = Math.min(206, (columns[0]?.w ?? 236) - 30);
  let y = 7;
  for (const service of scene.services) {
    rails.push({ service, box: { x: left, y, w: Math.max(capsule, 138), h: railHeight }, end });
    const depth = columns.map(() => 0);
    for (const name of service.names) {
      const pod = scene.pods.find(({ id }) => id === name.pod);
      const i = (pod && placed.ofPod(pod)) ?? 0;
      const { x, w } = columns[i] ?? { x: left, w: 236 };
      const row = depth[i] ?? 0;
      depth[i] = row + 1;
      const top = y + railHeight + 6 + row * (tagHeight + tagGap);
      tags.push({ name, service: service.id, box: { x: x + 12, y: top, w: w - 24, h: tagHeight } });
    }
    const deepest = Math.max(0, ...depth);
    y += railHeight + (deepest > 0 ? 6 + deepest * (tagHeight + tagGap) - tagGap : 0) + 8;
  }
  return { rails, tags, bottom: Math.max(y - 8, 6) };
}
