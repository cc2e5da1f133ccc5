import type { PodThing, Scene, StorageThing } from './scene.ts';

/** Which node's column everything stands in. */
export interface Columns {
  readonly ofPod: (pod: PodThing) => number | undefined;
  readonly ofStorage: (thing: StorageThing) => number;
}

/**
 * A pod stands on its node; one that should exist or has lost its node, where its claim lives or
 * by its ordinal. Pods that wait for a node stand in no column. A claim's column is its home and
 * never moves.
 */
export function columnsOf(scene: Scene): Columns {
  const count = Math.max(1, scene.nodes.length);
  const index = new Map(scene.nodes.map(({ name }, i) => [name, i]));
  const ofStorage = (thing: StorageThing): number => {
    const home = thing.home === undefined ? undefined : index.get(thing.home);
    return home ?? thing.place % count;
  };
  const homes = new Map(
    scene.storage.flatMap((thing): [string, number][] =>
      thing.claim ? [[thing.claim.id, ofStorage(thing)]] : [],
    ),
  );
  const ofPod = (pod: PodThing): number | undefined => {
    const own = index.get(pod.node);
    if (own !== undefined) return own;
    if (pod.tone !== 'ghost' && pod.tone !== 'gone') return undefined;
    const claimed = pod.claims.map((id) => homes.get(id)).find((home) => home !== undefined);
    return claimed ?? (pod.ordinal ?? 0) % count;
  };
  return { ofPod, ofStorage };
}
