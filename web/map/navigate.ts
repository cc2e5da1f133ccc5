import type { Box } from './box.ts';
import type { Picture } from './layout.ts';

export interface PlacedThing {
  readonly id: string;
  readonly name: string;
  readonly box: Box;
}

/** Everything that can be chosen, in the order in which it is read: from the top. */
export function placedThings(picture: Picture): readonly PlacedThing[] {
  return [
    ...picture.rails.map(({ service, box }) => named(service.id, box)),
    ...picture.nodes.map(({ node, box }) => named(node.id, { ...box, h: 27 })),
    ...picture.pods.map(({ pod, box }) => named(pod.id, box)),
    ...picture.workloads.map(({ workload, box }) => named(workload.id, box)),
    ...picture.claims.map(({ claim, box }) => named(claim.id, box)),
    ...picture.volumes.map(({ volume, box }) => named(volume.id, box)),
    ...picture.shelf.map(({ thing, box }) => named(thing.id, box)),
  ];
}

function named(id: string, box: Box): PlacedThing {
  const [kind = '', , name = ''] = id.split('/');
  return { id, name: `${kind} ${name}`, box };
}

/** The nearest thing in the direction of an arrow key. */
export function nearest(
  things: readonly PlacedThing[],
  id: string,
  arrow: string,
): string | undefined {
  const from = things.find((thing) => thing.id === id);
  if (!from) return undefined;
  const distances = things.flatMap((thing) => {
    const [dx, dy] = [middle(thing).x - middle(from).x, middle(thing).y - middle(from).y];
    const [along, aside] = directions[arrow]?.(dx, dy) ?? [0, 0];
    // What stands aside counts twice: Down should stay in the column.
    // Not what is nearly abreast of it: that is another arrow's.
    return along > 4 && Math.abs(aside) < 3 * along
      ? [{ id: thing.id, distance: along + 2 * Math.abs(aside) }]
      : [];
  });
  return distances.toSorted((a, b) => a.distance - b.distance)[0]?.id;
}

const directions: Readonly<Record<string, (dx: number, dy: number) => readonly [number, number]>> =
  {
    ArrowLeft: (dx, dy) => [-dx, dy],
    ArrowRight: (dx, dy) => [dx, dy],
    ArrowUp: (dx, dy) => [-dy, dx],
    ArrowDown: (dx, dy) => [dy, dx],
  };

function middle({ box }: PlacedThing): { readonly x: number; readonly y: number } {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
}
