import { describe, expect, test } from 'vitest';
import { layout, type Picture } from './layout.ts';
import { samples } from './legend-samples.ts';
import { nearest, placedThings } from './navigate.ts';
import type { PodThing, Scene, StorageThing } from './scene.ts';

const room = { width: 760, height: 392 };

function pod(n: number, node: string, more: Partial<PodThing> = {}): PodThing {
  const id = `Pod/default/web-${n}`;
  const claims = [`PersistentVolumeClaim/default/data-web-${n}`];
  return { ...samples.well, id, name: `web-${n}`, node, ordinal: n, owner: 'set', claims, ...more };
}

function storage(n: number, home: string | undefined, users: readonly string[]): StorageThing {
  const id = `PersistentVolumeClaim/default/data-web-${n}`;
  const claim = { ...samples.claim, id, name: `data-web-${n}`, users };
  const volume = { ...samples.volume, id: `PersistentVolume//pv-${n}`, name: `pv-${n}` };
  return { home, place: n, claim, volume };
}

/** Nodes, and `web-0@node-1` for every pod with its claim at home on that node. */
function scene(nodes: number, pods: readonly string[], more: Partial<Scene> = {}): Scene {
  const placed = pods.map((text) => {
    const [name = '', node = ''] = text.split('@');
    return { n: Number(name.split('-')[1]), node };
  });
  return {
    namespace: 'default',
    nodes: Array.from({ length: nodes }, (_, i) => ({
      ...samples.node,
      id: `Node//node-${i + 1}`,
      name: `node-${i + 1}`,
    })),
    pods: placed.map(({ n, node }) => pod(n, node)),
    services: [],
    workloads: [],
    storage: placed.map(({ n, node }) => storage(n, node, [`Pod/default/web-${n}`])),
    shelf: [],
    waits: [],
    relations: [],
    ...more,
  };
}

const three = ['web-0@node-1', 'web-1@node-2', 'web-2@node-3'];

function boxOf(picture: Picture, name: string) {
  return picture.pods.find((placed) => placed.pod.name === name)?.box;
}

describe('places', () => {
  test('three nodes fill the room in equal columns, pods in theirs', () => {
    const picture = layout(scene(3, three), room);
    expect(picture.nodes.map(({ box }) => [box.x, box.w])).toEqual([
      [14, 236],
      [262, 236],
      [510, 236],
    ]);
    expect(picture.pods.map(({ box }) => [box.x, box.w, box.h])).toEqual([
      [26, 212, 76],
      [274, 212, 76],
      [522, 212, 76],
    ]);
  });

  test('the same scene is the same picture', () => {
    expect(layout(scene(3, three), room)).toEqual(layout(scene(3, three), room));
  });

  test('pods stand above the ground line, claims and volumes below it', () => {
    const picture = layout(scene(3, three), room);
    expect(picture.pods.every(({ box }) => box.y + box.h < picture.ground)).toBe(true);
    const below = [...picture.claims, ...picture.volumes];
    expect(below.every(({ box }) => box.y > picture.ground)).toBe(true);
  });

  test('a claim stays at its home when its pod comes back elsewhere: the line crosses', () => {
    const moved = scene(3, [], {
      pods: [pod(1, 'node-3')],
      storage: [storage(1, 'node-2', ['Pod/default/web-1'])],
    });
    const picture = layout(moved, room);
    expect(picture.claims[0]?.box.x).toBe(274);
    expect(boxOf(picture, 'web-1')?.x).toBe(522);
    expect(picture.lines.find(({ kind }) => kind === 'mount')?.path).toContain('L348 ');
  });

  test('a ghost stands where its claim lives', () => {
    const ghost = pod(1, '', { tone: 'ghost' });
    const picture = layout(
      scene(3, [], { pods: [ghost], storage: [storage(1, 'node-3', [])] }),
      room,
    );
    expect(boxOf(picture, 'web-1')?.x).toBe(522);
  });

  test('a pod without a node waits above the nodes', () => {
    const picture = layout(scene(3, [], { pods: [pod(0, '')] }), room);
    const top = picture.nodes[0]?.box.y ?? 0;
    expect((boxOf(picture, 'web-0')?.y ?? 0) + 44).toBeLessThanOrEqual(top);
  });
});

describe('density', () => {
  const many = (n: number): Scene =>
    scene(1, [], { pods: Array.from({ length: n }, (_, i) => pod(i, 'node-1')) });

  test.each([
    [6, 'full'],
    [7, 'row'],
    [30, 'row'],
    [31, 'square'],
  ])('%d pods on a node are drawn as %s', (n, form) => {
    expect(new Set(layout(many(n), room).pods.map((placed) => placed.form))).toEqual(
      new Set([form]),
    );
  });

  test('more than four nodes are 168 wide and scroll', () => {
    const picture = layout(scene(5, []), room);
    expect(picture.nodes.map(({ box }) => box.w)).toEqual([168, 168, 168, 168, 168]);
    expect(picture.width).toBeGreaterThan(room.width);
  });

  test('on a narrow screen one node is shown, with what belongs to it', () => {
    const picture = layout(scene(3, three), { width: 390, height: 600, only: 'node-2' });
    expect(picture.pods.map(({ pod: { name } }) => name)).toEqual(['web-1']);
    expect(picture.claims.map(({ claim }) => claim.name)).toEqual(['data-web-1']);
    expect(picture.width).toBe(390);
  });

  test('no two pods share a place', () => {
    for (const n of [3, 12, 40]) {
      const corners = layout(many(n), room).pods.map(({ box }) => `${box.x},${box.y}`);
      expect(new Set(corners).size).toBe(n);
    }
  });
});

describe('lines', () => {
  test('a claim without a pod keeps a dotted line with a hollow end', () => {
    const picture = layout(scene(3, [], { storage: [storage(0, 'node-1', [])] }), room);
    expect(picture.lines.map(({ kind }) => kind)).toEqual(['unused', 'bind']);
  });

  test('a wait points from who waits to what is waited for', () => {
    const waits = [{ from: 'Pod/default/web-0', to: 'Pod/default/web-1' }];
    const line = layout(scene(3, three, { waits }), room).lines.find(({ kind }) => kind === 'wait');
    expect(line).toMatchObject({ path: 'M238 90H268', end: { x: 272, toward: 'r' } });
  });
});

test('arrow keys go to the nearest thing in their direction', () => {
  const things = placedThings(layout(scene(3, three), room));
  const go = (from: string, arrow: string) => nearest(things, from, arrow)?.split('/')[2];
  expect(go('Pod/default/web-0', 'ArrowRight')).toBe('web-1');
  expect(go('Pod/default/web-1', 'ArrowDown')).toBe('data-web-1');
  expect(go('Pod/default/web-0', 'ArrowLeft')).toBeUndefined();
});
